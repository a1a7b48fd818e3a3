"""Formulas on screen: an own typesetter, because every term is a coloured, live rectangle."""
