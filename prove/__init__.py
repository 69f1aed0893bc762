"""Reliability campaigns: each disturbs the product on purpose, and each has a control that must fail."""
