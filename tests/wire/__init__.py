"""What goes over the wire: the site under gunicorn, asked byte by byte, as behind its proxy."""
