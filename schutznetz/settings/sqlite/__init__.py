"""Django's SQLite engine with a fair gate before the one writer."""
