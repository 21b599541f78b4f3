"""Tests of live video."""
