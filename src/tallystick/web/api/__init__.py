"""The programming interface and its client."""
