"""Pages of secrets inside a case: entrusted data, whereabouts, a family too close, emergency access."""
