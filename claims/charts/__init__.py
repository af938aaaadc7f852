"""Where the marks of a picture stand: pure geometry and calendar, without a database or a page."""
