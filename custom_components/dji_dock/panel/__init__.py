"""What pages of Home Assistant load."""
