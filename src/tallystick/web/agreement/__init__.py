"""Two coders read the same reports blind, and how far they agree."""
