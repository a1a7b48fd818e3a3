"""Whatever names a thing, names it in the same way: diagram, outline, explanation, formulas and data table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.data.data_model import DataModel
from bpgui.gui.diagram.touch.tips import full_name, tip
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.explanation.contents import page
from bpgui.gui.network.outline_model import OutlineModel
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session

ROLES = Qt.ItemDataRole


def everything(document: Document) -> list[Choice]:
    network = document.experiment.network
    neurons = [NeuronChoice(layer, n) for layer, size in enumerate(network.sizes) for n in range(size)]
    return [*neurons, *map(TargetChoice, range(network.outputs)), *map(ParameterChoice, range(network.parameter_count))]


@pytest.mark.parametrize("name", ["article", "xor", "iris"])
def test_a_thing_has_one_name_in_every_view(qtbot: QtBot, name: str) -> None:
    document, parent = Document(load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)), QWidget()
    qtbot.addWidget(parent)
    outline, network = OutlineModel(document, parent), document.experiment.network
    for choice in everything(document):
        document.select(choice)
        said, title = full_name(network, choice), page(document, "moment").title
        index = outline.index_of(choice)
        assert outline.data(index, ROLES.AccessibleTextRole) == said
        assert f"<b>{said}</b>" in tip(document, choice)
        assert said.startswith(title.removesuffix(": the prediction"))
        if isinstance(choice, NeuronChoice):
            assert outline.data(index) == title.removesuffix(": the prediction") == said.split(", ")[0]


@pytest.mark.parametrize("name", ["article", "xor", "iris"])
def test_the_columns_of_the_data_have_the_names_of_inputs_and_outputs(qtbot: QtBot, name: str) -> None:
    document, parent = Document(load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)), QWidget()
    qtbot.addWidget(parent)
    table, names = DataModel(document, parent), document.experiment.network.shown_names
    heads = [table.headerData(k, Qt.Orientation.Horizontal, ROLES.DisplayRole) for k in range(table.columnCount())]
    ends = [f"{head} {output}" for head in ("target", "pred.") for output in names[-1]]
    assert heads[: 2 * len(names[-1]) + len(names[0])] == [
        *names[0],
        *(ends if len(names[-1]) > 1 else ["target", "pred."]),
    ]
