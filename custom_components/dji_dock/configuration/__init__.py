"""The set-up of an entry: forms, options, trying out what was entered."""
