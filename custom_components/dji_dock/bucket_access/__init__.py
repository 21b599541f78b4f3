"""How docks and people get at the bucket."""
