import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.network.experiment_panel import ExperimentPanel
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.model.edits import SetBatchSize, SetLocked
from bpgui.session.model.setting import Range, Setting
from bpgui.session.model.settings import SETTINGS
from bpgui.session.stops import StopRules
from tests.article import edits_made
from tests.remembering import remembering

__all__ = ["remembering"]


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> ExperimentPanel:
    panel = ExperimentPanel(document)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def choose(qtbot: QtBot, field: QComboBox, name: str) -> None:
    """Choose an entry as a person does, by the keyboard."""
    field.setFocus()
    while field.currentData() != name:
        before = field.currentIndex()
        qtbot.keyClick(field, Qt.Key.Key_Down if field.findData(name) > before else Qt.Key.Key_Up)
        if field.currentIndex() == before:
            return


def activation(panel: ExperimentPanel, layer: int) -> QComboBox:
    field = panel.findChild(QComboBox, f"activation{layer}")
    assert field is not None
    return field


def whole(panel: ExperimentPanel, name: str) -> WholeNumber:
    field = panel.findChild(WholeNumber, name)
    assert field is not None
    return field


def test_it_shows_what_holds(panel: ExperimentPanel) -> None:
    assert panel.loss.currentData() == "half_square"
    assert whole(panel, "batchSize").text() == "all"
    assert [activation(panel, layer).currentData() for layer in (1, 2)] == ["linear", "linear"]


def test_softmax_is_offered_at_the_output_only(panel: ExperimentPanel) -> None:
    assert activation(panel, 1).findData("softmax") == -1
    assert activation(panel, 2).findData("softmax") >= 0


def test_an_activation_is_an_edit(qtbot: QtBot, panel: ExperimentPanel, document: Document) -> None:
    choose(qtbot, activation(panel, 1), "relu")

    assert edits_made(document.session) == ["activation of layer 1: linear -> relu"]


def test_a_loss_brings_its_output_activation(panel: ExperimentPanel, document: Document, qtbot: QtBot) -> None:
    choose(qtbot, panel.loss, "binary_cross_entropy")

    assert activation(panel, 2).currentData() == "sigmoid"


def test_biases_begin_a_new_timeline_that_undo_takes_back(
    qtbot: QtBot, panel: ExperimentPanel, document: Document
) -> None:
    document.step()
    box = panel.findChild(QCheckBox, "bias1")
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_Space)

    assert document.experiment.network.parameter_count == 8
    assert document.moment.state.step == 0
    document.undo()
    assert (document.moment.state.step, box.isChecked()) == (1, False)


def test_new_random_weights(qtbot: QtBot, panel: ExperimentPanel, document: Document) -> None:
    qtbot.keyClick(panel.draw, Qt.Key.Key_Space)
    first = document.moment.state.parameters
    qtbot.keyClick(panel.draw, Qt.Key.Key_Space)

    assert (document.moment.state.parameters != first).all()
    assert panel.weights_seed.value() == 3


def test_the_batch_size_is_one_edit(qtbot: QtBot, iris: Document) -> None:
    panel = ExperimentPanel(iris)
    qtbot.addWidget(panel)
    panel.show()
    field = whole(panel, "batchSize")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "25")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert iris.experiment.settings.batch_size == 25
    assert len(edits_made(iris.session)) == 1


def test_an_optimiser_is_chosen_and_shows_its_own_constants(
    qtbot: QtBot, panel: ExperimentPanel, document: Document
) -> None:
    field, own = panel.findChild(QComboBox, "optimiser"), panel.findChild(NumberEdit, "momentum")
    assert field is not None
    assert own is not None
    assert (field.accessibleName(), field.currentText(), own.isVisible()) == ("Optimiser", "Gradient descent", False)
    choose(qtbot, field, "momentum")
    assert edits_made(document.session) == ["optimiser: plain -> momentum"]
    assert (own.isVisible(), own.value(), own.accessibleName()) == (True, 0.9, "Momentum µ")
    document.undo()
    assert (field.currentData(), own.isVisible()) == ("plain", False)


def test_a_setting_that_is_a_number_has_a_row(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, document: Document
) -> None:
    entry = Setting("learning_rate", Range(0, 1), word="rate", label="&Rate", tip="x", group="batch", event="a_rate")
    monkeypatch.setitem(SETTINGS, entry.change, entry)
    panel = ExperimentPanel(document)
    qtbot.addWidget(panel)
    panel.show()
    field = panel.findChild(NumberEdit, "aRate")
    assert field is not None
    assert (field.accessibleName(), field.value()) == ("Rate", 0.05)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2")
    assert not field.commit()
    field.selectAll()
    qtbot.keyClicks(field, "0.25")
    assert document.moment.experiment.settings.learning_rate == 0.25
    assert document.moment.preview
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert edits_made(document.session) == ["a_rate: 0.05 -> 0.25"]


