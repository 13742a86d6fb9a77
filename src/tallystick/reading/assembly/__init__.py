"""Puts the parts together: from a document, stage by stage, to its claims."""
