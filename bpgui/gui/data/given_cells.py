"""The cells of the data table as a person gave them: numbers in units, and one text instead of one-hot columns."""

from bpgui.gui.document.document import Document
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP
from bpgui.session.data.dataset import DataColumn, DataSet
from bpgui.session.data.encode import DataNeuron
from bpgui.session.model.data_edits import SetDataSet
from bpgui.session.model.edits import Edit
from bpgui.session.model.number_edits import SetCell
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import data_set_of, neurons_of

EDITED = Word("data table", QT_TRANSLATE_NOOP("Words", "data table"))


class GivenCells:
    """Finds the column of the data set behind a column of the table, which has one for each neuron."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._neurons: list[DataNeuron] = []

    def take_shape(self) -> None:
        """Look at the columns anew."""
        source = self._document.experiment.source
        self._neurons = [] if source is None else [neuron for part in neurons_of(source) for neuron in part]

    @property
    def has_source(self) -> bool:
        """Whether anything was given otherwise than the network sees it."""
        return bool(self._neurons)

    def column(self, section: int) -> DataColumn | None:
        """Return the column of the data set; None for a prediction, and where only numbers were given."""
        source = self._document.experiment.source
        if source is None or section >= len(self._neurons):
            return None
        return source.columns[self._neurons[section].column]

    def place(self, section: int) -> int | None:
        """Return the place in the data set, None for a prediction."""
        network = self._document.experiment.network
        if section >= network.inputs + network.outputs:
            return None
        return self._neurons[section].column if self._neurons else section

    def is_repeated(self, section: int) -> bool:
        """Whether an earlier column of the table stands for the same column of the data set."""
        if not 0 < section < len(self._neurons):
            return False
        return self._neurons[section - 1].column == self._neurons[section].column

    def categories(self, section: int) -> tuple[str, ...]:
        """Return what may stand in a column of categories."""
        column = self.column(section)
        return () if column is None or column.codes is None else column.categories

    def cell_edit(self, section: int, row: int, cell: str) -> Edit:
        """Return the edit that puts a category into a cell."""
        column = self.column(section)
        assert column is not None
        return SetCell(column.name, row + 1, cell)

    def data_set(self) -> DataSet:
        """Return the whole data set."""
        return data_set_of(self._document.experiment)

    def put(self, data: DataSet) -> bool:
        """Put a changed data set in place, as one edit; say whether it was possible."""
        return self._document.perform(SetDataSet(data, EDITED))
