"""What lies under the mouse: a thing, a control of the structure, the loss; lit, with its cursor and its tooltip."""

from PySide6.QtCore import QPointF, QRectF, Qt

from bpgui.gui.diagram.arrange.geometry import Layout, hit
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.diagram.touch.handles import HandleTouch, handle_name
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.tips import loss_tip, tip
from bpgui.gui.document.selection import Choice, NeuronChoice
from bpgui.gui.widgets.plain_text import plain_tip


class Pointer:
    """Looks at a stage through its widget; points are the viewport's."""

    def __init__(self, surface: Surface, stage: Stage, touch: HandleTouch) -> None:
        """Point at nothing."""
        self._surface, self._stage, self._touch = surface, stage, touch

    @property
    def _layout(self) -> Layout:
        return self._stage.layout

    def thing_at(self, point: QPointF) -> Choice | None:
        """Return the neuron, parameter or target at a point."""
        place = self._surface.mapToScene(point.toPoint())
        return hit(self._layout, x=place.x(), y=place.y())

    def is_on_loss(self, point: QPointF) -> bool:
        """Whether the loss stands at a point."""
        return self._layout.loss.contains(self._surface.mapToScene(point.toPoint()))

    def is_on_ground(self, point: QPointF) -> bool:
        """Whether nothing stands at a point that can be chosen or pressed."""
        return self.thing_at(point) is None and self._touch.at(point) is None

    def hover(self, point: QPointF) -> None:
        """Light what is at a point."""
        document = self._surface.document
        if self._touch.hover(point) is not None:
            document.hover(None)
            self._set_cursor(is_button=True)
            return
        choice = self.thing_at(point)
        if choice is None:
            self._set_cursor(is_button=False)
        is_busy = self._surface.editor.editable is not None
        if choice == document.hovered or is_busy or self._is_beside_stack(choice, point):
            return
        document.hover(choice)
        self._set_cursor(is_button=choice is not None)

    def leave(self) -> None:
        """Light nothing any more; while a number is edited its thing stays lit."""
        self._touch.hover(None)
        if self._surface.editor.editable is None:
            self._surface.document.hover(None)

    def tip(self, point: QPointF) -> str:
        """Return the tooltip of what is at a point; an empty one hides what is there."""
        choice, handle = self.thing_at(point), self._touch.at(point)
        if handle is not None:
            return plain_tip(handle_name(self._layout.network, handle))
        if choice is not None:
            return tip(self._surface.document, choice)
        return loss_tip(self._surface.document) if self.is_on_loss(point) else ""

    def _set_cursor(self, *, is_button: bool) -> None:
        shape = Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.ArrowCursor
        self._surface.viewport().setCursor(shape)

    def _is_beside_stack(self, choice: Choice | None, point: QPointF) -> bool:
        """Whether the mouse is on its way between a neuron and its open boxes."""
        stack = self._layout.stack
        if stack is None or choice is not None or self._stage.hovered is None:
            return False
        area = self._layout.rect(NeuronChoice(stack.layer, stack.neuron)) or QRectF()
        for rect in (stack.rects[0], stack.rects[-1]):
            area = area.united(rect)
        return area.adjusted(-4, -4, 4, 4).contains(self._surface.mapToScene(point.toPoint()))
