"""Custom integrations that only the measurements use."""
