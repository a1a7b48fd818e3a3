"""Others who train the same networks, to measure bpgui's kernel beside."""
