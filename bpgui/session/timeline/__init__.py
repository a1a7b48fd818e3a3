"""What training did: rows in segments, keyframes and replay, the columns and series that views read."""
