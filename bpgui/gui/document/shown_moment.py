"""The moment that views draw: what is, or the preview of an edit; made once, told at a pace at which it can be read."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.focus import Focus
from bpgui.gui.document.repaint_pace import Turns
from bpgui.gui.document.run import Run
from bpgui.gui.document.trying import Trying
from bpgui.gui.widgets.awaited import Awaited
from bpgui.session.model.edits import Edit
from bpgui.session.session import Session
from bpgui.session.step.moment import Moment
from bpgui.session.step.visible import veiled


class ShownMoment(QObject):
    """Has the moment of a session for all views, and what it lacks of a large batch brought by a thread.

    In a run all texts keep one moment until they are written again; only what moves is ahead of them.
    """

    changed = Signal()  #: what is shown changed; 30 times a second in a run
    read = Signal()  #: texts are to be written; in a quick run some times a second, all at once

    def __init__(self, session: Session, focus: Focus, run: Run, trying: Trying, facts: Facts, parent: QObject) -> None:
        super().__init__(parent)
        self._focus, self._run, self._trying, self._facts = focus, run, trying, facts
        self.turns = Turns(self)
        self._batch = Awaited(self)
        self._batch.came.connect(self._take_batch)
        focus.selection_changed.connect(self._await_chosen)
        self.open(session)

    def open(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self._reads = True  #: whether texts are written as soon as all is told
        self.turns.all_now()
        self.renew(anew=True)

    def renew(self, *, anew: bool) -> None:
        """Show what is, when somebody looks: it is another moment now, and a preview is over.

        In a run texts keep theirs until it is their turn, unless the network or its data are made `anew`.
        """
        if anew:
            self.turns.all_now()
        self._preview: Moment | None = None
        self._newest: Moment | None = None
        self._reads, self._looks, self._waiting = self.turns.take(is_running=self._run.is_going_on)
        if self._reads:
            self._moment: Moment | None = None
            self._lacks = False  #: whether views saw the moment without what its large batch has

    @property
    def moment(self) -> Moment:
        """What is shown now."""
        if self._preview is not None:
            return self._preview
        if self._moment is None:
            self._moment = self.newest
            self._note_lack(self._moment)
        return self._moment

    @property
    def newest(self) -> Moment:
        """What pictures that move show: in a run it may be ahead of `moment`."""
        if self._preview is not None:
            return self._preview
        if self._newest is None:
            self._newest = self._within(self._session.moment())
        return self._newest

    @property
    def place(self) -> tuple[object, ...]:
        """What a number that is typed or dragged belongs to: it is worth nothing where another place is shown."""
        session = self._session
        return session, session.timeline, session.cursor, session.sample, self._trying.is_shown

    def preview(self, edit: Edit | None, *, is_veiled: bool = False) -> None:
        """Show what `edit` would do, perhaps without its results; None shows again what is. Raises Problem."""
        if edit is None and self._preview is None:
            return
        self._preview = None if edit is None else self.after(edit)
        if self._preview is not None and is_veiled:
            self._preview = veiled(self._preview)
        self._note_lack(self.moment)
        self.show_again()

    def _within(self, moment: Moment) -> Moment:
        return self._trying.within(moment, is_asked=self._focus.hides is not None)

    def after(self, edit: Edit) -> Moment:
        """Return what an edit would lead to, on a copy. Raises Problem."""
        if self._trying.takes(edit):
            moment = self._within(self._session.moment())
            return replace(moment, trial=self._trying.edited(edit), preview=True)
        return self._within(self._session.place.preview(edit))

    def end_preview(self) -> None:
        """Show what is, from the next look on."""
        self._preview = None

    def due(self) -> list[Callable[[], object]]:
        """Return what is to be told now of a moment that is another one; in a run each has its turn."""
        texts = [self._write_texts] if self._reads else []
        return [*([self.changed.emit] if self._looks else []), *texts, *(turn.came.emit for turn in self._waiting)]

    def _write_texts(self) -> None:
        """Have all texts written, and note how long that took."""
        began = time.thread_time()
        self.read.emit()
        self._facts.once_told(partial(self._note_cost, began))

    def _note_cost(self, began: float) -> None:
        self.turns.cost = time.thread_time() - began

    def show_again(self) -> None:
        """Have all views show the moment anew."""
        self._facts.tell(self.changed.emit, self.read.emit, *(turn.came.emit for turn in self.turns.everybody()))
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
