"""What tests of the window start from."""

import pytest
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.learn.quiz import Quiz
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from tests.article import article_session


@pytest.fixture
def document(qapp: object) -> Document:
    """The article's example, opened as a session of one's own."""
    return Document(article_session())


@pytest.fixture
def iris(qapp: object) -> Document:
    """Iris: 150 samples, three outputs, mini-batches."""
    return Document(load_session(resource_path("examples", "iris.bpgui"), is_example=True))


@pytest.fixture
def xor(qapp: object) -> Document:
    """XOR: 2-4-1 with biases, four samples in one batch, sigmoid and cross-entropy."""
    return Document(load_session(resource_path("examples", "xor.bpgui"), is_example=True))


def quiz_of(document: Document) -> Quiz:
    """Return what asks about a document."""
    return document.findChild(Quiz) or Quiz(document)


def finish_run(qtbot: QtBot, document: Document) -> None:
    """Wait until a run ends by itself."""
    qtbot.waitUntil(lambda: not document.is_running, timeout=20_000)
