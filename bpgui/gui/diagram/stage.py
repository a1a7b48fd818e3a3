"""What the items of the scene share: where things stand, what they show, how they look."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.geometry import Layout
from bpgui.gui.diagram.ink import ELLIPSIS, Ink
from bpgui.gui.diagram.shown import Shown
from bpgui.gui.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.gui.theme import Theme

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BOTTOM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass
class Stage:
    """The present layout, numbers and look; the view keeps it up to date, the items paint from it."""

    layout: Layout
    shown: Shown
    ink: Ink
    theme: Theme
    digits: int = 3
    chosen: Choice | None = None
    hovered: Choice | None = None

    def focus_neuron(self) -> NeuronChoice | None:
        """Return the neuron whose links stand out: the hovered one, else the chosen one."""
        for choice in (self.hovered, self.chosen):
            if isinstance(choice, NeuronChoice):
                return choice
            if isinstance(choice, ParameterChoice) and choice is self.hovered:
                return None
        return None

    def number(
        self, painter: QPainter, rect: QRectF, value: float, size: float, align: Qt.AlignmentFlag, prefix: str = ""
    ) -> None:
        """Write a number into a rectangle, as large as fits up to `size`; the prefix only where there is room."""
        smallest = self.layout.smallest
        lead = self.ink.width(prefix, size, bold=True) if prefix else 0.0
        text, fitting = self.ink.number(
            value, self.digits, rect.width() - lead, size, smallest, fewest=2 if prefix else 1
        )
        if prefix and (not text or text == ELLIPSIS):
            prefix = ""
            text, fitting = self.ink.number(value, self.digits, rect.width(), size, smallest)
        if text:
            painter.setFont(self.ink.font(fitting, True))
            painter.drawText(rect, align | Qt.TextFlag.TextDontClip, prefix + text)

    def name(self, painter: QPainter, rect: QRectF, text: str, size: float, align: Qt.AlignmentFlag = CENTRE) -> None:
        """Write a name into a rectangle, shortened where it is too long."""
        size = max(int(size), int(self.layout.smallest))
        painter.setFont(self.ink.font(size))
        painter.drawText(rect, align | Qt.TextFlag.TextDontClip, self.ink.name(text, rect.width(), size))


def around(centre: QPointF, width: float, height: float) -> QRectF:
    """Return the rectangle of this size around a point."""
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def pen(colour: str | QColor, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a flat pen; dashes are in pixels."""
    result = QPen(QColor(colour), width)
    result.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        result.setDashPattern([length / max(width, 0.1) for length in dashes])
    return result


def mixed(ground: str, colour: str, share: float) -> QColor:
    """Return a colour on a ground, at this share of it, as one opaque colour."""
    below, above = QColor(ground), QColor(colour)
    result = QColor()
    result.setRgbF(
        below.redF() + (above.redF() - below.redF()) * share,
        below.greenF() + (above.greenF() - below.greenF()) * share,
        below.blueF() + (above.blueF() - below.blueF()) * share,
    )
    return result
