"""The vocabularies of early help, and how long what is kept."""

from datetime import timedelta

KEPT = timedelta(days=365)  # class L6: after the end of the help
