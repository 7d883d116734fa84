"""Search: what is found, by which words, and the small files in which a browser looks it up."""
