"""Who may enter, and with what role."""
