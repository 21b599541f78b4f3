"""Tests of remote debugging."""
