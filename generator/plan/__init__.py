"""Plan: the graph becomes pages. One file a page type under `pages/`."""
