"""Looking at a set-up."""
