"""One report: its text with the claims in it."""
