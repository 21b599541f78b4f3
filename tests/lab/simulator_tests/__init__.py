"""Tests of the simulated dock: against a real broker and a real bucket, with a tiny cloud."""
