"""One module for each page of DJI's documentation: its methods read, answered and sent."""
