"""Keeping and deleting, for those who keep the files and those who look on."""
