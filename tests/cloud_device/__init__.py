"""Tests of cloud device."""
