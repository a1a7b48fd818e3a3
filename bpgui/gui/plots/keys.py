"""The keys of the plots, for them and for Help > Keyboard. Does not import pyqtgraph."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

#: Key sequences, and what they do while a plot has the focus (context "Plots").
KEYS: tuple[tuple[str, object], ...] = (
    ("Left, Right", QT_TRANSLATE_NOOP("Plots", "One row back or forward")),
    ("PgUp, PgDown", QT_TRANSLATE_NOOP("Plots", "A tenth of the timeline back or forward")),
    ("Home, End", QT_TRANSLATE_NOOP("Plots", "First or latest row")),
    ("+, -", QT_TRANSLATE_NOOP("Plots", "Show fewer or more steps, around the cursor")),
    ("Up, Down", QT_TRANSLATE_NOOP("Plots", "Stretch or squeeze the values")),
    ("F", QT_TRANSLATE_NOOP("Plots", "Show all steps and follow the run")),
    ("Space", QT_TRANSLATE_NOOP("Plots", "Run or pause")),
)
