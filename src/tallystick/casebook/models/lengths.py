"""How long a key may be."""

ID = 255
"""Characters of the id of a document, a claim or a telling."""
