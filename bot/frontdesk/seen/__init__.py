"""What was looked up or done for a reply, for its view: a file a room."""
