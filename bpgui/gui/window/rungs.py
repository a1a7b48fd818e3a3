"""The choice of the rung: how far one move on the ladder goes, in the toolbar and in the menu."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import plain
from bpgui.gui.window.menus import Actions, set_text
from bpgui.session.step.ladder import Grain

#: What one move forwards and one backwards is called, by how far it goes.
MOVES: dict[Grain, tuple[object, object]] = {
    Grain.NEURON: (QT_TRANSLATE_NOOP("Actions", "&Next neuron"), QT_TRANSLATE_NOOP("Actions", "Pre&vious neuron")),
    Grain.LAYER: (QT_TRANSLATE_NOOP("Actions", "&Next layer"), QT_TRANSLATE_NOOP("Actions", "Pre&vious layer")),
    Grain.PHASE: (QT_TRANSLATE_NOOP("Actions", "&Next phase"), QT_TRANSLATE_NOOP("Actions", "Pre&vious phase")),
    Grain.SAMPLE: (QT_TRANSLATE_NOOP("Actions", "&Next sample"), QT_TRANSLATE_NOOP("Actions", "Pre&vious sample")),
    Grain.STEP: (QT_TRANSLATE_NOOP("Actions", "&Next step"), QT_TRANSLATE_NOOP("Actions", "Pre&vious step")),
    Grain.EPOCH: (QT_TRANSLATE_NOOP("Actions", "&Next epoch"), QT_TRANSLATE_NOOP("Actions", "Pre&vious epoch")),
    Grain.UNTIL: (QT_TRANSLATE_NOOP("Actions", "&Next stop"), QT_TRANSLATE_NOOP("Actions", "Pre&vious stop")),
}


class RungMenu(QObject):
    """How far a move goes, in the Run menu; the moves are called by it."""

    def __init__(self, document: Document, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._actions = document, actions
        group = QActionGroup(self)
        for grain in Grain:
            action = actions[f"grain_{grain.value}"]
            action.setCheckable(True)
            action.setData(grain.value)
            group.addAction(action)
            actions.submenus["grain"].addAction(action)
        group.triggered.connect(self._choose)
        document.grain_changed.connect(self._mirror)
        self._mirror()

    def _choose(self, action: QAction) -> None:
        self._document.set_grain(Grain(action.data()))

    def _mirror(self) -> None:
        self._actions[f"grain_{self._document.grain.value}"].setChecked(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        for name, text in zip(("next_phase", "back_rung"), MOVES[self._document.grain], strict=True):
            set_text(self._actions[name], QCoreApplication.translate("Actions", str(text)))


@guarded
@follows_language
class RungBox(QComboBox):
    """The rungs in the toolbar."""

    def __init__(self, document: Document, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._actions = document, actions
        self.setObjectName("grain")
        for grain in Grain:
            self.addItem("", grain.value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._choose)
        document.grain_changed.connect(self._mirror)
        self.retranslate()
        self._mirror()

    def _choose(self, index: int) -> None:
        self._document.set_grain(Grain(self.itemData(index)))

    def _mirror(self) -> None:
        self.setCurrentIndex(self.findData(self._document.grain.value))

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        for index, grain in enumerate(Grain):
            self.setItemText(index, plain(self._actions[f"grain_{grain.value}"].text()))
        self.setAccessibleName(self.tr("Move by"))
        self.setToolTip(self.tr("How far one move goes: F11 forwards, Shift+F11 backwards (Ctrl+1 to Ctrl+7)"))
