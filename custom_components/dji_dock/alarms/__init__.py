"""What is wrong with docks and aircraft."""
