"""Whether a child is known: how names are read, which keyed tags they give, and how alike two people are.

Pure: nothing here knows tables, keys or rights.
"""
