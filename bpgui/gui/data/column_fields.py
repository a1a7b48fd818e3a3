"""What becomes of the chosen columns of a file, as fields above the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from bpgui.gui.data.choices import ValueBox
from bpgui.gui.data.data_words import ENCODING_WORDS, FILL_WORDS, KIND_WORDS, ROLE_WORDS, SCALING_WORDS, data_word
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label, plain
from bpgui.session.basics.problems import shown
from bpgui.session.data.dataset import ColumnRole, Encoding
from bpgui.session.data.guess_columns import CellKind
from bpgui.session.data.import_plan import ColumnPlan

#: What a list shows where the chosen columns differ.
MANY = "many"
MAX_ONES = 2


@guarded
class ColumnFields(QWidget):
    """Shows what some columns have in common, and changes all of them."""

    changed = Signal(object)  #: {place: ColumnPlan} for the chosen columns

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: dict[int, ColumnPlan] = {}
        self.name, self.order = QLineEdit(), QLineEdit()
        self.kind, self.role, self.encoding = ValueBox(), ValueBox(), ValueBox()
        self.one, self.scaling, self.fill = ValueBox(), ValueBox(), ValueBox()
        self._labels: dict[QWidget, Label] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        fields: tuple[tuple[str, str, QLineEdit | ValueBox], ...] = (
            (self.tr("Colu&mn"), "columnName", self.name),
            (self.tr("&Role"), "role", self.role),
            (self.tr("T&ype"), "kind", self.kind),
            (self.tr("Network sees"), "columnEncoding", self.encoding),
            (self.tr("&1 is"), "one", self.one),
            (self.tr("Sca&ling"), "scaling", self.scaling),
            (self.tr("Missin&g cells"), "fill", self.fill),
            (self.tr("Order of categories"), "order", self.order),
        )
        for place, (text, name, field) in enumerate(fields):
            self._add(grid, place, text, name, field)
        grid.setColumnStretch(0, 1)
        self.name.editingFinished.connect(self._take_name)
        self.order.editingFinished.connect(self._take_order)
        for box, part in ((self.role, "role"), (self.kind, "kind"), (self.scaling, "scaling"), (self.fill, "fill")):
            box.currentIndexChanged.connect(lambda _n, box=box, part=part: self._take(part, box.value()))
        self.encoding.currentIndexChanged.connect(lambda _n: self._take("encoding", self.encoding.value()))
        self.one.currentIndexChanged.connect(lambda _n: self._take("one", self.one.value()))
        self.order.setToolTip(self.tr("Categories with commas between them; those that are not named follow"))

    def _add(self, grid: QGridLayout, place: int, text: str, name: str, field: QWidget) -> None:
        label = Label(self)
        label.setText(text)
        label.setBuddy(field)
        field.setObjectName(name)
        field.setAccessibleName(plain(text))
        field.setAccessibleDescription(plain(text))
        row, column = divmod(place, 4)
        grid.addWidget(label, 2 * row, column)
        grid.addWidget(field, 2 * row + 1, column)
        grid.setColumnStretch(column, 1)
        self._labels[field] = label

    def show_columns(
        self, chosen: Mapping[int, ColumnPlan], categories: Sequence[str], seen: Sequence[Encoding]
    ) -> None:
        """Show the chosen columns; `categories` are those of the only one, `seen` how the network sees each."""
        self._chosen = dict(chosen)
        plans = list(chosen.values())
        only = plans[0] if len(plans) == 1 else None
        with QSignalBlocker(self.name), QSignalBlocker(self.order):
            text = self.tr("%Ln column(s)", "", len(plans)) if only is None else only.name
            self.name.setText(text)
            self.name.setEnabled(only is not None)
            self.order.setText(", ".join(categories) if only is not None else "")
        self.setEnabled(bool(plans))
        self._show(self.role, ROLE_WORDS, [plan.role for plan in plans])
        self._show(self.kind, KIND_WORDS, [plan.kind for plan in plans])
        kinds = {plan.kind for plan in plans}
        self._show(self.scaling, SCALING_WORDS, [plan.scaling for plan in plans])
        words: dict[Any, object] = {None: self.tr("Not decided"), **FILL_WORDS}
        self._show(self.fill, words, [plan.fill for plan in plans])
        self._show(self.encoding, {e: w for e, w in ENCODING_WORDS.items() if e is not Encoding.NUMBER}, seen)
        is_pair = only is not None and Encoding.ZERO_ONE in seen and len(categories) == MAX_ONES
        self.one.offer([(shown(text)[:40], text) for text in categories] if is_pair else [])
        is_used = any(plan.role is not ColumnRole.IGNORED for plan in plans)
        self._allow(self.scaling, CellKind.NUMBER in kinds and is_used)
        self._allow(self.fill, is_used)
        self._allow(self.encoding, kinds == {CellKind.CATEGORY} and is_used and bool(seen))
        self._allow(self.order, only is not None and kinds == {CellKind.CATEGORY} and bool(categories))
        self._allow(self.one, is_pair)

    def show_one(self, category: str) -> None:
        """Show which category is 1."""
        self.one.show_value(category)

    def _show(self, box: ValueBox, words: Mapping[Any, object], values: Sequence[object]) -> None:
        """Show the value that all have, or that they differ."""
        entries = [(data_word(text), value) for value, text in words.items()]
        different = len(set(values)) > 1
        box.offer([*entries, *([(self.tr("Different"), MANY)] if different else [])])
        if values:
            value = MANY if different else values[0]
            if value in [v for _, v in entries] or different:
                box.show_value(value)

    def _allow(self, field: QWidget, is_possible: bool) -> None:
        field.setEnabled(is_possible)
        self._labels[field].setEnabled(is_possible)

    def _take(self, part: str, value: Any) -> None:
        if value == MANY or (value is None and part != "fill"):
            return
        self._tell({place: replace(plan, **{part: value}) for place, plan in self._chosen.items()})

    def _take_name(self) -> None:
        text = self.name.text().strip()
        if len(self._chosen) == 1 and text:
            self._tell({place: replace(plan, name=text) for place, plan in self._chosen.items()})

    def _take_order(self) -> None:
        names = tuple(dict.fromkeys(filter(None, (text.strip() for text in self.order.text().split(",")))))
        if len(self._chosen) == 1 and self.order.isModified():
            self.order.setModified(False)
            self._tell({place: replace(plan, categories=names) for place, plan in self._chosen.items()})

    def _tell(self, plans: dict[int, ColumnPlan]) -> None:
        if plans != self._chosen:
            self._chosen = plans
            self.changed.emit(plans)
