"""The real parts around the integration: a broker, a store and Home Assistant, as processes."""
