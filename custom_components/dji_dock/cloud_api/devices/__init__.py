"""Docks and aircraft: which there are, to whom they belong, and what they report."""
