"""The same telemetry through this integration and through what one would use without it."""
