"""The index of the bucket, on real files."""
