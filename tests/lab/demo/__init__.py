"""The demo: everything real but the dock, from nothing to a log in the bucket."""
