"""Live video: cameras, who watches them, and the pushes of docks that this takes."""
