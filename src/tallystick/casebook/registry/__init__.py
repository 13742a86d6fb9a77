"""The registry of informants and outlets: what people decided over what ships, and what the reports propose.

Every change is a decision like any other: append-only, with author, time and reason, logged and verified alike, and
undone by ``undo``. The registry is worked out from those that stand.
"""
