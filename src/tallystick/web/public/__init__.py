"""What everybody who may enter sees: released incidents alone, redacted as exports are."""
