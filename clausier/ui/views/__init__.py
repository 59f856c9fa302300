"""One module a view; each has a single `show`."""
