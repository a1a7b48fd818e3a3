"""The one error that a person is shown."""

from pathlib import PurePath

from bpgui.engine.shown import shown
from bpgui.engine.translation_mark import QT_TRANSLATE_NOOP

__all__ = ["QT_TRANSLATE_NOOP", "Problem", "shown"]


def _said(value: object) -> object:
    """Return what a sentence may hold: names and paths harmless, and without the middle of what is far too long."""
    if not isinstance(value, str | PurePath):
        return value
    text = str(value)
    return shown(text if len(text) <= 400 else f"{text[:300]} ... {text[-80:]}")


class Problem(Exception):
    """Something a person did that cannot be done, said in one sentence.

    `text` is the English sentence with {fields}, marked with QT_TRANSLATE_NOOP("Problem", ..), so that the window
    can translate it before `values` are put in. A value may itself be a Problem.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        """Keep the sentence and what stands in its {fields}."""
        super().__init__(text)
        self.text = text
        self.values = {name: _said(value) for name, value in values.items()}

    def __str__(self) -> str:
        return self.text.format(**self.values)
