"""Tests of live video between dock and player."""
