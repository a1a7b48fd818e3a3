"""Widgets, words and looks that every other room of the window uses; they know no document."""
