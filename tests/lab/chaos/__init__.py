"""Chaos: everything dies at random moments, and nothing may be lost, doubled or unexplained.

`scripts/chaos --seed N --minutes M` runs it; a seed always gives the same steps.
"""
