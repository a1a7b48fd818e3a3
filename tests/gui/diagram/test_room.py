"""What a walk's numbers have room for: their signs are kept, digits are given up first."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.geometry import open_stack
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw.boxes import BoxPainter, paint_boxes
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.neurons import paint_neurons
from bpgui.gui.diagram.draw.notes import note
from bpgui.gui.diagram.draw.shown import NumberKind, pull
from bpgui.gui.diagram.draw.stage import CENTRE, Sheet, Spot, Stage, numbers_of
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.widgets.theme import LIGHT
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetBatchSize, SetShuffle
from bpgui.session.step.ladder import Phase, Rung
from tests.gui.diagram.conftest import shown

#: The diagram's room in a window of 1024 x 700, and of 1440 x 900.
SMALL, MIDDLE = (488, 343), (769, 483)
INK = Ink()


@pytest.fixture
def xor(qapp: object) -> Document:
    return Document(load_session(resource_path("examples", "xor.bpgui"), is_example=True))


def stage_of(document: Document, room: tuple[int, int] = MIDDLE) -> Stage:
    network = document.experiment.network
    layout = arrange(network, width=room[0], height=room[1], metrics=INK.metrics(3))
    return Stage(layout, pull(document.moment), INK, LIGHT, chosen=document.selection)


def spots(document: Document, room: tuple[int, int]) -> dict[NumberKind, list[Spot]]:
    """Return where the numbers of all boxes and neurons stand."""
    stage, image = stage_of(document, room), QImage(*room, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sheet = Sheet(painter, stage, QRectF(image.rect()))
    for layer in range(len(stage.layout.layers)):
        paint_boxes(sheet, layer)
        paint_neurons(sheet, layer)
    painter.end()
    found: dict[NumberKind, list[Spot]] = {}
    for (quantity, _), there in sheet.spots.items():
        found.setdefault(quantity, []).extend(there)
    return found


def stop(document: Document, phase: Phase, done: int, place: int = 0) -> None:
    """Walk to so many stops of a phase of the batch's sample at `place`, of an update of all."""
    ladder = document.moment.ladder
    document.walk_to(ladder.number(Rung(phase, ladder.batch - 1 if phase is Phase.UPDATE else place, done)))


@pytest.mark.parametrize("prefix", ["∂ ", "δ ", "L "])
@pytest.mark.parametrize("value", [-0.0123456, 0.5, -123.456, 1e-7])
@pytest.mark.parametrize("room", [80.0, 44.0, 36.0, 30.0, 22.0, 14.0, 3.0])
def test_a_number_never_loses_the_sign_that_says_what_it_is(
    qapp: object, prefix: str, value: float, room: float
) -> None:
    text, size = INK.number(value, 3, room, 13, 10, prefix)
    assert not text or text.startswith(prefix[0])
    assert size >= 10 or not text
    assert INK.width(text, size, bold=True) <= room + 1


@pytest.mark.parametrize("room", [SMALL, MIDDLE])
def test_every_gradient_and_delta_is_marked(xor: Document, room: tuple[int, int]) -> None:
    stop(xor, Phase.BACKWARD, 5, 3)
    found = spots(xor, room)
    assert {spot.prefix for spot in found[NumberKind.SECOND]} == {"∂ "}
    assert {spot.prefix for spot in found[NumberKind.DELTA]} == {"δ "}


def test_every_delta_beside_a_small_neuron_is_marked(iris: Document) -> None:
    stop(iris, Phase.BACKWARD, 9, 9)
    assert {spot.prefix for spot in spots(iris, SMALL)[NumberKind.DELTA]} == {"δ "}


@pytest.mark.parametrize("room", [SMALL, MIDDLE])
def test_no_number_of_a_walk_is_smaller_than_ten_pixels(xor: Document, room: tuple[int, int]) -> None:
    stop(xor, Phase.BACKWARD, 5, 3)
    assert min(spot.size for there in spots(xor, room).values() for spot in there) >= 10


def test_in_a_usual_window_xors_boxes_are_easily_read(xor: Document) -> None:
    stop(xor, Phase.BACKWARD, 5, 3)
    found = spots(xor, MIDDLE)
    assert min(spot.size for kind in (NumberKind.PARAMETER, NumberKind.SECOND) for spot in found[kind]) > 12


@pytest.mark.parametrize(
    ("room", "olds", "seconds"),
    [(MIDDLE, set(range(17)), set(range(17))), (SMALL, {*range(2, 12), 13, 14, 15, 16}, {0, 1, 12})],
)
def test_an_update_shows_old_and_new_or_for_want_of_room_what_has_not_moved_yet(
    xor: Document, room: tuple[int, int], olds: set[int], seconds: set[int]
) -> None:
    stop(xor, Phase.UPDATE, 1)
    found = spots(xor, room)
    assert {spot.index for spot in found[NumberKind.PARAMETER]} == olds
    assert {spot.index for spot in found[NumberKind.SECOND]} == seconds


