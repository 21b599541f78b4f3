"""Tests of the bucket, against a real store over HTTP."""
