"""The page and the cards in a real browser: as people look at them, and what they must never do."""
