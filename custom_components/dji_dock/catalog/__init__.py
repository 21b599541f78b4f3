"""What lies in the bucket: media and logs."""
