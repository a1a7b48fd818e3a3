"""What a data set is, and what of the network changes so that it fits, in one sentence."""

from PySide6.QtWidgets import QWidget

from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.words import activation_word, loss_word
from bpgui.session.data.dataset import DataSet
from bpgui.session.model.data_edits import DataFit


class FitLabel(Label):
    """Says it below a preview."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("becomes")
        self.setWordWrap(True)

    def show_fit(self, fit: DataFit | None, data: DataSet | None) -> None:
        """Say it; nothing where there is no data set, or no network for it."""
        text = "" if fit is None or data is None else "  ·  ".join(self._parts(fit, data))
        self.setText(text)
        self.setAccessibleName(text)

    def samples_texts(self, data: DataSet) -> list[str]:
        """Say how many samples there are, and how many of them are for testing."""
        parts = [self.tr("%Ln sample(s)", "", data.samples)]
        if data.test:
            parts.append(self.tr("%Ln of them for testing", "", len(data.test)))
        return parts

    def _parts(self, fit: DataFit, data: DataSet) -> list[str]:
        parts = self.samples_texts(data)
        old, new = fit.lineage.old, fit.network
        was, becomes = ("-".join(map(str, network.sizes)) for network in (old, new))
        if was == becomes:
            parts.append(self.tr("the network stays {sizes}").format(sizes=was))
        else:
            parts.append(self.tr("the network, now {old}, becomes {new}").format(old=was, new=becomes))
        if fit.changes_output:
            text = self.tr("its output becomes {activation} with {loss}")
            activation, loss = activation_word(new.layers[-1].activation), loss_word(new.loss)
            parts.append(text.format(activation=activation, loss=loss))
        return parts
