"""The toolbar: walk, run, speed and learning rate."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolBar, QToolButton, QWidget

from bpgui.engine.formulas.leaves import LEARNING_RATE as RATE_SYMBOL
from bpgui.engine.schedules import is_scheduled
from bpgui.gui.document.document import Document
from bpgui.gui.network.setting_field import number_field
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.icons import SIZE, icon
from bpgui.gui.widgets.number_edit import ScrubLabel
from bpgui.gui.widgets.plain_text import Label, plain, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import word
from bpgui.gui.window.actions import ICONS
from bpgui.gui.window.menus import Actions, set_text
from bpgui.gui.window.rungs import RungBox
from bpgui.session.basics.numbers import display, readable
from bpgui.session.formulas.formula_text import plain_symbol
from bpgui.session.model.settings import LEARNING_RATE

SLOWEST, FASTEST = 0.5, 1000.0
#: The slider's last position, which is "as fast as it goes".
UNLIMITED = 100
#: Pixels that the toolbar takes around what stands in it.
MARGINS = 42
#: As wide as can be.
QWIDGETSIZE_MAX = 16777215
#: Whether there are texts on buttons, texts beside the speed, the speed at all, the words beside the learning rate, and
#: a schedule's rate of the present step, from wide windows to narrow ones.
_WAYS_TO_FIT = (
    (True, True, True, True, True),
    (True, False, True, True, True),
    (False, True, True, True, True),
    (False, False, True, True, True),
    (False, False, False, True, True),
    (False, False, False, False, True),
    (False, False, False, False, False),
)


def rate_at(position: int) -> float:
    """Return the steps a second of a slider position, 0 to 100, evenly by factor."""
    if position >= UNLIMITED:
        return math.inf
    return float(SLOWEST * (FASTEST / SLOWEST) ** (position / (UNLIMITED - 1)))


def position_at(rate: float) -> int:
    """Return the slider position that is nearest to so many steps a second; only math.inf has the last."""
    if math.isinf(rate):
        return UNLIMITED
    place = math.log(max(rate, SLOWEST) / SLOWEST) / math.log(FASTEST / SLOWEST)
    return min(round(place * (UNLIMITED - 1)), UNLIMITED - 1)


@guarded
@follows_language
class MainToolBar(QToolBar):
    """Buttons for the actions, and the fields that are used all the time."""

    _buttons = ("to_start", "back", "back_rung", "next_phase", "step", "epoch", "run", "to_end")
    _with_text = ("next_phase", "step", "epoch", "run")

    def __init__(self, document: Document, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._actions = document, actions
        self._shows_pause = False
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.toggleViewAction().setEnabled(False)  # there is no way back to a toolbar that was hidden
        self.toggleViewAction().setObjectName("action_toolbar")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.grain = RungBox(document, actions, self)
        for name in self._buttons:
            if name == "back_rung":
                self.addWidget(self.grain)
            self.addAction(actions[name])
            self._style_button(name)
        self._speed_label, self.speed, self._speed_text = Label(), QSlider(Qt.Orientation.Horizontal), Label()
        self.learning_rate = number_field(document, LEARNING_RATE)
        self._rate_label = ScrubLabel(self.learning_rate)
        self.rate_now = Label()
        self._lay_out()
        self._connect()
        self.refresh()
        self.retranslate()

    def _style_button(self, name: str) -> None:
        button = self._button(name)
        button.setObjectName(f"button_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("primary", name == "run")

    def _lay_out(self) -> None:
        self._actions["guess_speed"].setCheckable(True)
        self.speed.setObjectName("speed")
        self.speed.setRange(0, UNLIMITED)
        self.speed.setPageStep(10)
        self.learning_rate.setObjectName("learningRate")
        self._speed_text.setObjectName("speedText")
        self._speed_label.setBuddy(self.speed)
        self._fields = QWidget(self)
        row = QHBoxLayout(self._fields)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._speed_label, self.speed, self._speed_text, self._rate_label, self.learning_rate):
            row.addWidget(widget)
        row.addWidget(self.rate_now)
        self.rate_now.setObjectName("rateNow")
        self.rate_now.setProperty("quiet", True)
        row.insertStretch(3, 1)
        self._ends = [self.addWidget(self._fields)]
        self._apply_look()

    def _connect(self) -> None:
        self.speed.valueChanged.connect(self._set_speed)
        self.speed.sliderReleased.connect(lambda: self._set_speed(self.speed.value()))  # a guess that one agrees with
        self._document.numbers_changed.connect(self.refresh)
        self._document.undo_changed.connect(self.refresh)
        self._document.running_changed.connect(self.refresh)
        self._document.running_changed.connect(self._show_speed)
        self._actions["next_phase"].changed.connect(self._fit)  # its text is another one for each grain
        self._document.session_opened.connect(self._show_speed)
        look.changed.connect(self._apply_look)

    def add_end(self, box: QWidget) -> None:
        """Add what stands in the place of the fields for a while: see `show_end`."""
        self._ends.append(self.addWidget(box))
        self.show_end(0)

    def show_end(self, number: int) -> None:
        """Show, at the right, the fields (0) or what was added first (1), .."""
        for k, action in enumerate(self._ends):
            action.setVisible(k == number)
        self._fit()

    # Requests

    def _set_speed(self, position: int) -> None:
        self._document.run.set_rate(rate_at(position))

    # What is shown

    def _fit(self) -> None:
        """Give up one after the other what is wanted less, where the window is too narrow; never the learning rate."""
        styles = Qt.ToolButtonStyle
        for has_texts, has_speed, has_slider, has_words, has_rate_now in _WAYS_TO_FIT:
            for name in self._buttons:
                button = self._button(name)
                is_beside = has_texts and name in self._with_text
                button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if is_beside else styles.ToolButtonIconOnly)
                button.setMinimumWidth(self._widest(button) if name == "run" and has_texts else 0)
            self._speed_label.setVisible(has_speed)
            self._speed_text.setVisible(has_speed)
            self.speed.setVisible(has_slider)
            self._rate_label.setText(word(LEARNING_RATE.label) if has_words else plain_symbol(RATE_SYMBOL, {}))
            self.rate_now.setVisible(has_rate_now and bool(self.rate_now.text()))
            least = max(round(100 * look.scale), self.grain.minimumSizeHint().width())
            self.grain.setMaximumWidth(QWIDGETSIZE_MAX if has_slider else least)
            self._fields.setMinimumWidth(self._fields.sizeHint().width())
            end = next(self.widgetForAction(action) for action in self._ends if action.isVisible())
            wanted = sum(self._button(name).sizeHint().width() + 6 for name in self._buttons)
            wanted += min(self.grain.sizeHint().width(), self.grain.maximumWidth()) + 6
            if wanted + max(end.minimumWidth(), end.sizeHint().width()) + MARGINS <= self.width():
                return

    def _button(self, name: str) -> QToolButton:
        button = self.widgetForAction(self._actions[name])
        assert isinstance(button, QToolButton)
        return button

    def _widest(self, button: QToolButton) -> int:
        """Return the width that holds both texts of the run button, so that nothing jumps when it changes."""
        metrics = button.fontMetrics()
        texts = [metrics.horizontalAdvance(plain(text)) for text in (self.tr("&Run"), self.tr("&Pause"))]
        present = metrics.horizontalAdvance(button.text())
        return button.sizeHint().width() + max(texts) - present

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def refresh(self) -> None:
        """Show what holds at the cursor, and what can be done there."""
        document, session = self._document, self._document.session
        self.learning_rate.set_value(LEARNING_RATE.of(session.experiment.settings))
        self._show_rate()
        for name in ("to_start", "back"):
            self._actions[name].setEnabled(session.cursor > 0 or session.place.is_walked)
        for name in ("to_end", "forget"):
            self._actions[name].setEnabled(session.in_past)
        is_running = document.is_running
        if is_running != self._shows_pause:
            self._show_run(is_running)

    def _show_rate(self) -> None:
        """Show the rate of the present step beside the one that was set, where a schedule makes it another one."""
        settings = self._document.session.experiment.settings
        rate = settings.rate_at(self._document.moment.state.step)
        text = f"→ {readable(display(rate, 3))}" if is_scheduled(settings) else ""
        is_other = bool(text) != bool(self.rate_now.text())
        self.rate_now.setText(text)
        if is_other:
            self._fit()

    def _show_run(self, is_running: bool) -> None:
        self._shows_pause = is_running
        action = self._actions["run"]
        set_text(action, self.tr("&Pause") if is_running else self.tr("&Run"))
        action.setIcon(icon("pause" if is_running else "run", on_accent=True))

    def _show_speed(self) -> None:
        """Show the speed, and whether it is a guess."""
        document = self._document
        self.speed.blockSignals(True)
        self.speed.setValue(position_at(document.run.rate))
        self.speed.blockSignals(False)
        self._actions["guess_speed"].setChecked(document.run.guesses_rate)
        if self.speed.property("guess") != document.run.guesses_rate:
            self.speed.setProperty("guess", document.run.guesses_rate)
            self.speed.style().polish(self.speed)
        self._speed_text.setText(self._rate_text())
        tip = self.tr("Steps a second while it runs (Ctrl+Up, Ctrl+Down)")
        if document.run.guesses_rate:
            tip += "\n" + self.tr(
                "A guess, so that something is seen in about five seconds. Move it to choose another speed."
            )
        self.speed.setToolTip(plain_tip(tip))
        self.speed.setAccessibleDescription(f"{self._speed_text.text()} {tip}")

    def _rate_text(self) -> str:
        document, rate = self._document, self._document.run.rate
        if document.run.guesses_rate and not document.run.has_guessed_rate:
            return self.tr("suitable")
        number = f"{rate:.2g}" if rate < 100 else str(round(rate)) if math.isfinite(rate) else ""
        text = self.tr("{rate} steps/s").format(rate=number) if number else self.tr("fastest")
        return f"≈ {text}" if document.run.guesses_rate else text

    def _apply_look(self) -> None:
        scale = look.scale
        self.setIconSize(QSize(round(SIZE * scale), round(SIZE * scale)))
        self.speed.setFixedWidth(round(90 * scale))
        self._speed_text.setMinimumWidth(round(70 * scale))
        self.learning_rate.setFixedWidth(round(74 * scale))
        for name in self._buttons:
            self._actions[name].setIcon(icon(ICONS[name]))
        self._show_run(self._document.is_running)
        self._fit()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setWindowTitle(self.tr("Toolbar"))
        for more in self.findChildren(QToolButton, "qt_toolbar_ext_button"):
            more.setAccessibleName(self.tr("More of the toolbar"))
        self._speed_label.setText(self.tr("Speed"))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.learning_rate.setAccessibleName(self.tr("Learning rate"))
        self.rate_now.setToolTip(self.tr("The learning rate of this step, by the schedule"))
        self._rate_label.setToolTip(self.tr("Drag sideways to change the learning rate"))
        self.learning_rate.setToolTip(plain_tip(word(LEARNING_RATE.tip)))
        self._show_speed()
        self._show_run(self._document.is_running)
        self._fit()
