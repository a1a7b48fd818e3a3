"""Which of the optimiser's numbers the plot shows: a button with a list to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.session.timeline.column_kinds import KINDS
from bpgui.session.timeline.columns import ColumnKind


@guarded
class KindsButton(QToolButton):
    """Opens the list of a page's kinds of columns, each with a mark; it is there where a person has a choice."""

    changed = Signal()  #: other kinds are chosen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plotKinds")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._actions: dict[ColumnKind, QAction] = {}
        for kind in (kind for kind in KINDS if kind.page and kind.asked is not None):
            action = self._actions[kind] = menu.addAction("")
            action.setObjectName(f"plot_{kind.heading.removesuffix('_')}")
            action.setCheckable(True)
            action.triggered.connect(self._choose)
        self.setMenu(menu)
        self._is_own = False  # somebody has chosen

    def _choose(self) -> None:
        self._is_own = True
        self.changed.emit()

    def offer(self, kinds: Sequence[ColumnKind]) -> None:
        """Offer these kinds of a page; before anybody chose, all are shown but extras beside others."""
        has_others = not all(kind.is_extra for kind in kinds)
        for kind, action in self._actions.items():
            action.setVisible(kind in kinds)
            if not self._is_own:
                action.setChecked(not (kind.is_extra and has_others))
        self.setVisible(len(kinds) > 1)

    def is_chosen(self, kind: ColumnKind) -> bool:
        """Whether a kind is to be shown; the only one of a page always is."""
        return self.isHidden() or kind not in self._actions or self._actions[kind].isChecked()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setText(self.tr("Val&ues"))
        self.setAccessibleName(self.tr("Values of the optimiser that are shown"))
        self.setToolTip(plain_tip(self.tr("Choose which values of the optimiser are shown")))
        for kind, action in self._actions.items():
            assert kind.asked is not None
            title = QCoreApplication.translate("ExportDialog", str(kind.asked.title))
            action.setText(f"{kind.label}: {title}" if "^" in str(kind.label) else title)
