"""One experiment: network, data, settings, timeline, edits, files. Free of Qt; may import the engine."""
