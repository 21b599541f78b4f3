"""Tests of media browser."""
