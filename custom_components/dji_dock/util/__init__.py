"""Small tools that know Home Assistant, and no feature."""
