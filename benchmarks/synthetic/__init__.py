"""A war that never was, with the density of a real one: what happened, and what reports tell of it."""
