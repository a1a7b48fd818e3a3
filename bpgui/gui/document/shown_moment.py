"""The moment that views draw: what is, or the preview of an edit; made once, told at a pace at which it can be read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.focus import Focus
from bpgui.gui.document.repaint_pace import Turns
from bpgui.gui.document.run import Run
from bpgui.gui.widgets.awaited import Awaited
from bpgui.session.model.edits import Edit
from bpgui.session.session import Session
from bpgui.session.step.moment import Moment
from bpgui.session.step.visible import veiled


class ShownMoment(QObject):
    """Has the moment of a session for all views, and what it lacks of a large batch brought by a thread."""

    changed = Signal()  #: what is shown changed; 30 times a second in a run

    def __init__(self, session: Session, focus: Focus, run: Run, facts: Facts, parent: QObject) -> None:
        super().__init__(parent)
        self._focus, self._run, self._facts = focus, run, facts
        self.turns = Turns(self)
        self._batch = Awaited(self)
        self._batch.came.connect(self._take_batch)
        focus.selection_changed.connect(self._await_chosen)
        self.open(session)

    def open(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.renew()

    def renew(self) -> None:
        """Show what is, when somebody looks: it is another moment now, and a preview is over."""
        self._preview: Moment | None = None
        self._moment: Moment | None = None
        self._lacks = False  #: whether views saw the moment without what its large batch has

    @property
    def moment(self) -> Moment:
        """What is shown now."""
        if self._preview is not None:
            return self._preview
        if self._moment is None:
            self._moment = self._session.moment()
            self._note_lack(self._moment)
        return self._moment

    def preview(self, edit: Edit | None, *, is_veiled: bool = False) -> None:
        """Show what `edit` would do, perhaps without its results; None shows again what is. Raises Problem."""
        if edit is None and self._preview is None:
            return
        self._preview = None if edit is None else self._session.place.preview(edit)
        if self._preview is not None and is_veiled:
            self._preview = veiled(self._preview)
        self._note_lack(self.moment)
        self.show_again()

    def end_preview(self) -> None:
        """Show what is, from the next look on."""
        self._preview = None

    def due(self) -> list[Callable[[], object]]:
        """Return what is to be told now of a moment that is another one; in a run each panel has its turn."""
        looks, waiting = self.turns.take(is_running=self._run.is_going_on)
        return [*([self.changed.emit] if looks else []), *(turn.came.emit for turn in waiting)]

    def show_again(self) -> None:
        """Have all views show the moment anew."""
        self._facts.tell(self.changed.emit, *(turn.came.emit for turn in self.turns.everybody()))
        self.await_batch()

    def await_batch(self) -> None:
        """Have what views lack of a large batch brought; in a run there is no time for it."""
        moment = self._preview or self._moment  # none: no view has looked
        if moment is None or self._run.is_going_on or not self._lacks:
            self._batch.drop()
        else:
            parameter = self._focus.parameter
            self._batch.want((moment.step, parameter), partial(moment.step.prepare, parameter))

    def _note_lack(self, moment: Moment) -> None:
        self._lacks = not moment.step.is_ready(self._focus.parameter)

    def _await_chosen(self) -> None:
        """Bring what the explanation of another choice needs. Called before any view looks at it."""
        self._note_lack(self.moment)
        self.await_batch()

    def _take_batch(self) -> None:
        self._lacks = False
        self.show_again()
