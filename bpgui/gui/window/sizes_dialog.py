"""Asks for other sizes of the network, and says before they hold what goes and what is new."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from bpgui.engine.network import Network
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.plain_text import Label
from bpgui.session.basics.problems import Problem
from bpgui.session.model.experiment import parse_sizes
from bpgui.session.model.lineage import Lineage, NeuronPlace
from bpgui.session.model.structure_edits import Resize
from bpgui.session.session import Session

#: So many neurons are named, no more.
MAX_NAMED = 6


class SizesDialog(FormDialog):
    """One field for the sizes, "3-4-2"; below it what will go and what will be new."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, QCoreApplication.translate("SizesDialog", "Sizes of the network"))
        self.setObjectName("networkSizes")
        self._session = session
        self.field = QLineEdit("-".join(map(str, session.experiment.network.sizes)))
        self.add(self.tr("&Sizes, the inputs first"), "sizes", self.field)
        self.outcome = Label(self)
        self.outcome.setObjectName("sizesOutcome")
        self.outcome.setWordWrap(True)
        self.form.addRow(self.outcome)
        self.field.textChanged.connect(self._check)
        self.field.selectAll()
        self._check()

    def sizes(self) -> tuple[int, ...]:
        """Return the sizes that are typed. Raises Problem."""
        return parse_sizes(self.field.text())

    def _check(self) -> None:
        """Say what is wrong with the sizes, or what they change."""
        self.say(None)
        text = ""
        try:
            lineage = self._session.lineage_of(Resize(self.sizes()))
            text = self.tr("These are the present sizes.") if lineage is None else self._outcome(lineage)
        except Problem as problem:
            self.say(problem)
        self.outcome.setText(text)
        self.outcome.setAccessibleName(text)

    def _outcome(self, lineage: Lineage) -> str:
        gone, drawn = lineage.old.parameter_count - lineage.survivors, lineage.new.parameter_count - lineage.survivors
        names = {
            "gone": _names(lineage.old, lineage.removed) or self.tr("no neuron"),
            "new": _names(lineage.new, lineage.added) or self.tr("no neuron"),
        }
        return "\n".join(
            [
                self.tr("Goes: {gone}; %Ln weight(s) or bias(es).", "", gone).format(**names),
                self.tr("New: {new}; %Ln weight(s) or bias(es).", "", drawn).format(**names),
                self.tr("%Ln weight(s) or bias(es) stay as they are.", "", lineage.survivors),
                self.tr("A new timeline begins at step 0; Undo brings the old one back."),
            ]
        )


def _names(network: Network, places: list[NeuronPlace]) -> str:
    names = [network.shown_names[layer][neuron] for layer, neuron in places[:MAX_NAMED]]
    if len(places) > MAX_NAMED:
        names.append(QCoreApplication.translate("SizesDialog", "{n} more").format(n=len(places) - MAX_NAMED))
    return ", ".join(names)
