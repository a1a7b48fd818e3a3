"""The plot of the validation losses: a point for each training, a column for each value. Chosen by mouse or keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bpgui.gui.cross_validation.drawing import ValidationPicture
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import base_font, look, paint_focus
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Results

KEYS = Qt.Key


@guarded
class ValidationPlot(QWidget):
    """Shows the results of a plan; `lit` is the training that is pointed at, `chosen` the chosen value."""

    value_chosen = Signal(float)
    training_opened = Signal(object)  #: Training: it is to be opened as a session
    lit_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: ValidationPlan | None = None
        self.results: Results = {}
        self.chosen: float | None = None
        self.best: float | None = None
        self.lit: Training | None = None
        self.titles, self.message = ("", ""), ""  #: what stands below and beside the axes; what is said of nothing
        self.setObjectName("validationPlot")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(600, 260) * look.scale

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 130) * look.scale

    def show_results(self, plan: ValidationPlan | None, results: Results, best: float | None) -> None:
        """Show what there is by now."""
        self.plan, self.results, self.best = plan, dict(results), best
        if self.lit not in self.results:
            self._light(None)
        self.update()

    def choose(self, value: float | None) -> None:
        """Mark a value."""
        if value != self.chosen:
            self.chosen = value
            self.update()

    def _light(self, training: Training | None) -> None:
        if training != self.lit:
            self.lit = training
            self.lit_changed.emit()
            self.update()

    def picture(self) -> ValidationPicture | None:
        """Return where everything stands now, None where there is nothing."""
        if self.plan is None or not self.results:
            return None
        return ValidationPicture(self.plan, self.results, QRectF(self.rect()), self.titles)

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        picture = self.picture()
        self._light(None if picture is None else picture.training_at(event.position()))
        self.setCursor(Qt.CursorShape.ArrowCursor if self.lit is None else Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: object) -> None:
        self._light(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._light(None)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A point opens its training, any other place chooses the value whose column is nearest."""
        picture = self.picture()
        if picture is None or event.button() != Qt.MouseButton.LeftButton:
            return
        training = picture.training_at(event.position())
        self.value_chosen.emit(picture.value_at(event.position().x()) if training is None else training.value)
        if training is not None:
            self.training_opened.emit(training)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose a value, Up and Down one of its folds, Enter opens that training."""
        key = event.key()
        if self.plan is None or not self.results:
            super().keyPressEvent(event)
        elif key in (KEYS.Key_Left, KEYS.Key_Right):
            self._step_value(1 if key == KEYS.Key_Right else -1)
        elif key in (KEYS.Key_Up, KEYS.Key_Down):
            self._step_fold(1 if key == KEYS.Key_Up else -1)
        elif key in (KEYS.Key_Return, KEYS.Key_Enter) and self.lit is not None:
            self.training_opened.emit(self.lit)
        else:
            super().keyPressEvent(event)

    def _step_value(self, step: int) -> None:
        assert self.plan is not None
        values = self.plan.values
        place = values.index(self.chosen) + step if self.chosen in values else 0
        self._light(None)
        self.value_chosen.emit(values[min(max(place, 0), len(values) - 1)])

    def _step_fold(self, step: int) -> None:
        """Go to the next fold of the chosen value, by its loss."""
        found = sorted(
            (result for result in self.results.values() if result.value == self.chosen),
            key=lambda result: (result.has_diverged, 0.0 if result.has_diverged else result.validation_loss),
        )
        if found:
            own = [result.training for result in found]
            place = own.index(self.lit) + step if self.lit in own else 0 if step > 0 else len(own) - 1
            self._light(own[min(max(place, 0), len(own) - 1)])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, picture = QPainter(self), self.picture()
        painter.fillRect(self.rect(), look.theme.panel)
        if picture is not None:
            picture.paint(painter, self.chosen, self.lit, self.best)
        else:
            painter.setFont(base_font(look.scale))
            painter.setPen(look.theme.quiet)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 8, -24, -8), flags, self.message)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))

    def spot_of(self, training: Training) -> QPointF:
        """Return where the point of a training is."""
        picture = self.picture()
        assert picture is not None
        return next(spot.at for spot in picture.spots if spot.training == training)
