"""The screens of information that is given later."""
