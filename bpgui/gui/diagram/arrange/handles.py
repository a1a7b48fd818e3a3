"""Where the controls of the structure stand: on each layer's head, between two layers, below the last neuron.

Where there is no room for one it is left out: menus and keys have them all.
"""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from bpgui.gui.diagram.arrange.folds import Fold
from bpgui.gui.diagram.arrange.geometry import LayerPlace, Layout, Stack

#: In heights of the smallest text: how far the counter stands above and into its frame, a button's width, a radius.
ABOVE, INSIDE, BUTTON, ROUND = 1.3, 0.5, 1.7, 0.8
DIGIT = 0.68
#: In heights of the title's text: the room in which a title answers to the mouse, and what it needs to be read.
MAX_TITLE, MIN_TITLE = 17.0, 3.5
#: In heights of the smallest text: what a ghost needs below the last neuron, not to stand on the frame's border.
GHOST_ROOM = 3.6


class Act(Enum):
    """What a control does."""

    MENU = "open the menu of a layer"
    REMOVE = "remove the last neuron of a layer"
    ADD = "add a neuron to a layer"
    GHOST = "add a neuron below the last one"
    INSERT = "insert a layer before a layer"
    UNFOLD = "show all neurons of a layer, for what is folded"


#: Those that show themselves only when the mouse or the keyboard comes near.
QUIET = frozenset({Act.GHOST, Act.INSERT})


@dataclass(frozen=True)
class Handle:
    """One control: what it does to which layer (0 = inputs); of several alike which one."""

    act: Act
    layer: int
    place: int = 0


Handles = dict[Handle, QRectF]


def handles(layout: Layout) -> Handles:
    """Return all controls that have room, in reading order, and where they stand."""
    found: Handles = {}
    stack = layout.stack
    for layer, place in enumerate(layout.layers):
        if layer:
            found |= _insert(layout, layer)
        found |= _head(layout, layer, place)
        found |= {Handle(Act.UNFOLD, layer, k): _beside(stack, fold, place) for k, fold in enumerate(place.folds)}
        found |= _ghost(layout, layer, place)
    open_boxes = [] if stack is None else [*stack.rects, stack.more]
    return {handle: rect for handle, rect in found.items() if not any(rect.intersects(box) for box in open_boxes)}


def _beside(stack: Stack | None, fold: Fold, place: LayerPlace) -> QRectF:
    """Return what open boxes leave free of a fold: those of its layer stand left of the circles."""
    rect = QRectF(fold.rect)
    for box in stack.rects if stack is not None else ():
        if rect.intersects(box) and box.right() < place.x:
            rect.setLeft(box.right() + 1)
        elif rect.intersects(box):
            rect.setRight(box.left() - 1)
    return rect


def counter(layout: Layout, layer: int) -> QRectF:
    """Return where a layer's counter stands, `- 3 +`, empty where it has no room.

    It is centred over the frame and stands on its upper border, with its lower part in the margin inside.
    """
    place, small = layout.layers[layer], layout.smallest
    width = (2 * BUTTON + (len(str(layout.network.sizes[layer])) + 1) * DIGIT) * small
    if place.title.height() < small or width > 2 * _half(place):
        return QRectF()
    inside = min(INSIDE * small, max(layout.pad - 3, 0.0))
    top = place.frame.top() - ABOVE * small
    return QRectF(place.frame.center().x() - width / 2, top, width, ABOVE * small + inside)


def title_room(place: LayerPlace) -> QRectF:
    """Return the room of a layer's title that is centred over its frame."""
    half = _half(place)
    return QRectF(place.frame.center().x() - half, place.title.top(), 2 * half, place.title.height())


def name_room(layout: Layout, layer: int) -> QRectF:
    """Return where a layer's name is typed: over its title; where that has no room, over the top of its frame."""
    place = layout.layers[layer]
    rect = title_room(place)
    rect = place.frame if rect.isEmpty() else rect
    return QRectF(rect.left(), rect.top(), rect.width(), min(rect.height(), 2 * layout.smallest))


