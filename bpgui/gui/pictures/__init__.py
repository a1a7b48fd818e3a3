"""Pictures to take away, of a view or the whole window: PNG, SVG, PDF; to a file, the clipboard, paper."""
