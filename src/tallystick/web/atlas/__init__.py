"""Map, timeline and overview of a casebook."""
