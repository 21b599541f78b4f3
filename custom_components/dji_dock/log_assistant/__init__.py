"""Logs of an aircraft that is off: it is switched on for them, and off again."""
