"""Measures of a case on the screen: plan, watching, help, court, taking into care, closing."""
