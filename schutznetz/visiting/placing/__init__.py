"""Who goes to which family: an optimisation over plain values, without database and without names."""
