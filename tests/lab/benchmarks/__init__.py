"""Measurements, side by side with what they compare to; run by hand, never judged by a test."""
