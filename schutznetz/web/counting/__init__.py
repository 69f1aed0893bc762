"""The pages of the figures of early help."""
