"""Grids become lines with named cells. Pure: nothing here reads or asks."""
