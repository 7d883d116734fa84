"""Open data: the records as tables and as single objects, and descriptions of both for programs."""
