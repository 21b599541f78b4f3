"""What kills and outages do to an upload: real Home Assistant, broker and store as processes."""
