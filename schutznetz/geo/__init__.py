"""PURE: where places in Germany lie. Data and sources: SOURCES.md; derived by tools/geodata.py."""
