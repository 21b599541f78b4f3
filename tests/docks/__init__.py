"""Tests of docks."""
