"""Tests of triggers and conditions, in automations as users write them."""
