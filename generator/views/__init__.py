"""Views: all that a template may see. One file a page type; plain frozen data."""