@pytest.mark.parametrize("room", [SMALL, MIDDLE])
def test_in_any_window_the_articles_boxes_show_old_and_new(document: Document, room: tuple[int, int]) -> None:
    stop(document, Phase.UPDATE, 3)
    found = spots(document, room)
    kinds = (NumberKind.PARAMETER, NumberKind.SECOND)
    assert [{spot.index for spot in found[kind]} for kind in kinds] == [set(range(6))] * 2


@pytest.mark.parametrize(("room", "text"), [(SMALL, "\u22120.986"), (MIDDLE, "\u2212.986")])
def test_the_hidden_neurons_of_iris_have_room_for_three_digits(
    iris: Document, room: tuple[int, int], text: str
) -> None:
    hidden = [spot for spot in spots(iris, room)[NumberKind.ACTIVATION] if 4 <= spot.index < 10]
    tight = {spot.is_tight(-0.986, "\u22120.986", 10) for spot in hidden}
    texts = {INK.number(-0.986, 3, spot.rect.width(), spot.size, 10, has_zero=True not in tight)[0] for spot in hidden}
    assert (len(hidden), texts) == (6, {text})


@pytest.mark.parametrize("room", [SMALL, MIDDLE])
def test_the_loss_has_room_to_say_of_which_sample_it_is(iris: Document, xor: Document, room: tuple[int, int]) -> None:
    for document in (iris, xor):
        width = stage_of(document, room).layout.loss.width()
        assert INK.width("Loss, sample 150", 10) <= width - 8


# What the update lights where a layer has no boxes


def test_an_update_opens_the_boxes_of_a_neuron_that_it_moved(qtbot: QtBot, iris: Document) -> None:
    view, opened = shown(qtbot, iris, *MIDDLE), []
    for done in (0, 1, 2, 7):
        stop(iris, Phase.UPDATE, done) if done else stop(iris, Phase.BACKWARD, 9, 9)
        view.refresh()
        stack = view.arrangement.stack
        opened.append(stack and (stack.layer, stack.neuron))
    assert opened == [None, (1, 0), (1, 1), (2, 0)]
    iris.step()
    view.refresh()
    assert view.arrangement.stack is None


def test_the_boxes_of_the_chosen_neuron_stay_open(qtbot: QtBot, iris: Document) -> None:
    view = shown(qtbot, iris, *MIDDLE)
    iris.select(NeuronChoice(2, 1))
    stop(iris, Phase.UPDATE, 1)
    view.refresh()
    stack = view.arrangement.stack
    assert stack is not None
    assert (stack.layer, stack.neuron) == (2, 1)


# The caption


def batched(document: Document) -> Document:
    """Walk batches of two; the first is, shuffled, samples 3 and 2."""
    document.perform(SetBatchSize(2))
    document.perform(SetShuffle(True))
    document.session.train(2)  # the order holds from the next epoch
    return document


@pytest.mark.parametrize(
    ("phase", "place", "done", "text"),
    [
        (Phase.FORWARD, 0, 1, "sample {0} (1 of 2 in this batch, shuffled)"),
        (Phase.LOSS, 1, 1, "sample {1} (2 of 2 in this batch, shuffled)"),
        (Phase.BACKWARD, 1, 1, "sample {1} (2 of 2 in this batch, shuffled)  ·  ∂: of sample {1}"),
        (Phase.UPDATE, 1, 1, "values, δ: of sample {1}  ·  ∂: mean of 2 samples"),
    ],
)
def test_the_caption_says_of_which_samples_the_numbers_are(
    xor: Document, phase: Phase, place: int, done: int, text: str
) -> None:
    order = batched(xor).moment.batch + 1
    stop(xor, phase, done, place)
    assert note(stage_of(xor))[0] == text.format(*order)


@pytest.mark.parametrize(
    ("outside", "text"),
    [
        (False, "sample {1}, as at rest; the walk is at sample {0}"),
        (True, "sample {2} is not in this batch; the walk is at sample {0}"),
    ],
)
def test_the_caption_says_that_another_sample_is_shown(xor: Document, outside: bool, text: str) -> None:
    order = (batched(xor).moment.batch + 1).tolist()
    order.append(next(n for n in range(1, 5) if n not in order))
    stop(xor, Phase.BACKWARD, 3)
    xor.choose_sample(order[2 if outside else 1] - 1)
    xor.select(ParameterChoice(0))
    stage = stage_of(xor)
    assert note(stage)[0] == text.format(*order)
    assert stage.shown.deltas is None
    assert stage.shown.seconds is None
    assert not stage.shown.is_lit(1).any()


def test_a_full_batch_is_not_called_shuffled(xor: Document) -> None:
    stop(xor, Phase.FORWARD, 1, 2)
    assert note(stage_of(xor))[0] == "sample 3 (3 of 4 in this batch)"


# One format of numbers


@pytest.mark.parametrize("room", [(360, 330), (440, 300), SMALL, MIDDLE, (1100, 700)])
@pytest.mark.parametrize("is_back", [False, True])
def test_all_boxes_of_a_layer_have_one_format(xor: Document, room: tuple[int, int], is_back: bool) -> None:
    if is_back:
        stop(xor, Phase.BACKWARD, 5, 3)
    network, found = xor.experiment.network, spots(xor, room)
    for kind in (NumberKind.PARAMETER, NumberKind.SECOND):
        formats = {(network.parameters[spot.index].layer, spot.has_zero) for spot in found.get(kind, [])}
        assert len(formats) == len({layer for layer, _ in formats})


