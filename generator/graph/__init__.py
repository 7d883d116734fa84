"""The graph: all records of a site with every reference resolved."""
