"""Finding offers by words that people type: folding, a vocabulary that forgives, one index on two engines."""
