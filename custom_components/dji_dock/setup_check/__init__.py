"""What is wrong with a set-up: the way of a dock, walked from end to end."""
