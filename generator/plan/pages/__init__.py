"""Page types: each module plans the pages of one, and knows of no other."""
