"""Reading: bytes to documents with positions, Markdown to safe HTML."""