@pytest.mark.parametrize("neuron", [0, 2])
def test_the_open_stack_has_one_format_whatever_the_names(iris: Document, neuron: int) -> None:
    layout = open_stack(stage_of(iris, SMALL).layout, NeuronChoice(1, neuron))
    stack = layout.stack
    assert stack is not None
    image = QImage(*SMALL, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sheet = Sheet(painter, replace(stage_of(iris, SMALL), layout=layout), QRectF(image.rect()))
    box = BoxPainter(sheet, 1, neuron, rows=1, is_wide=False)
    for slot, rect in enumerate(stack.rects):
        box.paint(rect, layout.parameter(1, neuron, slot))
    painter.end()
    assert len({spot.has_zero for there in sheet.spots.values() for spot in there}) == 1


@pytest.mark.parametrize(
    ("value", "has_zero", "text"),
    [(0.164, True, "0.164"), (-0.846, True, "\u22120.846"), (0.164, False, ".164"), (-0.846, False, "\u2212.846")],
)
def test_zeros_before_points_are_all_there_or_none(qapp: object, value: float, has_zero: bool, text: str) -> None:
    assert INK.number(value, 3, 100.0, 11, 10, has_zero=has_zero) == (text, 11)


def test_where_there_is_room_boxes_have_room_for_a_sign_and_a_zero(xor: Document) -> None:
    assert all(spot.has_zero for spot in spots(xor, MIDDLE)[NumberKind.PARAMETER])


class Written(QPainter):
    """A painter that notes what is written."""

    texts: list[str]

    def drawText(self, *args: object) -> None:  # type: ignore[override]  # noqa: N802  Qt calls it so
        self.texts.append(str(args[-1]))


@pytest.mark.parametrize(
    ("values", "digits", "texts"),
    [
        ([0.85, 0.5], 3, ["0.85", "0.5"]),
        ([0.838, -0.986, 1.0], 3, [".838", "\u2212.986", "1"]),
        ([0.12345678, 0.5], 8, ["0.123", "0.5"]),
    ],
)
def test_circles_of_one_size_have_their_zeros_while_all_have_room(
    xor: Document, values: list[float], digits: int, texts: list[str]
) -> None:
    stage, image = replace(stage_of(xor), digits=digits), QImage(100, 100, QImage.Format.Format_RGB32)
    painter = Written(image)
    painter.texts = []
    sheet = Sheet(painter, stage, QRectF(image.rect()))
    for k in range(len(values)):
        sheet.number(QRectF(0, 0, 35, 12), NumberKind.ACTIVATION, k, 12, CENTRE)
    stage.shown = replace(stage.shown, activations=(np.array(values),))
    for numbers in numbers_of(sheet):
        numbers.write(painter, stage)
    painter.end()
    assert painter.texts == texts


def written(stage: Stage, room: tuple[int, int]) -> list[str]:
    """Return every text of the neurons."""
    image = QImage(*room, QImage.Format.Format_RGB32)
    painter = Written(image)
    painter.texts = []
    sheet = Sheet(painter, stage, QRectF(image.rect()))
    for layer in range(len(stage.layout.layers)):
        paint_neurons(sheet, layer)
    for numbers in numbers_of(sheet):
        numbers.write(painter, stage)
    painter.end()
    return painter.texts


def test_the_articles_circles_have_all_digits_in_a_small_window(document: Document) -> None:
    assert {"0.85", "0.48", "0.191"} <= {*written(stage_of(document, (448, 347)), (448, 347))}


def test_small_circles_have_their_short_names(iris: Document) -> None:
    texts = written(stage_of(iris, SMALL), SMALL)
    assert {f"h{n}" for n in range(1, 7)} <= {*texts}


@pytest.mark.parametrize(
    ("values", "width", "texts"),
    [
        ([-0.984, 0.838, 1.0, 0.2539], 28, ["\u2212.98", ".84", "1", ".25"]),
        ([0.838, 0.0123], 28, [".838", ".012"]),
        ([-0.984, 0.0123], 28, ["\u2212.98", ".012"]),
    ],
)
def test_circles_without_room_have_as_many_digits_as_the_longest(
    xor: Document, values: list[float], width: int, texts: list[str]
) -> None:
    stage, image = stage_of(xor), QImage(100, 100, QImage.Format.Format_RGB32)
    painter = Written(image)
    painter.texts = []
    sheet = Sheet(painter, stage, QRectF(image.rect()))
    for k in range(len(values)):
        sheet.number(QRectF(0, 0, width, 12), NumberKind.ACTIVATION, k, 10, CENTRE)
    stage.shown = replace(stage.shown, activations=(np.array(values),))
    for numbers in numbers_of(sheet):
        numbers.write(painter, stage)
    painter.end()
    assert painter.texts == texts
