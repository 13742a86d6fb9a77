"""One incident: its numbers explained, and what people decide about it."""
