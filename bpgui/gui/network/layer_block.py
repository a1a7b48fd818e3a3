"""The controls of one layer in the experiment's panel: its size, its biases, and a menu with all else, its name too.

On the diagram they stand on the layer's head, which many or narrow layers leave no room for.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QWidget

from bpgui.gui.document import structure
from bpgui.gui.document.document import Document
from bpgui.gui.document.structure_menus import fill_layer_menu
from bpgui.gui.network.setting_field import show_whole
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.refilled_menu import clear_menu
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.model.edits import SetBias
from bpgui.session.model.experiment import MAX_NEURONS


@guarded
class LayerBlock(QWidget):
    """A layer's biases, unless it is the inputs (layer 0), and its menu; the field of its size stands in front."""

    def __init__(self, document: Document, layer: int, rename: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"layer{layer}")
        self._document, self._layer, self._rename = document, layer, rename
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.size_field = WholeNumber(1, MAX_NEURONS, parent, margin=5, editors=document.editors)
        self.size_field.setObjectName(f"size{layer}")
        self.size_field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.size_field.valueChanged.connect(self._resize)
        if not layer:
            row.addWidget(self.size_field)
        self.bias = QCheckBox(self)
        self.bias.setObjectName(f"bias{layer}")
        self.bias.setVisible(layer > 0)
        self.bias.clicked.connect(lambda checked: document.perform(SetBias(layer, checked)))
        row.addWidget(self.bias)
        row.addStretch(1)
        self.more = QToolButton(self)
        self.more.setObjectName(f"layerMore{layer}")
        self.more.setText("⋯")
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setObjectName("layerMenu")
        menu.aboutToShow.connect(self._fill)
        document.session_left.connect(menu.close)
        self.more.setMenu(menu)
        row.addWidget(self.more)
        for place in (self, self.size_field) if layer else (self,):
            shortcut = QShortcut(QKeySequence("F2"), place, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(rename)

    def _fill(self) -> None:
        menu = self.more.menu()
        clear_menu(menu)
        fill_layer_menu(menu, self._document, self._layer, self._rename)

    def _resize(self, size: int) -> None:
        structure.set_size(self._document, self._layer, size)
        self.show_layer()

    def show_layer(self) -> None:
        """Show what holds now."""
        network = self._document.session.experiment.network
        show_whole(self.size_field, network.sizes[self._layer], MAX_NEURONS)
        if self._layer:
            self.bias.setChecked(network.layers[self._layer - 1].bias)

    def retranslate(self, title: str) -> None:
        """Write all texts in the present language; `title` is what the layer is called."""
        name = self.tr("Neurons: {layer}").format(layer=title)
        self.size_field.setAccessibleName(name)
        self.size_field.setToolTip(plain_tip(name))
        self.bias.setText(self.tr("Biases"))
        self.bias.setAccessibleName(self.tr("Biases of: {layer}").format(layer=title))
        self.bias.setToolTip(self.tr("Turning biases on or off starts a new timeline; Undo brings the old one back"))
        name = self.tr("Menu: {layer}").format(layer=title)
        self.more.setAccessibleName(name)
        self.more.setToolTip(plain_tip(name))
