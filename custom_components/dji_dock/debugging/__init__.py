"""Remote debugging: what a dock does because its owner asks for it."""
