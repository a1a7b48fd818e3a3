"""What the items of the scene share: where things stand, what they show, how they look, and the sheet they draw on."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.arrange.handles import Handle, Handles, handles
from bpgui.gui.diagram.draw.ink import Face, Ink, without_zero
from bpgui.gui.diagram.draw.shown import NumberKind, Shown
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.gui.widgets.theme import Theme
from bpgui.session.basics.numbers import display, readable
from bpgui.session.neuron_pictures import NeuronPictures

#: A room that has none for the zero of a number of so many digits has no zeros.
FEW_DIGITS = 3
#: Smaller numbers have zeros behind their point.
LEAST_COUNTED = 0.1
#: What a product of lengths may be off by rounding.
SLACK = 1e-6
#: The size of the smallest text at 100 %.
LEAST_NAME = 10
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
    #: What is chosen beside it.
    also: tuple[Choice, ...] = ()
    hovered: Choice | None = None
    #: The rubber band that is drawn now, and what it would choose.
    band: QRectF | None = None
    caught: tuple[Choice, ...] = ()
    #: Of the controls: the one under the mouse, the one that has the keys, and the quiet ones that show themselves.
    pointed: Handle | None = None
    held: Handle | None = None
    near: frozenset[Handle] = frozenset()
    #: What would be removed by what is pointed at.
    doomed: tuple[NeuronChoice, ...] = ()
    #: The small pictures inside neurons, None where they are not shown.
    pictures: NeuronPictures | None = None
    #: Whether there are controls; a mere picture has none.
    has_controls: bool = False
    _handles: tuple[Layout, Handles] | None = None

    @property
    def handles(self) -> Handles:
        """The controls of the present layout."""
        if not self.has_controls:
            return {}
        if self._handles is None or self._handles[0] is not self.layout:
            self._handles = self.layout, handles(self.layout)
        return self._handles[1]

    def focus_neuron(self) -> NeuronChoice | None:
        """Return the neuron whose links stand out: the hovered one, else the chosen one."""
        for choice in (self.hovered, self.chosen):
            if isinstance(choice, NeuronChoice):
                return choice
            if isinstance(choice, ParameterChoice) and choice is self.hovered:
                return None
        return None


#: What those numbers have in common that are written in one way: the width of their rooms and the size they may have.
Group = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one number stands, moment after moment, as large as fits the room up to `size`, with `face` at that size.

    Those of one `group` are written in one way: in the size of the longest, with the zero before their point or not, as
    `has_zero` says; None: while each of them has room for it.
    `share` is the part of the free width (and `down` of the free height) that stays left of (above) the number.
    """

    index: int
    rect: QRectF
    size: float
    face: Face
    share: float
    down: float
    prefix: str
    has_zero: bool | None
    group: Group

    def is_tight(self, value: float, text: str, smallest: float) -> bool:
        """Whether a number of few digits, written as `text` where it has no more, has no room for its zero."""
        size = min(smallest, self.size)
        if self.face.width(self.prefix + text) <= self.rect.width() or without_zero(text) == text:
            return False
        short = min((text, readable(display(value, FEW_DIGITS))), key=len)
        return self.face.width(self.prefix.rstrip() + short) * size > self.rect.width() * self.size

    def write(self, painter: QPainter, text: str, width: float, face: Face) -> None:
        """Write a text of this width."""
        x = self.rect.left() + self.share * (self.rect.width() - width)
        y = self.rect.top() + self.down * (self.rect.height() - face.height) + face.ascent
        painter.drawText(QPointF(x, y), text)


@dataclass
class Sheet:
    """What stays the same from moment to moment is drawn with `painter`; where numbers go is noted in `spots`."""

    painter: QPainter
    stage: Stage
    visible: QRectF
    spots: dict[tuple[NumberKind, int], list[Spot]] = field(default_factory=dict)

    def number(
        self,
        rect: QRectF,
        quantity: NumberKind,
        index: int,
        size: float,
        align: Qt.AlignmentFlag,
        prefix: str = "",
        *,
        more: float | None = None,
    ) -> None:
        """Leave a rectangle to a number, in the painter's present colour.

        Where numbers of one kind have rooms of several widths, and one format whatever they are, `more` says by how
        much this one is wider than the narrowest.
        """
        share = 1.0 if align & Qt.AlignmentFlag.AlignRight else 0.0 if align & Qt.AlignmentFlag.AlignLeft else 0.5
        down = 1.0 if align & Qt.AlignmentFlag.AlignBottom else 0.5
        ink = self.stage.ink
        smallest = min(self.stage.layout.smallest, size)
        has_zero = None if more is None else ink.has_zero(rect.width() - more, smallest, prefix)
        group = round(rect.width() - (more or 0.0), 2), round(size, 2)
        spot = Spot(index, rect, size, ink.face(int(size)), share, down, prefix, has_zero, group)
        self.spots.setdefault((quantity, self.painter.pen().color().rgba()), []).append(spot)

    def name(self, rect: QRectF, text: str, size: float, align: Qt.AlignmentFlag = CENTRE) -> None:
        """Write a name into a rectangle, shortened where it is too long."""
        write_name(self.painter, self.stage, rect, text, size, align)


