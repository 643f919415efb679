"""One file a page, found by discovery: its ``ROUTES`` are the application's."""
