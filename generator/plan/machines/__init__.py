"""Files for machines: feeds, calendars, and what search engines and browsers ask for."""
