"""Data sets, from the bytes of a file to what a network sees: reading, columns, missing cells, scaling, split."""
