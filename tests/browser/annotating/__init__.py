"""An editor annotates a text in a browser."""
