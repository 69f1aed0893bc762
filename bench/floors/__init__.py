"""Floors: what the machine allows at best, each as near to the database as possible."""
