"""Spreadsheets become content: sheets are read, tables are found in them, records are proposed."""
