"""guong: a static site generator for public recognition."""

__version__ = "0.1.0"
