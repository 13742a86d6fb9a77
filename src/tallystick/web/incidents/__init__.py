"""One incident: the number explained, and what people decide about it."""
