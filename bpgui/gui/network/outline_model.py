"""The items of the outline: nothing of them exists before it is shown, so any network fits."""

from functools import partial

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from bpgui.engine.network import Network, Parameter
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.document.typed_numbers import perform_typed
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import activation_word, layer_title, neuron_text, parameter_text, target_text
from bpgui.session.basics.numbers import readable, shortest, spoken
from bpgui.session.model.edits import Edit, SetInput, SetParameter, SetTarget

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole
#: The kind of an item stands in the high bits of its id, its number in the low ones.
LAYER, NEURON, PARAMETER, TARGET = range(4)
BITS = 40
#: What can be done with a cell: the flags are put together once, as views ask for thousands.
READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITABLE = READABLE | Qt.ItemFlag.ItemIsEditable


@guarded
class OutlineModel(QAbstractItemModel):
    """Layers, below them neurons, below them the parameters that lead into a neuron (and an output's target)."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._network: Network = document.experiment.network

    # The tree

    def _item(self, row: int, column: int, kind: int, number: int) -> QModelIndex:
        return self.createIndex(row, column, kind << BITS | number)

    @staticmethod
    def _kind(index: Index) -> tuple[int, int]:
        return index.internalId() >> BITS, index.internalId() & ((1 << BITS) - 1)

    def _neuron(self, number: int) -> tuple[int, int]:
        layer = 0
        while number >= self._network.sizes[layer]:
            number -= self._network.sizes[layer]
            layer += 1
        return layer, number

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Name and value."""
        return 2

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many children an item has."""
        return 0 if parent.column() > 0 else self._rows(parent)

    def _rows(self, parent: Index) -> int:
        if not parent.isValid():
            return len(self._network.sizes)
        kind, number = self._kind(parent)
        if kind in (PARAMETER, TARGET):
            return 0
        if kind == LAYER:
            return self._network.sizes[number]
        layer, _ = self._neuron(number)
        return self._parameters_into(layer) + (layer == len(self._network.sizes) - 1)

    def _parameters_into(self, layer: int) -> int:
        """Return how many parameters lead into each neuron of a layer."""
        return self._network.sizes[layer - 1] + self._network.layers[layer - 1].bias if layer else 0

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return a child of an item."""
        if parent.column() > 0 or not (0 <= row < self._rows(parent) and 0 <= column < 2):
            return QModelIndex()
        if not parent.isValid():
            return self._item(row, column, LAYER, row)
        kind, number = self._kind(parent)
        if kind == LAYER:
            return self._item(row, column, NEURON, sum(self._network.sizes[:number]) + row)
        layer, neuron = self._neuron(number)
        if row < self._parameters_into(layer):
            return self._item(row, column, PARAMETER, self._network.incoming(layer, neuron)[row])
        return self._item(row, column, TARGET, neuron)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the item that an item stands under."""
        if not index.isValid():
            return QModelIndex()
        kind, number = self._kind(index)
        if kind == LAYER:
            return QModelIndex()
        if kind == NEURON:
            layer, _ = self._neuron(number)
            return self._item(layer, 0, LAYER, layer)
        layer, neuron = len(self._network.sizes) - 1, number
        if kind == PARAMETER:
            parameter = self._network.parameters[number]
            layer, neuron = parameter.layer, parameter.destination
        return self._item(neuron, 0, NEURON, sum(self._network.sizes[:layer]) + neuron)

    def index_of(self, choice: Choice, column: int = 0) -> QModelIndex:
        """Return where a choice stands."""
        sizes = self._network.sizes
        if isinstance(choice, NeuronChoice):
            return self._item(choice.index, column, NEURON, sum(sizes[: choice.layer]) + choice.index)
        if isinstance(choice, TargetChoice):
            row = self._parameters_into(len(sizes) - 1)
            return self._item(row, column, TARGET, choice.output)
        parameter = self._network.parameters[choice.index]
        row = self._network.incoming(parameter.layer, parameter.destination).index(choice.index)
        return self._item(row, column, PARAMETER, choice.index)

    def choice_at(self, index: Index) -> Choice | None:
        """Return what an item stands for; None for a layer."""
        if not index.isValid():
            return None
        kind, number = self._kind(index)
        if kind == NEURON:
            return NeuronChoice(*self._neuron(number))
        if kind == LAYER:
            return None
        return ParameterChoice(number) if kind == PARAMETER else TargetChoice(number)

    def layer_at(self, index: Index) -> int | None:
        """Return the layer that an item stands for; None for all else."""
        if not index.isValid():
            return None
        kind, number = self._kind(index)
        return number if kind == LAYER else None

    # The cells

    def value(self, index: Index) -> float | None:
        """Return the number of an item; None where there is none, or none computed yet."""
        kind, number = self._kind(index)
        moment = self._document.moment
        if kind == PARAMETER:
            return float(moment.parameters[number])
        if kind == TARGET:
            return None if np.isnan(moment.targets[number]) else float(moment.targets[number])
        if kind == NEURON and moment.activation_is_computed(*self._neuron(number)):
            layer, neuron = self._neuron(number)
            return float(moment.values.activations[layer][0, neuron])
        return None

    def _name(self, index: Index, *, full: bool = False) -> str:
        kind, number = self._kind(index)
        network = self._network
        if kind == LAYER:
            title = layer_title(network, number)
            return title if number == 0 else f"{title} · {activation_word(network.layers[number - 1].activation)}"
        if kind == PARAMETER:
            parameter = network.parameters[number]
            text = parameter_text(network, parameter) if full else self._short_name(parameter)
            if number in self._document.experiment.settings.cut:
                return self.tr("{name}, cut").format(name=text)
            is_locked = self._document.experiment.settings.locked[number]
            return self.tr("{name}, locked").format(name=text) if is_locked else text
        if kind == TARGET:
            return target_text(network, number)
        layer, neuron = self._neuron(number)
        return neuron_text(network, layer, neuron) if full else network.shown_names[layer][neuron]

    def _short_name(self, parameter: Parameter) -> str:
        """Return a parameter's name below its neuron, where the neuron need not be named again."""
        if parameter.source is None:
            return self.tr("{name} · bias").format(name=parameter.name)
        source = self._network.shown_names[parameter.layer - 1][parameter.source]
        return self.tr("{name} · from {source}").format(name=parameter.name, source=source)

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> object:
        """Return what a cell shows, speaks and edits."""
        if role not in _SHOWN:
            return None
        if role == ROLES.ForegroundRole:
            return QColor(look.theme.quiet) if self._kind(index)[0] == LAYER else None
        if role == ROLES.TextAlignmentRole:
            return _RIGHT if index.column() else None
        if index.column() == 0 and role in _TEXTS:
            name = self._name(index, full=role != ROLES.DisplayRole)
            return plain_tip(name) if role == ROLES.ToolTipRole else name
        if index.column() == 0:
            return None
        if role == ROLES.AccessibleDescriptionRole:
            return self._name(index, full=True)
        value = self.value(index)
        if value is None or role == ROLES.EditRole:
            return value
        if role == ROLES.ToolTipRole:
            return readable(shortest(value))
        text = self._document.text(value)
        return spoken(text) if role == ROLES.AccessibleTextRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole) -> object:
        """Return the columns' titles."""
        if role == ROLES.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Network"), self.tr("Value"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Parameters, targets and inputs can be edited, in either column."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() != 1:
            return READABLE
        kind, number = self._kind(index)
        is_input = kind == NEURON and number < self._network.inputs
        return EDITABLE if kind in (PARAMETER, TARGET) or is_input else READABLE

    def setData(self, index: Index, value: object, role: int = ROLES.EditRole) -> bool:
        """Set a number from outside the editor: a screen reader writes here."""
        return role == ROLES.EditRole and perform_typed(self._document, str(value), partial(self.edit_for, index))

    def edit_for(self, index: Index, value: float) -> Edit:
        """Return the edit that a number in a cell stands for."""
        kind, number = self._kind(index)
        names, sample = self._network.neuron_names, self._document.moment.shown_sample + 1
        if kind == PARAMETER:
            return SetParameter(self._network.parameters[number].name, value)
        if kind == TARGET:
            return SetTarget(names[-1][number], sample, value)
        return SetInput(names[0][number], sample, value)

    def take(self, network: Network) -> None:
        """Show another network."""
        self.beginResetModel()
        self._network = network
        self.endResetModel()


_TEXTS = frozenset({ROLES.DisplayRole, ROLES.AccessibleTextRole, ROLES.ToolTipRole})
#: All that cells answer to; views ask for much more, thousands of times.
_SHOWN = _TEXTS | {ROLES.ForegroundRole, ROLES.TextAlignmentRole, ROLES.AccessibleDescriptionRole, ROLES.EditRole}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
