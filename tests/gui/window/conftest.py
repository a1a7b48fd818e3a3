"""The real main window, for what stands in no other room."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.conftest import fresh, window
from tests.e2e.spare_window import SpareWindow

__all__ = ["fresh", "window"]


@pytest.fixture(scope="module")
def spare(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpareWindow]:
    """The window that the tests of a module hand on: those of others look at windows of their own alone."""
    spare = SpareWindow(tmp_path_factory.mktemp("spare"))
    yield spare
    spare.drop()
