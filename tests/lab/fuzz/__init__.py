"""Messages that no dock should send, made at random: whatever comes, it costs only itself."""
