"""The network as a tree, and the settings of its experiment."""
