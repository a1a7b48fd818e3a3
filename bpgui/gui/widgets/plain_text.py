"""Widgets' texts are text: never markup, never a mnemonic or a placeholder that a file, a name or a person wrote.

Qt takes a text that looks like HTML for HTML, and HTML opens the files that it names. So labels and boxes are made
here, and what is put into tooltips, menus and titles goes through here; a test reads the sources for the rest.
"""

import re
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


class Label(QLabel):
    """A label that shows its text as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


class RichLabel(QLabel):
    """A label for HTML of our own, in which every text of others is escaped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)


def message_box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    """Return a box that shows its texts as they are, not yet open."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setText(text)
    return box


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is."""
    might_be_html = "<" in text or "&lt;" in text  # as Qt judges it, and a little more
    return rich_tip(escape(text, quote=False).split("\n")) if might_be_html else text


def wrapped_tip(text: str) -> str:
    """Return a tooltip that shows a long `text` as it is, on several lines."""
    return f"<p>{escape(text, quote=False)}</p>"


def rich_tip(lines: Iterable[str]) -> str:
    """Return a tooltip of lines of HTML that are not wrapped."""
    return f'<p style="white-space: pre">{"<br>".join(lines)}</p>'


def menu_text(text: str) -> str:
    """Return `text` as it is written in a menu, where an ampersand marks the next letter."""
    return text.replace("&", "&&")


def title_text(text: str) -> str:
    """Return `text` as it is written in a window's title, where [*] is the mark of changes."""
    return text.replace("[*]", "[*][*]")


def plain(text: str) -> str:
    """Return a menu text without its mnemonic and dots: "&Save..." and "保存(&S)..." alike."""
    return re.sub("&(.)", r"\1", re.sub(r"\(&[^&]\)", "", text)).removesuffix("...")
