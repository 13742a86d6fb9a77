"""Tags of the lists."""
