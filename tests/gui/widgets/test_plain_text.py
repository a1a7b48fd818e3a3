import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import bpgui.gui
from bpgui.gui.widgets.plain_text import Label, menu_text, message_box, plain, plain_tip, title_text

SOURCES = sorted(Path(bpgui.gui.__file__).parent.rglob("*.py"))
#: What shows a text as a tooltip, and which of its arguments that is.
TIPS = {"setToolTip": 0, "setTabToolTip": 1, "showText": 1, "setWhatsThis": 0, "setStatusTip": 0}
#: What may be put there: sentences of the program, and what these functions return.
SAFE = {"tr", "translate", "plain_tip", "wrapped_tip", "rich_tip", "tip", "loss_tip"}


@pytest.mark.parametrize("text", ["", "step 3", "a & b", "x < 3", "<b>x</b>\n<img src=/a>", "&lt;b>", "a  b\n  c <i>"])
def test_a_tip_shows_its_text(qapp: object, text: str) -> None:
    tip = plain_tip(text)
    document = QTextDocument()
    if tip.startswith("<"):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
        assert "<" not in tip  # Qt takes it for plain text
    assert document.toPlainText() == text


def test_a_label_shows_its_text(qtbot: QtBot) -> None:
    label = Label()
    qtbot.addWidget(label)
    label.setText("<b>x</b> &lt;")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>x</b> &lt;"


def test_a_box_shows_its_texts(qtbot: QtBot) -> None:
    box = message_box(None, QMessageBox.Icon.Question, "title", "<b>x</b>")
    qtbot.addWidget(box)
    box.setInformativeText("<i>y</i>")
    texts = [label for label in box.findChildren(QLabel) if label.text()]
    assert {label.text() for label in texts} == {"<b>x</b>", "<i>y</i>"}
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in texts)


@pytest.mark.parametrize("text", ["a & b", "&x", "a && b", "&"])
def test_a_menu_shows_its_text(text: str) -> None:
    assert plain("&Undo: " + menu_text(text)) == f"Undo: {text}"


@pytest.mark.parametrize("text", ["name", "[*]", "a[*]b", "[*][*]", "[[*]"])
@pytest.mark.parametrize("is_modified", [True, False])
def test_a_title_shows_its_text(qtbot: QtBot, text: str, is_modified: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle(f"{title_text(text)}[*] - bpgui")
    window.setWindowModified(is_modified)
    window.show()
    assert window.windowHandle().title() == f"{text}{'*' if is_modified else ''} - bpgui"


# What the sources make


def is_safe(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    name = node.func if isinstance(node, ast.Call) else None
    return isinstance(name, ast.Attribute | ast.Name) and (getattr(name, "attr", "") or getattr(name, "id", "")) in SAFE


def complaints(path: Path) -> list[str]:
    """Name the lines of a source that make a label, a box or a tooltip of which Qt guesses what it is."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base) for base in node.bases}
            found += [f"{node.lineno}: class {node.name}({base})" for base in bases & {"QLabel", "QMessageBox"}]
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called in ("QLabel", "QMessageBox", "QErrorMessage") or (
            called.startswith("QMessageBox.") and not called.startswith("QMessageBox.StandardButton")
        ):
            found.append(f"{node.lineno}: {called}")
        place = TIPS.get(called.rpartition(".")[2], len(node.args))
        if place < len(node.args) and not is_safe(node.args[place]):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


def test_all_labels_boxes_and_tooltips_are_made_to_show_their_text() -> None:
    files = [path for path in SOURCES if path.name != "plain_text.py"]
    assert len(files) > 50
    assert {path.name: complaints(path) for path in files if complaints(path)} == {}


@pytest.mark.parametrize(
    "source",
    [
        "x = QLabel(name)",
        "QMessageBox.question(w, t, name)",
        "w.setToolTip(name)",
        "QToolTip.showText(place, f'{name}')",
        "w.setToolTip(self.tr('of {x}').format(x=name))",
        "class A(QLabel): pass",
    ],
)
def test_the_reader_of_sources_finds(source: str, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(source)
    assert len(complaints(tmp_path / "a.py")) == 1
