"""What the page of one record says, worked out from what was fetched: nothing here asks the
database."""
