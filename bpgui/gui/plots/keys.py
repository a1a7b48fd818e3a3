"""What the keys of the plots do, for Help > Keyboard; `chart` obeys them."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

#: Keys and what they do while a plot has the focus, for Help > Keyboard, which translates the texts.
KEYS: tuple[tuple[str, object], ...] = (
    ("← →", QT_TRANSLATE_NOOP("MainWindow", "One row back or forward")),
    ("PgDn, PgUp", QT_TRANSLATE_NOOP("MainWindow", "A tenth of the timeline back or forward")),
    ("Home, End", QT_TRANSLATE_NOOP("MainWindow", "First or latest row")),
    ("+, -", QT_TRANSLATE_NOOP("MainWindow", "Show fewer or more steps, around the cursor")),
    ("↑ ↓", QT_TRANSLATE_NOOP("MainWindow", "Stretch or squeeze the values")),
    ("F", QT_TRANSLATE_NOOP("MainWindow", "Show all steps and follow the run")),
    ("S", QT_TRANSLATE_NOOP("MainWindow", "Show the steps until nothing moves any more")),
    ("L", QT_TRANSLATE_NOOP("MainWindow", "Logarithmic steps, or linear ones")),
    ("Space", QT_TRANSLATE_NOOP("MainWindow", "Run, or pause")),
)
