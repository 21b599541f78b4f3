"""Commands with a life: saved, sent once, followed to their end, and kept."""
