"""Home Assistant's media browser, and the views through which its files go."""