def test_the_stop_rule_is_no_event(qtbot: QtBot, panel: ExperimentPanel, document: Document) -> None:
    panel.stop_step.setFocus()
    panel.stop_step.selectAll()
    qtbot.keyClicks(panel.stop_step, "40")
    qtbot.keyClick(panel.stop_step, Qt.Key.Key_Return)

    assert document.session.stops.step == 40
    assert document.timeline.length == 1


def test_what_is_typed_stays_when_something_else_changes(qtbot: QtBot, iris: Document) -> None:
    iris.perform(SetBatchSize(None))
    panel = ExperimentPanel(iris)
    qtbot.addWidget(panel)
    panel.show()
    field = whole(panel, "batchSize")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "12x")
    panel.refresh()

    assert field.lineEdit().text() == "12x"


def test_rules_of_test_samples_have_fields_where_these_are(qtbot: QtBot, iris: Document) -> None:
    panel = ExperimentPanel(iris)
    qtbot.addWidget(panel)
    panel.show()
    field = whole(panel, "stopPatience")
    assert not field.isVisible()
    iris.set_stops(StopRules(patience=3))
    panel.refresh()
    assert (field.isVisible(), field.value(), field.accessibleName()) == (True, 3, "Early stopping")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert iris.session.stops == StopRules(patience=12)


@pytest.mark.parametrize(("size", "sizes"), [(3, (2, 3, 1)), (1, (2, 1, 1)), (7, (2, 7, 1))])
def test_a_layers_size_is_typed(
    panel: ExperimentPanel, document: Document, qtbot: QtBot, size: int, sizes: tuple[int, ...]
) -> None:
    field = whole(panel, "size1")
    field.selectAll()
    qtbot.keyClicks(field, f"{size}\r")
    assert document.experiment.network.sizes == sizes
    assert document.moment.parameters[0] == 0.11
    document.undo()
    assert document.experiment.network.sizes == (2, 2, 1)
    assert field.value() == 2


def layer_menu(panel: ExperimentPanel, layer: int) -> QMenu:
    """The menu of a layer, as it opens."""
    button = panel.findChild(QToolButton, f"layerMore{layer}")
    assert button is not None
    menu = button.menu()
    menu.aboutToShow.emit()
    return menu


def trigger(menu: QMenu, name: str) -> None:
    [action] = [action for action in menu.actions() if action.objectName() == name]
    action.trigger()


def test_a_layers_menu_names_it_over_its_title(panel: ExperimentPanel, document: Document, qtbot: QtBot) -> None:
    trigger(layer_menu(panel, 1), "renameLayer")
    qtbot.keyClicks(panel.names, "encoder\r")
    assert document.experiment.network.layer_name(1) == "encoder"
    assert activation(panel, 1).accessibleName() == "Activation of: encoder"


def test_a_layers_menu_may_change_how_many_layers_there_are(panel: ExperimentPanel, document: Document) -> None:
    trigger(layer_menu(panel, 1), "insertBefore")
    assert list(document.experiment.network.sizes) == [2, 2, 2, 1]
    assert whole(panel, "size3").value() == 1
    trigger(layer_menu(panel, 2), "removeLayer")
    assert list(document.experiment.network.sizes) == [2, 2, 1]


def test_a_layers_weights_are_drawn_anew_and_locked_ones_stay(panel: ExperimentPanel, document: Document) -> None:
    document.perform(SetLocked("w2", True))
    before = document.moment.parameters.copy()
    trigger(layer_menu(panel, 1), "drawLayer")
    assert (document.moment.parameters != before).tolist() == [True, False, True, True, False, False]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_field_is_narrower_than_what_it_shows(qtbot: QtBot, iris: Document, scale: float) -> None:
    panel = ExperimentPanel(iris)
    qtbot.addWidget(panel)
    look.apply("light", scale)
    panel.show()
    narrow = set()
    for width in range(panel.minimumWidth(), 2 * panel.minimumWidth(), 2):
        panel.resize(width, 600)
        QApplication.processEvents()
        fields = [field for field in panel.findChildren(QComboBox) if field.isVisible()]
        narrow |= {field.objectName() for field in fields if field.width() < field.minimumSizeHint().width()}
    look.apply("light", 1.0)
    assert narrow == set()
