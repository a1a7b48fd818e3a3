"""Run > what moves along the timeline: by a rung, a step, an epoch, many steps, or to a place; and how fast it runs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSlider, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.rungs import back_rung, forward_rung
from bpgui.gui.window.menus import Actions
from bpgui.gui.window.toolbar import UNLIMITED


class RunActions(QObject):
    """Connects these actions."""

    def __init__(self, document: Document, actions: Actions, speed: QSlider, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._speed, self._window = document, speed, window
        slots: dict[str, Callable[..., object]] = {
            "back": document.back,
            "back_rung": partial(back_rung, document),
            "epoch": document.run_epoch,
            "faster": partial(self._change_speed, UNLIMITED // 10),
            "go_to_step": self._go_to_step,
            "guess_speed": lambda _is_on: document.run.guess_rate(),
            "next_phase": partial(forward_rung, document),
            "run": document.toggle_run,
            "run_steps": self._run_steps,
            "slower": partial(self._change_speed, -(UNLIMITED // 10)),
            "step": document.step,
            "to_end": document.to_end,
            "to_start": document.to_start,
        }
        for name, slot in slots.items():
            actions.connect(name, slot)

    def _change_speed(self, by: int) -> None:
        self._speed.setValue(self._speed.value() + by)

    def _run_steps(self) -> None:
        from bpgui.gui.widgets.form_dialog import ask
        from bpgui.gui.window.dialogs import StepsDialog

        dialog = StepsDialog(self._window)
        if ask(dialog):
            self._document.run_steps(dialog.steps.value())

    def _go_to_step(self) -> None:
        from bpgui.gui.widgets.form_dialog import ask
        from bpgui.gui.window.dialogs import GoToStepDialog

        document = self._document
        document.pause()
        dialog = GoToStepDialog(self._window, document.session.step_number, document.session.steps)
        if ask(dialog):
            document.seek_step(dialog.step.value())
