"""The animation of a move on the ladder: tokens carry values forward and deltas backward along the lines.

While they travel the diagram shows the moment before; where they arrive the new numbers appear. Any other moment ends
it at once: it never holds anything up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from bpgui.engine.elementary import Array
from bpgui.gui.diagram.draw.shown import Shown, pull
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.session.step.ladder import Group
from bpgui.session.step.moment import Moment, Phase

#: Milliseconds that a token travels from one layer to the next.
PACES = {"off": 0, "slow": 1200, "normal": 600, "fast": 300}
#: A move takes at most so many times as long, a whole step half of that.
MAX_LEGS = 4
#: Between two layers so many tokens travel, along the strongest lines.
MAX_TOKENS = 60
EASING = QEasingCurve(QEasingCurve.Type.InOutSine)


@dataclass(frozen=True, eq=False)
class Leg:
    """What is shown while tokens travel along `ways`; what they bring is computed at the end."""

    shown: Shown
    group: Group
    ways: list[QPainterPath]


class Flow(QObject):
    """Plays the legs of one move after the other."""

    moved = Signal()  #: another picture is to be painted
    ended = Signal()  #: the moment itself is to be shown

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._pace = 0
        self._legs: list[Leg] = []
        self._moment: Moment | None = None
        self._layers: object = None
        self.animation = QVariantAnimation(self)
        self.animation.setStartValue(0.0)
        self.animation.valueChanged.connect(self._move)
        self.animation.finished.connect(self.finish)

    def set_pace(self, name: str) -> None:
        """Play "slow", "normal" or "fast", or not at all: "off"."""
        self.finish()
        self._pace = PACES[name]

    def shows(self, moment: Moment) -> bool:
        """Whether it is on the way to this very moment."""
        return self._moment is moment

    def start(self, moment: Moment, walked: Moment | None) -> None:
        """Play the last move of `walked` (the moment itself, or the step that led to it), then show `moment`."""
        self.stop()
        legs = [] if walked is None or not self._pace else list(self._legs_of(walked))
        if not any(leg.ways for leg in legs):
            return
        self._legs, self._moment, self._layers = legs, moment, self._stage.layout.layers
        most = MAX_LEGS if walked is moment else MAX_LEGS / 2
        self.animation.setEndValue(float(len(legs)))
        self.animation.setDuration(round(self._pace * min(len(legs), most)))
        self.animation.start()
        self._move()

    def stop(self) -> None:
        """End without showing anything."""
        self._legs, self._moment = [], None
        self.animation.stop()

    def finish(self) -> None:
        """Show where it leads to at once."""
        if self._moment is not None:
            self.stop()
            self.ended.emit()

    def _move(self) -> None:
        if self._moment is None:
            return
        if self._stage.layout.layers is not self._layers:
            self.stop()  # laid out anew, everything stands elsewhere
            return
        self._stage.shown = self._present()[0].shown
        self.moved.emit()

    def _present(self) -> tuple[Leg, float]:
        """Return the leg that is played, and how much of its way the tokens have gone."""
        time = float(self.animation.currentValue() or 0.0)
        number = min(int(time), len(self._legs) - 1)
        return self._legs[number], EASING.valueForProgress(min(time - number, 1.0))

    def _legs_of(self, moment: Moment) -> Iterator[Leg]:
        """Yield what leads to a moment of the walk, one leg a layer; an update has none."""
        if moment.rung is None:
            return
        ladder = moment.ladder
        done = ladder.number(moment.rung) - sum(group.count for group in moment.latest)
        for number, group in enumerate(moment.latest):
            if group.phase is not Phase.UPDATE:
                first = ladder.rung(done + 1)
                before = replace(moment, rung=replace(first, done=first.done - 1), latest=moment.latest[:number])
                yield Leg(pull(before), group, self._ways(group))
            done += group.count

    def _ways(self, group: Group) -> list[QPainterPath]:
        """Return the ways of a group's tokens: along all lines into its neurons, or back along those out of them."""
        layout = self._stage.layout
        network, layer, last = layout.network, group.layer, len(layout.layers) - 1
        if group.phase is Phase.LOSS:
            return []
        if group.phase is Phase.BACKWARD and layer == last:
            rects = [(layout.target(neuron), layout.layers[last].circle(neuron)) for neuron in group.neurons]
            ends = [(QPointF(a.left(), a.center().y()), QPointF(b.right(), b.center().y())) for a, b in rects]
            return [_way(*end) for end in ends[:MAX_TOKENS]]
        is_forward = group.phase is Phase.FORWARD
        there = layer if is_forward else layer + 1
        weights = np.abs(network.weights(self._stage.shown.parameters, there - 1))
        own = (
            weights[:, group.neurons.start : group.neurons.stop].T
            if is_forward
            else weights[group.neurons.start : group.neurons.stop]
        )
        found = []
        for k in _largest(own.ravel(), MAX_TOKENS):
            row, end = divmod(k, own.shape[1])
            neuron, source = (group.neurons[row], end) if is_forward else (end, group.neurons[row])
            if layout.parameter(there, neuron, source) in self._stage.shown.cut:  # no line is there
                continue
            circle = layout.layers[there].circle(neuron)
            points = (*layout.link(there, neuron, source), QPointF(circle.left(), circle.center().y()))
            found.append(_way(*(points if is_forward else reversed(points))))
        return found

    def paint(self, painter: QPainter) -> None:
        """Draw the tokens where they are now."""
        if self._moment is None:
            return
        leg, share = self._present()
        theme, layer = self._stage.theme, leg.group.layer
        is_back = leg.group.phase is Phase.BACKWARD
        colour = theme.error_line if is_back else theme.neuron(layer - 1, len(self._stage.layout.layers))
        radius = min(max(5.5 * self._stage.layout.unit, 3.0), 8.0) * (1.0 if len(leg.ways) <= 20 else 0.7)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.panel), 1.2))
        painter.setBrush(QColor(colour))
        for way in leg.ways:
            painter.drawEllipse(way.pointAtPercent(share), radius, radius)


def _largest(values: Array, count: int) -> list[int]:
    """Return the places of the largest values, the largest first; of equal ones the first."""
    places = np.arange(len(values))
    if len(values) > count:
        places = np.flatnonzero(values >= np.partition(values, -count)[-count])
    found: list[int] = places[np.argsort(-values[places], kind="stable")][:count].tolist()
    return found


def _way(*points: QPointF) -> QPainterPath:
    """Return the way along these points."""
    way = QPainterPath(points[0])
    for point in points[1:]:
        way.lineTo(point)
    return way
