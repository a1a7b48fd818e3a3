"""The network as people see it: an editable drawing of every neuron, weight, target and loss."""

from bpgui.gui.diagram.keyboard import KEYS
from bpgui.gui.diagram.view import DiagramView

__all__ = ["KEYS", "DiagramView"]
