"""What every other room of the session leans on: numbers, problems, files written whole, folders, resources."""
