"""What is kept in files: the session file and the history as CSV."""
