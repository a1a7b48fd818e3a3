"""Three published worked examples, built from nothing in the window with few actions, take the step of the book."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from tests.campaigns import IS_CAMPAIGN
from tests.e2e.conftest import find, when_dialog_opens
from tests.e2e.person import Person

KEY, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
#: Actions beside the numbers.
MAX_OTHERS = 15


@dataclass(frozen=True)
class Book:
    """What a book gives, in the order in which Tab goes through it, and what comes out, exact to all digits.

    `into` has the numbers that lead into each neuron, the bias last; `before` and `after` are the loss, `step` the
    parameters after one step: weights, then biases.
    """

    sizes: str
    activations: tuple[str, ...]
    biases: bool
    loss: str | None  # None: the one that goes with the output
    rate: float
    into: tuple[tuple[float, ...], ...]
    sample: tuple[float, ...]
    predictions: tuple[float, ...]
    before: float
    step: tuple[float, ...]
    after: float

    @property
    def numbers(self) -> list[float]:
        return [*(number for into in self.into for number in into), *self.sample]


HKP = Book(
    sizes="3-2-1",
    activations=("sigmoid", "sigmoid"),
    biases=True,
    loss="half_square",
    rate=0.9,
    into=((0.2, 0.4, -0.5, -0.4), (-0.3, 0.1, 0.2, 0.2), (-0.3, -0.2, 0.1)),
    sample=(1, 0, 1, 1),
    predictions=(0.47388889882398544,),
    before=0.1383964453903193,
    step=(
        *(0.19214789423111006, 0.4, -0.50785210576889, -0.30588787655775207, 0.1, 0.19411212344224793),
        *(-0.26082884634154524, -0.13802506750700472),
        *(-0.40785210576888997, 0.19411212344224793, 0.21805217039291008),
    ),
    after=0.11749227451212242,
)
RGU = Book(
    sizes="2-2-1",
    activations=("sigmoid", "sigmoid"),
    biases=False,
    loss="half_square",
    rate=1.0,
    into=((0.1, 0.8), (0.4, 0.6), (0.3, 0.9)),
    sample=(0.35, 0.9, 0.5),
    predictions=(0.6902834929076443,),
    before=0.01810390383656677,
    step=(
        *(0.09907092883919034, 0.7976109598722038, 0.39713992422755456, 0.592645519442283),
        *(0.27232596506128215, 0.8729983630089926),
    ),
    after=0.016565382326770402,
)
PRAKASH = Book(
    sizes="3-3-3-3",
    activations=("relu", "sigmoid", "softmax"),
    biases=True,
    loss=None,
    rate=0.01,
    into=(
        *((0.1, 0.3, 0.4, 1), (0.2, 0.2, 0.3, 1), (0.3, 0.7, 0.9, 1)),
        *((0.2, 0.3, 0.6, 1), (0.3, 0.5, 0.4, 1), (0.5, 0.7, 0.8, 1)),
        *((0.1, 0.3, 0.5, 1), (0.4, 0.7, 0.2, 1), (0.8, 0.2, 0.9, 1)),
    ),
    sample=(0.1, 0.2, 0.7, 1, 0, 0),
    predictions=(0.198446894232731, 0.2853555304250049, 0.5161975753422642),
    before=1.6172337500003393,
    step=(
        *(0.09999275326659805, 0.2999855065331961, 0.39994927286618637),
        *(0.19998906123154037, 0.1999781224630807, 0.2999234286207824),
        *(0.29998149854243267, 0.6999629970848653, 0.899870489797029),
        *(0.19965349883805078, 0.29967403224024036, 0.5995379984507343),
        *(0.29995274887913165, 0.49995554894555344, 0.39993699850550885),
        *(0.499971289335448, 0.6999729907081622, 0.7999617191139308),
        *(0.10752523135879428, 0.30753841165349977, 0.5078719272464765),
        *(0.3973209929940898, 0.6973163007660143, 0.19719756812278197),
        *(0.795153775647116, 0.19514528758048594, 0.8949305046307416),
        *(0.9999275326659804, 0.9998906123154034, 0.999814985424327),
        *(0.9997433324726303, 0.9999649991697271, 0.9999787328410726),
        *(1.0080155310576726, 0.99714644469575, 0.9948380242465774),
    ),
    after=1.5804085248346667,
)


def describe_by_keys(person: Person, book: Book) -> None:
    """Answer File > New: sizes, then Tab from layer to layer, an entry of a list by the first letters of its name."""

    def answer(dialog: QWidget) -> None:
        person.type(book.sizes, KEY.Key_Tab)
        for row, activation in enumerate(book.activations, 1):
            spell(person, find(dialog, QComboBox, f"activation{row}"), activation)
            if not book.biases or row < len(book.activations):
                person.press(KEY.Key_Tab)
            if not book.biases:
                person.press(KEY.Key_Space)
            if row < len(book.activations):
                person.press(KEY.Key_Tab)
        if book.loss is not None:
            person.press(KEY.Key_L, ALT)
            spell(person, find(dialog, QComboBox, "loss"), book.loss)
        person.press(KEY.Key_A, ALT)
        person.type("1", KEY.Key_Return)

    when_dialog_opens(answer, is_active=True)
    person.press(KEY.Key_N, CONTROL)


@pytest.fixture(autouse=True)
def no_hurry(qapp: QApplication) -> Iterator[None]:
    """Letters belong together however busy the machine is: a list takes those of 0.4 s as one word."""
    interval = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(60_000)
    yield
    qapp.setKeyboardInputInterval(interval)


def spell(person: Person, box: QComboBox, name: str) -> None:
    """Type as many letters of an entry as it takes."""
    assert QApplication.focusWidget() is box
    for letter in box.itemText(box.findData(name)):
        if box.currentData() == name:
            break
        person.press(KEY(ord(letter.upper())))
    assert box.currentData() == name


def describe_by_mouse(person: Person, book: Book) -> None:
    """Answer File > New: a click for each list and for each of its entries, a double click on a field."""

    def answer(dialog: QWidget) -> None:
        person.type(book.sizes, KEY.Key_Tab)
        for row, activation in enumerate(book.activations, 1):
            box = find(dialog, QComboBox, f"activation{row}")
            person.choose(box, activation)
            if not book.biases:
                person.tick(find(dialog, QCheckBox, f"bias{row}"))
        if book.loss is not None:
            person.choose(find(dialog, QComboBox, "loss"), book.loss)
        person.double_click(find(dialog, QSpinBox, "samples").lineEdit())
        person.type("1", KEY.Key_Return)

    bar, menu = person.window.menuBar(), find(person.window, QMenu, "file_menu")
    person.click(bar, bar.actionGeometry(menu.menuAction()).center())
    when_dialog_opens(answer, is_active=True)
    person.click(menu, menu.actionGeometry(find(person.window, QAction, "action_new")).center())


#: Each way with one of the small books; all books and both ways in campaigns.
TRIED = [(HKP, "keys"), (RGU, "mouse")]
if IS_CAMPAIGN:
    TRIED = [(book, way) for book in (HKP, RGU, PRAKASH) for way in ("keys", "mouse")]


@pytest.mark.campaign
@pytest.mark.parametrize(("book", "way"), TRIED)
def test_a_book_takes_its_numbers_and_fifteen_actions(qtbot: QtBot, window: MainWindow, book: Book, way: str) -> None:
    window.resize(1440, 900)
    window.activateWindow()
    QApplication.processEvents()
    person = Person(window)
    describe_by_keys(person, book) if way == "keys" else describe_by_mouse(person, book)
    with qtbot.waitActive(window):  # as a window manager does
        window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for number in book.numbers:
        person.type(str(number), KEY.Key_Tab)
    if way == "keys":
        person.press(KEY.Key_L, CONTROL)
    else:
        person.double_click(find(window, QLineEdit, "learningRate"))
    person.type(str(book.rate), KEY.Key_Return)

    document = window.document
    np.testing.assert_allclose(document.moment.predictions[0], book.predictions, rtol=0, atol=1e-12)
    assert document.moment.sample_loss == pytest.approx(book.before, abs=1e-12)
    if way == "keys":
        person.press(KEY.Key_F10)
    else:
        person.click(window.toolbar.widgetForAction(find(window, QAction, "action_step")))

    assert document.session.steps == 1
    np.testing.assert_allclose(document.moment.parameters, book.step, rtol=0, atol=1e-12)
    assert document.moment.sample_loss == pytest.approx(book.after, abs=1e-12)
    assert person.actions - len(book.numbers) - 1 <= MAX_OTHERS
