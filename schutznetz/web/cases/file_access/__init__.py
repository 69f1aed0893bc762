"""The screens of file access: a request, its file passage by passage, the package and its release."""
