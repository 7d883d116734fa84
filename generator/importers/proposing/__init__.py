"""Lines become records beside those of the site. Pure: nothing here reads or asks."""