def near(layout: Layout, x: float, y: float) -> frozenset[Handle]:
    """Return the quiet controls that show themselves when the mouse is at a point: those of its layer or gap."""
    frames = [place.frame for place in layout.layers]
    small = layout.smallest
    if y < frames[0].top() - 3 * small or y > frames[0].bottom() + 2 * small:
        return frozenset()
    found = {Handle(Act.GHOST, k) for k, frame in enumerate(frames) if frame.left() <= x <= frame.right()}
    for layer, (before, after) in enumerate(pairwise(frames), start=1):
        if before.right() - small <= x <= after.left() + small:
            found.add(Handle(Act.INSERT, layer))
    return frozenset(found)


def _half(place: LayerPlace) -> float:
    """Return how far a thing that is centred over a frame may reach to either side."""
    middle = place.frame.center().x()
    return max(min(middle - place.title.left(), place.title.right() - middle), 0.0)


def _head(layout: Layout, layer: int, place: LayerPlace) -> Handles:
    if place.title.height() < layout.smallest:
        return {}
    room, most = title_room(place), MAX_TITLE * layout.title_text
    if room.width() > most:
        room = QRectF(room.center().x() - most / 2, room.top(), most, room.height())
    pill = counter(layout, layer)
    found: Handles = {}
    if room.width() >= MIN_TITLE * layout.title_text:
        bottom = min(room.bottom(), place.frame.top() - ABOVE * layout.smallest)
        found[Handle(Act.MENU, layer)] = QRectF(room.left(), room.top(), room.width(), max(bottom - room.top(), 1.0))
    if not pill.isEmpty():
        button = BUTTON * layout.smallest
        found[Handle(Act.REMOVE, layer)] = QRectF(pill.left(), pill.top(), button, pill.height())
        found[Handle(Act.ADD, layer)] = QRectF(pill.right() - button, pill.top(), button, pill.height())
    return found


def _insert(layout: Layout, layer: int) -> Handles:
    """Return the control between a layer and the one before, on the line of the counters."""
    before, place, small = layout.layers[layer - 1], layout.layers[layer], layout.smallest
    radius = ROUND * small
    left, right = before.frame.right(), place.frame.left()
    for neighbour in (layer - 1, layer):
        pill = counter(layout, neighbour)
        if not pill.isEmpty():
            left, right = (
                max(left, pill.right()) if neighbour < layer else left,
                (right if neighbour < layer else min(right, pill.left())),
            )
    if place.title.height() < small or right - left < 2 * radius + 4:
        return {}
    centre = QPointF((left + right) / 2, place.frame.top() - (ABOVE - INSIDE) / 2 * small)
    return {Handle(Act.INSERT, layer): _circle(centre, radius)}


def _ghost(layout: Layout, layer: int, place: LayerPlace) -> Handles:
    """Return the neuron that is not there yet: below the last one, or on the frame's border where that is full."""
    small, frame = layout.smallest, place.frame
    bottom = float(place.ys[-1]) + max(place.cell / 2, place.radius + 1.4 * small)
    if place.boxes is not None:
        box = place.boxes
        bottom = max(bottom, float(box.tops[-1]) + box.count * box.pitch)
    if frame.bottom() - layout.pad - bottom >= GHOST_ROOM * small:
        radius = min(place.radius, 1.4 * small)
        return {Handle(Act.GHOST, layer): _circle(QPointF(place.x, bottom + radius + 0.4 * small), radius)}
    radius = ROUND * small
    inside = min(radius, max(layout.pad - 2, 0.0))
    if 2 * radius - inside > 0.4 * layout.band.height() or frame.width() < 2 * radius:
        return {}
    return {Handle(Act.GHOST, layer): _circle(QPointF(place.x, frame.bottom() + radius - inside), radius)}


def _circle(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def handle_at(found: Handles, x: float, y: float) -> Handle | None:
    """Return the control at a point."""
    point = QPointF(x, y)
    return next((handle for handle, rect in found.items() if rect.contains(point)), None)
