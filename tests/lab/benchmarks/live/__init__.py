"""Live video from a dock to its viewers, beside what FFmpeg needs to receive the same."""
