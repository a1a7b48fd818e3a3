"""What the documents promise about files is what the program does."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bpgui.session.basics.examples import examples
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.history_csv import CsvOptions, header
from bpgui.session.files.session_file import load_session
from bpgui.session.learn.lessons import fill, parse, set_stage
from bpgui.session.step.moment import Phase
from bpgui.session.step.named_numbers import Quantities
from bpgui.session.timeline.column_kinds import ASKED

DOCS = Path(__file__).parent.parent / "docs"
SESSION_FILE = (DOCS / "session-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", SESSION_FILE, re.DOTALL)

Spoil = Callable[[dict[str, Any]], Any]


def session_of(text: str, folder: Path):
    path = folder / "example.bpgui"
    path.write_text(text, encoding="utf-8")
    return load_session(path)


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_of_a_session_file_opens_as_it_stands(text, tmp_path):
    session = session_of(text, tmp_path)

    assert session.steps == json.loads(text).get("steps", 0)


def test_the_full_example_holds_what_its_text_says(tmp_path):
    session = session_of(EXAMPLES[1], tmp_path)

    rate, weight = session.timeline.events
    assert rate.text == "learning_rate: 0.1 -> 0.5"
    assert weight.text.startswith("w7: ")
    assert session.cursor == 40
    assert session.timeline.length == 203


SPOILT: list[Spoil] = [
    lambda file: file["network"].update(inputs="two"),
    lambda file: file["settings"].update(colour=1),
    lambda file: file["parameters"].pop("w9"),
    lambda file: file["parameters"].update(w10=0),
    lambda file: file["data"]["inputs"].__setitem__(1, [0]),
    lambda file: file["data"]["targets"].__setitem__(0, [2]),
    lambda file: file["network"]["layers"][-1].update(activation="linear"),
    lambda file: file["settings"].update(batch_size=5),
    lambda file: file.update(steps=50),
    lambda file: file.update(version=3),
]
PROMISED = re.findall(r"^\| .* \| ([A-Z][^|]*) \|$", SESSION_FILE.partition("## When something")[2], re.MULTILINE)


def test_every_promised_complaint_is_tried():
    assert len(PROMISED) == len(SPOILT)


@pytest.mark.parametrize(("spoil", "promised"), list(zip(SPOILT, PROMISED, strict=False)))
def test_a_wrong_file_is_refused_in_the_words_of_the_document(spoil, promised, tmp_path):
    file = json.loads(EXAMPLES[1])
    spoil(file)

    with pytest.raises(Problem) as caught:
        session_of(json.dumps(file), tmp_path)

    assert str(caught.value) == f"“example.bpgui” cannot be opened. {promised}"


@pytest.mark.parametrize(("name", "samples"), [("article", None), ("xor", (2,))])
def test_the_columns_of_the_csv_are_those_of_the_document(name, samples):
    document = (DOCS / "history-csv.md").read_text(encoding="utf-8")
    experiment = load_session(resource_path("examples", f"{name}.bpgui")).experiment
    options = CsvOptions(frozenset(ASKED), samples)

    columns = header(experiment, options)

    [promised] = re.findall(rf"^{name}: `(.*)`$", document, re.MULTILINE)
    assert ",".join(columns) == promised


@pytest.mark.parametrize("path", [*DOCS.rglob("*.md"), DOCS.parent / "README.md"], ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_lesson_of_the_document_can_be_played():
    [text] = re.findall(r"```markdown\n(.*?)```", (DOCS / "lessons.md").read_text(encoding="utf-8"), re.DOTALL)
    lesson = parse(text, Path("xor.md"))
    session = load_session(lesson.example)
    first, second = lesson.stops

    set_stage(session, first)
    assert (session.moment().phase, session.step_number) == (Phase.LOSS, 0)
    set_stage(session, second)
    assert session.step_number == 100
    assert "{like these}" in fill(second.text, lambda name: str(Quantities(session.moment())[name]))


PROMISED_OF_LESSONS = re.findall(
    r"^\| .* \| `([^|]*?)` \|$",
    (DOCS / "lessons.md").read_text(encoding="utf-8").partition("## When something")[2],
    re.MULTILINE,
)
SPOILT_LESSONS = [
    "# T\n\n## S\n\nx\n\n\n\n\n\n\n{h9}",
    "# T\n\n## S\nphase: sideways\n\nx",
    "# T\n\n## S\nfigure: 19\n\nx",
    "# T\n\n## S\nstep: 1\n",
    "# T\n\n## S\n\n{h1",
]


@pytest.mark.parametrize(("text", "promised"), list(zip(SPOILT_LESSONS, PROMISED_OF_LESSONS, strict=True)))
def test_a_faulty_lesson_is_refused_in_the_words_of_the_document(text, promised):
    with pytest.raises(Problem) as caught:
        parse(text, Path("mine.md"))

    assert str(caught.value).endswith(promised)


def test_the_page_of_examples_lists_them_as_the_menu_does() -> None:
    page = (DOCS / "examples.md").read_text(encoding="utf-8")

    assert page.endswith("".join(f"| {each.title} | {each.source} | {each.about} |\n" for each in examples()))
