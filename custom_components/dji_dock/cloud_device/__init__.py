"""The cloud server as a device of its own."""
