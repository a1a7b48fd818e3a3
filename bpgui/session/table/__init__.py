"""The data table as a person sees it: its columns, the order of its rows, what is found, copied and pasted."""
