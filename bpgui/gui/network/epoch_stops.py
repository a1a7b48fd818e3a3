"""The fields of stop rules that look at test loss and accuracies; there is one only where its number is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.network.setting_field import show_whole
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.stops import MAX_PATIENCE, StopRules
from bpgui.session.timeline.epoch_rules import WATCHED

#: The fields, and the rule of each.
RULES = {"stopPatience": "patience", "stopTrainAccuracy": "train_accuracy", "stopTestAccuracy": "test_accuracy"}


@guarded
class EpochStops(QObject):
    """Makes the fields and keeps them in step with the session; whoever lays them out has their labels."""

    def __init__(self, document: Document, panel: QWidget) -> None:
        super().__init__(panel)
        self._document = document
        self.patience = WholeNumber(0, MAX_PATIENCE, panel, margin=5, editors=document.editors)
        self.patience.valueChanged.connect(lambda value: self._set("patience", value or None))
        self.shares = {name: self._share(name, panel) for name in ("train_accuracy", "test_accuracy")}
        found = {"patience": self.patience, **self.shares}
        self.fields: dict[str, QWidget] = {name: found[rule] for name, rule in RULES.items()}

    def _share(self, rule: str, panel: QWidget) -> NumberEdit:
        check: Callable[[float], object] = lambda value: StopRules(**{rule: value})  # type: ignore[arg-type]  # noqa: E731
        field = NumberEdit(self._document.editors, panel, check=check, may_be_empty=True)
        field.value_committed.connect(partial(self._set, rule))
        return field

    def _set(self, rule: str, value: float | None) -> None:
        self._document.set_stops(replace(self._document.session.stops, **{rule: value}))  # type: ignore[arg-type]

    def show(self, labels: Mapping[str, QWidget]) -> None:
        """Show what holds, where there is what it looks at at any step."""
        stops = self._document.session.stops
        for name, rule in RULES.items():
            is_there = WATCHED[rule] in self._document.timeline.kinds or getattr(stops, rule) is not None
            labels[name].setVisible(is_there)
            self.fields[name].setVisible(is_there)
        show_whole(self.patience, stops.patience or 0)
        for rule, field in self.shares.items():
            field.set_value(getattr(stops, rule))

    def let_go(self) -> None:
        """Forget what is typed and not kept."""
        for field in self.shares.values():
            field.cancel()

    def retranslate(self) -> None:
        """Write what stands in empty fields."""
        self.patience.setSpecialValueText(self.tr("off"))
        for field in self.shares.values():
            field.setPlaceholderText(self.tr("off"))

    def texts(self) -> tuple[tuple[str, str, str], ...]:
        """Return name, label and tip of each field."""
        return (
            (
                "stopPatience",
                self.tr("&Early stopping"),
                self.tr("A run stops when the test loss has not fallen for so many epochs"),
            ),
            (
                "stopTrainAccuracy",
                self.tr("&Training accuracy"),
                self.tr("A run stops at the first training accuracy of at least this, from 0 to 1"),
            ),
            (
                "stopTestAccuracy",
                self.tr("Test accurac&y"),
                self.tr("A run stops at the first test accuracy of at least this, from 0 to 1"),
            ),
        )
