"""Panels that teach: the lesson, Your turn, and rounding by hand."""