def write_name(
    painter: QPainter,
    stage: Stage,
    rect: QRectF,
    text: str,
    size: float,
    align: Qt.AlignmentFlag = CENTRE,
    way: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Write a name into a rectangle: where it is too long as small as names are at text of 100 %, then shortened."""
    size = max(int(size), int(stage.layout.smallest))
    while size > LEAST_NAME and stage.ink.width(text, size) > rect.width():
        size -= 1
    painter.setFont(stage.ink.font(size))
    painter.drawText(rect, align | Qt.TextFlag.TextDontClip, stage.ink.name(text, rect.width(), size, way))


@dataclass(frozen=True, eq=False)
class Numbers:
    """The places of all numbers of one quantity and colour, those of one size side by side."""

    quantity: NumberKind
    colour: QColor
    spots: list[Spot]
    indices: NDArray[np.intp]

    def write(self, painter: QPainter, stage: Stage) -> None:
        """Write the present numbers into their places."""
        digits, smallest = stage.digits, stage.layout.smallest
        values = stage.shown.numbers(self.quantity)[self.indices].tolist()
        full = [readable(display(value, digits)) for value in values]
        spots = list(zip(self.spots, values, full, strict=True))
        tight = {
            spot.group for spot, value, text in spots if spot.has_zero is None and spot.is_tight(value, text, smallest)
        }
        zeros = [spot.group not in tight if spot.has_zero is None else spot.has_zero for spot in self.spots]
        texts = [
            spot.prefix + (text if has_zero else without_zero(text))
            for spot, text, has_zero in zip(self.spots, full, zeros, strict=True)
        ]
        widths = [spot.face.width(text) for spot, text in zip(self.spots, texts, strict=True)]
        parts, counts = self._groups(stage, values, zeros, widths)
        painter.setPen(self.colour)
        present = None
        for spot, value, has_zero, whole, wide in zip(self.spots, values, zeros, texts, widths, strict=True):
            text, width, face = whole, wide, spot.face
            if spot.group in parts:
                size, room = max(spot.size * parts[spot.group], min(smallest, spot.size)), spot.rect.width()
                if spot.group in counts or wide * size > room * spot.size + SLACK:
                    asked = value, counts.get(spot.group, digits), room, size, smallest, spot.prefix
                    text, size = stage.ink.number(*asked, has_zero=has_zero)
                face = stage.ink.face(int(size))
                width = face.width(text)
            if face is not present:
                painter.setFont(face.font)
                present = face
            spot.write(painter, text, width, face)

    def _groups(
        self, stage: Stage, values: list[float], zeros: list[bool], widths: list[float]
    ) -> tuple[dict[Group, float], dict[Group, int]]:
        """Return for groups without room for all their texts: the part of the size that they have, and their digits.

        Numbers below 0.1, whose zeros take room, take no digits from the others.
        """
        parts, counts = dict[Group, float](), dict[Group, int]()
        for spot, value, has_zero, width in zip(self.spots, values, zeros, widths, strict=True):
            room, smallest = spot.rect.width(), min(stage.layout.smallest, spot.size)
            if width > room:
                parts[spot.group] = min(parts.get(spot.group, 1.0), room / width)
                if spot.size * room < smallest * width and spot.has_zero is None and abs(value) >= LEAST_COUNTED:
                    asked = value, stage.digits, room, smallest, spot.prefix
                    count = stage.ink.digits(*asked, has_zero=has_zero)
                    counts[spot.group] = min(counts.get(spot.group, count), count)
        return parts, counts


def numbers_of(sheet: Sheet) -> list[Numbers]:
    """Return the places of a sheet by what is written there: one look-up and one pen each, and few changes of font."""
    found = []
    for (quantity, colour), spots in sheet.spots.items():
        spots.sort(key=lambda spot: spot.size)
        indices = np.array([spot.index for spot in spots])
        found.append(Numbers(quantity, QColor.fromRgba(colour), spots, indices))
    return found


def around(centre: QPointF, width: float, height: float) -> QRectF:
    """Return the rectangle of this size around a point."""
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


@lru_cache(maxsize=1000)
def pen(colour: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a flat pen; dashes are in pixels."""
    result = QPen(QColor(colour), width)
    result.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        result.setDashPattern([length / max(width, 0.1) for length in dashes])
    return result
