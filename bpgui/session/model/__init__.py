"""The experiment as an immutable value, and the edits that make another one of it."""
