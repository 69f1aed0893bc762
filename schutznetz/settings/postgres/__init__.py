"""PostgreSQL as this product uses it: every session says for which network it asks."""
