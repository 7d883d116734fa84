"""Advice: what the rules ask of editors, in the forms that people and programs read."""
