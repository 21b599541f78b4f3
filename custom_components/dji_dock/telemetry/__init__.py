"""What devices report all the time."""
