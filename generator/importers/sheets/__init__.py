"""Files of spreadsheets become grids: whatever they hold, in bounded memory."""
