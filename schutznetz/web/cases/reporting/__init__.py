"""The reporter's side: the public form, the return with a code, the partner's form, the telephone note."""
