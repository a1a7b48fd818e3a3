"""The examples that come with the program are found, described, open, and learn what they are there to show."""

import numpy as np
import pytest

from bpgui.gui.widgets.i18n import LANGUAGES
from bpgui.session.basics.examples import example_names, examples
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session, save_session

pytestmark = pytest.mark.usefixtures("kernel")
PATHS = [example.path for example in examples()]


def example(name):
    return load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)


def test_the_examples_are_the_files_of_their_folder():
    assert sorted(PATHS) == sorted(resource_path("examples").glob("*.bpgui"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_says_in_a_line_what_it_is(language):
    found = examples(language)

    assert tuple(each.name for each in found) == example_names()
    assert len({each.title for each in found}) == len(found)
    assert all(len(each.title) <= 37 and each.about and "\n" not in each.line for each in found)
    assert all(each.about[-1] in ".。" for each in found)


def test_at_least_eight_are_published():
    assert sum(bool(each.source) for each in examples()) >= 8


@pytest.mark.parametrize("path", PATHS, ids=example_names())
def test_an_example_stands_in_the_file_as_the_program_writes_it(path, tmp_path):
    save_session(load_session(path), tmp_path / path.name)

    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", PATHS, ids=example_names())
def test_an_example_is_an_untouched_one_at_its_start(path):
    session = load_session(path, is_example=True)

    assert (session.steps, session.path, session.is_modified) == (0, None, False)


@pytest.mark.parametrize(
    ("name", "steps", "at_first", "at_last"),
    [("article", 40, 0.3, 1e-9), ("xor", 500, 0.7, 0.01), ("regression", 1000, 0.8, 0.002), ("iris", 1500, 0.9, 0.1)],
)
def test_an_example_learns(name, steps, at_first, at_last):
    session = example(name)
    assert session.place.training_loss() > at_first

    session.train(steps)

    assert session.place.training_loss() < at_last


@pytest.mark.parametrize(("name", "steps", "right"), [("xor", 500, 4), ("iris", 1500, 145)])
def test_an_example_classifies(name, steps, right):
    session = example(name)
    session.train(steps)

    predictions, targets = session.moment().predictions, session.experiment.data.targets

    assert np.sum(np.all(np.abs(predictions - targets) < 0.5, axis=1)) >= right


def test_iris_has_the_rows_of_the_published_data():
    data = example("iris").experiment.data

    assert data.inputs.sum(axis=0) == pytest.approx([876.5, 458.6, 563.7, 179.9])
    assert data.inputs[[34, 37]].tolist() == [[4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]]  # often copied wrong
    assert data.targets.sum(axis=0).tolist() == [50, 50, 50]
