"""Formulas as trees of named, valued terms: no layout, no language. Window, LaTeX and text are written from them."""
