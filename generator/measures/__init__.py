"""Measures: what the numbers mean. Pure functions of records and a day."""
