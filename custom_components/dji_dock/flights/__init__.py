"""Flights that start and end."""
