"""One section of the explanation as a widget: a quiet heading, formulas, a sentence."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bpgui.engine.terms import Formula
from bpgui.gui.document.selection import Choice
from bpgui.gui.explanation.labels import label_for
from bpgui.gui.explanation.writer import Section
from bpgui.gui.formula.ink import Inks
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.widgets.plain_text import Label


class SectionView(QWidget):
    """Shows one section after another; its widgets are used again."""

    hovered = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formulas: list[FormulaView] = []
        self._room: int | None = None
        self.heading, self.lead, self.note = Label(self), Label(self), Label(self)
        self.heading.setObjectName("explanationHeading")
        for label in (self.lead, self.note):
            label.setObjectName("explanationNote")
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._labels = (self.heading, self.lead, self.note)
        for label in self._labels:
            label.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for label in self._labels:
            self._column.addWidget(label)

    def show_section(
        self, section: Section, inks: Inks, digits: int, is_newest: Callable[[Formula], bool], *, reasons: bool
    ) -> None:
        """Show a section; `reasons` says whether they stand beside the lines."""
        texts = (section.heading, section.lead, section.note)
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        while len(self.formulas) < len(section.formulas):
            self._add()
        for k, view in enumerate(self.formulas):
            view.setVisible(k < len(section.formulas))
            if k < len(section.formulas):
                formula = section.formulas[k]
                view.set_formula(formula, inks, digits, label_for(formula, digits), reasons=reasons)
                view.set_newest(is_newest(formula))
            else:
                view.set_newest(False)
        self._give_labels_room()

    def _give_labels_room(self) -> None:
        """Let labels be as high as they are at this width: an area that scrolls does not ask."""
        for label in self._labels:
            if self._room is not None and label.text():
                label.setMinimumHeight(max(0, label.heightForWidth(self._room)))

    def _add(self) -> None:
        view = FormulaView(self, waits=True)
        if self._room is not None:
            view.set_room(self._room)
        view.hovered.connect(self.hovered)
        view.chosen.connect(self.chosen)
        self._column.insertWidget(self._column.count() - 1, view, 0, Qt.AlignmentFlag.AlignLeft)
        self.formulas.append(view)

    def settle(self) -> None:
        """Put the formulas in their places."""
        self._column.activate()

    def seen(self, top: int, bottom: int) -> list[FormulaView]:
        """Return the formulas that stand between two heights of what this stands in."""
        top, bottom = top - self.y(), bottom - self.y()
        return [
            view
            for view in self.formulas
            if not view.isHidden() and view.y() < bottom and view.geometry().bottom() > top
        ]

    def set_room(self, room: int) -> None:
        """Lay everything out for so many pixels."""
        self._room = room
        for label in self._labels:
            label.setMaximumWidth(room)
        self._give_labels_room()
        for view in self.formulas:
            view.set_room(room)

    def light(self, choice: Choice | None) -> None:
        """Light the terms that stand for this."""
        for view in self.formulas:
            view.light(choice)
