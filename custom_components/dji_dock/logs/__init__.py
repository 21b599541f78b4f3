"""Uploads of logs."""
