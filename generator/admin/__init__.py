"""Admin: forms in the browser for those who do not write files, made from the types of records."""
