"""What receives video from docks, with publishers that are not ours."""
