"""Firmware of docks and aircraft."""
