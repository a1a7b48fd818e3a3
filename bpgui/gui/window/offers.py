"""What the window offers after something happened: to run on past a stop rule, to bring forgotten steps back."""

from PySide6.QtCore import QObject

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.notice import Notice
from bpgui.gui.widgets.words import met_text
from bpgui.session.undo import ForgetSteps


class Offers(QObject):
    """Makes each offer in the notice, and withdraws it as soon as it would do something else."""

    def __init__(self, document: Document, notice: Notice) -> None:
        super().__init__(notice)
        self._document, self._notice = document, notice
        document.held.connect(self._offer_to_run_on)
        document.future_forgotten.connect(self._offer_undo)
        document.undo_changed.connect(self._withdraw_undo)

    def _offer_to_run_on(self) -> None:
        document = self._document
        text = met_text(document.run.held_by, document.session, document.text)
        if text:
            self._notice.tell(text, offer=self.tr("Run on (F5)"), action=document.toggle_run)
        else:
            self._notice.withdraw(document.toggle_run)

    def _offer_undo(self, first: int, last: int) -> None:
        text = self.tr("Steps {first} to {last} are forgotten.").format(first=first, last=last)
        self._notice.tell(text, offer=self.tr("Undo"), action=self._document.undo)

    def _withdraw_undo(self) -> None:
        entry = self._document.session.undo_stack.undoable
        if entry is None or not isinstance(entry.edit, ForgetSteps):
            self._notice.withdraw(self._document.undo)
