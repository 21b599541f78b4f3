"""Triggers and conditions of our own."""
