"""How a formula is written, whatever it is written with: notation, text, LaTeX."""
