"""The screens of a case on its way to another office."""
