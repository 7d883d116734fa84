"""The yearbook: campaigns, profiles and rolls of honour of a site as one printed book."""
