"""Measures the product beside floors that were written as near to the machine as possible.

``python -m bench --size smoke|full`` prints one JSON line a figure; ratios count, not milliseconds.
A bench is a module with ``bench(size)``; its name here is what one asks for.
"""

NAMES = (
    "search", "person", "statistics", "web_search", "web_inbox", "web_submit", "durable", "protect", "scale",
    "assignment",
)  # fmt: skip
