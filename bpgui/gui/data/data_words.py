"""What roles, encodings and scalings are called on screen."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.session.data.dataset import ColumnRole, Encoding
from bpgui.session.data.guess_columns import CellKind, GuessReason
from bpgui.session.data.missing import Fill
from bpgui.session.data.scaling import ScalingKind

ROLE_WORDS = {
    ColumnRole.INPUT: QT_TRANSLATE_NOOP("DataWords", "Input"),
    ColumnRole.TARGET: QT_TRANSLATE_NOOP("DataWords", "Target"),
    ColumnRole.IGNORED: QT_TRANSLATE_NOOP("DataWords", "Ignored"),
}
KIND_WORDS = {
    CellKind.NUMBER: QT_TRANSLATE_NOOP("DataWords", "Numbers"),
    CellKind.CATEGORY: QT_TRANSLATE_NOOP("DataWords", "Categories"),
    CellKind.TEXT: QT_TRANSLATE_NOOP("DataWords", "Texts"),
}
ENCODING_WORDS = {
    Encoding.NUMBER: QT_TRANSLATE_NOOP("DataWords", "Number"),
    Encoding.ONE_HOT: QT_TRANSLATE_NOOP("DataWords", "One-hot: a neuron each"),
    Encoding.ZERO_ONE: QT_TRANSLATE_NOOP("DataWords", "0/1: one neuron"),
}
SCALING_WORDS = {
    ScalingKind.NONE: QT_TRANSLATE_NOOP("DataWords", "As it is"),
    ScalingKind.STANDARD: QT_TRANSLATE_NOOP("DataWords", "Standard score"),
    ScalingKind.ZERO_ONE: QT_TRANSLATE_NOOP("DataWords", "Min-max to [0, 1]"),
    ScalingKind.MINUS_ONE_ONE: QT_TRANSLATE_NOOP("DataWords", "Min-max to [-1, 1]"),
}
FILL_WORDS = {
    Fill.MEAN: QT_TRANSLATE_NOOP("DataWords", "Mean"),
    Fill.MEDIAN: QT_TRANSLATE_NOOP("DataWords", "Median"),
    Fill.COMMONEST: QT_TRANSLATE_NOOP("DataWords", "Commonest"),
}
WHY_WORDS = {
    GuessReason.NUMBERS: QT_TRANSLATE_NOOP("DataWords", "Guessed: its cells are numbers."),
    GuessReason.CATEGORIES: QT_TRANSLATE_NOOP("DataWords", "Guessed: few different texts."),
    GuessReason.CLASS_NUMBERS: QT_TRANSLATE_NOOP(
        "DataWords", "Guessed: its whole numbers count classes; they may be numbers."
    ),
    GuessReason.TIMES: QT_TRANSLATE_NOOP("DataWords", "Guessed: dates or times, which a network cannot see."),
    GuessReason.COUNT: QT_TRANSLATE_NOOP("DataWords", "Guessed: it only counts the rows."),
    GuessReason.MANY_TEXTS: QT_TRANSLATE_NOOP("DataWords", "Guessed: too many different texts to be categories."),
    GuessReason.EMPTY: QT_TRANSLATE_NOOP("DataWords", "Guessed: all its cells are missing."),
    GuessReason.CONSTANT: QT_TRANSLATE_NOOP("DataWords", "Guessed: all its numbers are equal, so it tells nothing."),
}


def data_word(text: object) -> str:
    """Translate one of the words above."""
    return QCoreApplication.translate("DataWords", str(text))
