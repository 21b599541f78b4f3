"""Logs of aircraft that are off."""
