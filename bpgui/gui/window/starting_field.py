"""Where a new network begins: from nothing, as the open one with other numbers, or from a worked example."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import language
from bpgui.session.basics.examples import examples
from bpgui.session.files.session_file import load_session
from bpgui.session.model.starting_point import StartingPoint
from bpgui.session.session import Session


@guarded
class StartingField(QComboBox):
    """A list of what a new network may begin as."""

    chosen = Signal(object)  #: another one is chosen: StartingPoint, None for a network from nothing

    def __init__(self, present: Session | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._present = present
        self.addItem(self.tr("Nothing"))
        if present is not None:
            self.addItem(self.tr("This network, other numbers"), "present")
        self.insertSeparator(self.count())
        self._examples = {example.name: example for example in examples(language())}
        for example in self._examples.values():
            self.addItem(example.title, example.name)
        self.setMaxVisibleItems(self.count())
        self.currentIndexChanged.connect(self._choose)

    def line(self) -> str:
        """Return where the chosen example comes from and what it is; "" for none."""
        example = self._examples.get(self.currentData())
        return "" if example is None else example.line

    def _choose(self) -> None:
        self.chosen.emit(self._point(self.currentData()))

    def _point(self, name: str | None) -> StartingPoint | None:
        if name is None:
            return None
        if name == "present":
            return None if self._present is None else StartingPoint(self._present.experiment)
        session = load_session(self._examples[name].path, is_example=True)
        return StartingPoint(session.experiment, session.timeline.state_at(0).parameters)
