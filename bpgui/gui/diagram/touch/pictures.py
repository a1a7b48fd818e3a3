"""Has the small pictures inside neurons computed by a thread, and follows runs, cursor and what is dragged."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.awaited import Awaited
from bpgui.session.neuron_pictures import NeuronPictures, PicturesQuery, can_be_pictured, neuron_pictures

#: Seconds between two pictures in a run, at least: three frames.
PACE = 0.048


class PicturesInNeurons(QObject):
    """Keeps a stage's pictures; while some are computed the next wait."""

    def __init__(self, document: Document, stage: Stage, repaint: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._stage, self._repaint = document, stage, repaint
        self._is_on = self._is_busy = self._is_stale = False
        self._awaited = Awaited(document)
        self._awaited.came.connect(self._take)
        document.shown.turns.add(PACE).came.connect(self._follow)
        document.hiding_changed.connect(self._follow)
        document.session_left.connect(self._leave)
        document.session_opened.connect(self._follow)

    def switch(self, is_on: bool) -> None:
        """Show them, or not."""
        self._is_on = is_on
        self._follow()

    def _is_wanted(self) -> bool:
        return self._is_on and self._document.hides is None and can_be_pictured(self._document.experiment)

    def _leave(self) -> None:
        self._awaited.drop()
        self._is_busy = False
        self._show(None)

    def _follow(self) -> None:
        self._is_stale = True
        if not self._is_wanted():
            self._show(None)
        elif not self._is_busy:
            self._is_stale, self._is_busy = False, True
            moment = self._document.shown.newest
            query = PicturesQuery(moment.experiment, moment.parameters)
            self._awaited.want(query, partial(neuron_pictures, query))

    def _take(self, _query: object, found: NeuronPictures) -> None:
        self._is_busy = False
        if self._is_wanted() and found.query.experiment.network.sizes == self._document.experiment.network.sizes:
            self._show(found)
        if self._is_stale:
            self._follow()

    def _show(self, found: NeuronPictures | None) -> None:
        if found is not self._stage.pictures:
            self._stage.pictures = found
            self._repaint()
