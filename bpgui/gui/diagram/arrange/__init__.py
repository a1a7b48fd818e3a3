"""Where everything in the diagram stands: pure geometry."""
