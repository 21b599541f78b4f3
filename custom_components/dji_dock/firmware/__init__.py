"""Firmware of docks and aircraft: packages in the bucket, and their installation."""
