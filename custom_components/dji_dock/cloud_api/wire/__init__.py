"""The MQTT broker and the messages on it: topics, envelopes, values, connections."""
