"""Validation: documents become records, or diagnostics."""
