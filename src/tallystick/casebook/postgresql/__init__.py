"""Casebooks kept in PostgreSQL: how its addresses are read, and what Django's backend does differently for them."""
