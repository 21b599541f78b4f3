"""Which docks and aircraft there are, and whose they are."""
