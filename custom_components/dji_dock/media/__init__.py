"""Photos and videos of flights."""
