"""Tests of the integration, and the parts they run on."""
