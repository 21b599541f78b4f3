"""Tests of bucket access."""
