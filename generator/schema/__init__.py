"""Schemas: what records hold, in the form that editors know to check and complete."""
