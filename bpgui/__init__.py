"""bpgui: a desktop laboratory for understanding backpropagation."""

__version__ = "0.1.0"
