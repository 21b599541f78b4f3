"""Live video: cameras, pictures, encoding, and the push to a server."""
