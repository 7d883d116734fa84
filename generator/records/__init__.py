"""Records: what authors wrote, checked and frozen. One file a kind."""
