import contextlib
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bpgui.engine.backprop import run_pass, update
from bpgui.session.basics.examples import example_names
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.resources import lesson_path, resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.learn.lessons import Condition, Fit, Lesson, Stop, fill, load_lesson, numbers_of, parse, set_stage
from bpgui.session.model.edits import Edit, SetBatchSize, SetLearningRate, SetParameter, SetSeed, SetShuffle
from bpgui.session.session import Session
from bpgui.session.step.moment import Phase
from bpgui.session.step.named_numbers import Quantities
from bpgui.session.timeline.column_kinds import PREDICTION
from bpgui.session.timeline.columns import Column
from tests.article import ORACLE, article_session
from tests.session.builders import batched_session

LANGUAGES = ("en", "zh_CN")
LESSONS = {language: load_lesson(lesson_path(language)) for language in LANGUAGES}
PARAMETERS = ("w1", "w2", "w3", "w4", "w5", "w6")

# The lessons that come with the program


def exact_numbers(step: int) -> dict[str, float]:
    """Return what a stop may say at a step of the article, taken from the 30-digit numbers alone."""
    state = ORACLE[step]
    weights = dict(zip(PARAMETERS, map(float, state["weights"]), strict=True))
    gradients = dict(zip(PARAMETERS, map(float, state["gradients"]), strict=True))
    delta = float(state["delta"])
    return {
        "i1": 2.0,
        "i2": 3.0,
        "target": 1.0,
        "learning_rate": 0.05,
        "step": float(step),
        **{name: float(state[name]) for name in ("h1", "h2", "prediction", "loss")},
        "out": float(state["prediction"]),
        "delta out": delta,
        "delta h1": delta * weights["w5"],
        "delta h2": delta * weights["w6"],
        **weights,
        **{f"gradient {name}": value for name, value in gradients.items()},
    }


def expected(stop: Stop, name: str) -> float:
    """Return what a name must stand for at a stop."""
    kind, _, of = name.partition(" ")
    steps = {"old": stop.step, "new": stop.step + 1, "before": stop.step - 1}
    return exact_numbers(steps[kind])[of] if kind in steps else exact_numbers(stop.step)[name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", range(18))
def test_every_number_of_every_stop_is_the_exact_one(language: str, place: int) -> None:
    lesson, session = LESSONS[language], article_session()
    stop = lesson.stops[place]
    set_stage(session, stop)
    found = numbers_of(session, session.moment())

    for name in re.findall(r"\{([^{}]+)\}", stop.text + stop.do):
        assert found[name] == pytest.approx(expected(stop, name), abs=1e-14), name


@pytest.mark.parametrize("place", range(18))
def test_the_numbers_of_a_stop_have_the_bits_of_the_engine(place: int) -> None:
    session, stop = article_session(), LESSONS["en"].stops[place]
    experiment = session.experiment
    data, settings = experiment.data, experiment.settings
    session.train(stop.step)
    parameters = session.moment().state.parameters
    old = run_pass(experiment.network, parameters, data.inputs, data.targets)
    new = update(parameters, settings.learning_rate * old.gradient, settings.locked)
    set_stage(session, stop)
    found = Quantities(session.moment())

    for index, name in enumerate(PARAMETERS):
        assert found[f"gradient {name}"] == old.gradient[index]
        assert (found[f"old {name}"], found[f"new {name}"]) == (parameters[index], new[index])
    assert found["old prediction"] == old.activations[-1][0, 0]
    assert [found["delta h1"], found["delta h2"]] == old.deltas[0][0].tolist()


def test_both_languages_have_the_same_stages_numbers_and_keys() -> None:
    def essence(lesson: Lesson) -> list[object]:
        stops = lesson.stops
        stages = [(s.phase, s.step, s.select, s.show, s.figures, s.done) for s in stops]
        names = [sorted(set(re.findall(r"\{([^{}]+)\}", stop.text + stop.do))) for stop in stops]
        keys = [sorted(re.findall(r"\b(?:F\d+|Ctrl\+\w|Enter)\b", stop.do)) for stop in stops]
        return [stages, names, keys]

    assert essence(LESSONS["en"]) == essence(LESSONS["zh_CN"])


def test_all_eighteen_figures_belong_to_the_way() -> None:
    stops = LESSONS["en"].stops

    assert {figure for stop in stops for figure in stop.figures} == set(range(1, 19))
    assert len(stops) == 18


def test_what_the_text_says_of_mistakes_is_true() -> None:
    too_late = 0.11 - 0.05 * -0.809 * 0.1743825 * 2  # w5 already updated
    rounded = (2 * 0.12 + 3 * 0.23) * 0.17 + (2 * 0.13 + 3 * 0.10) * 0.17

    for lesson in LESSONS.values():
        assert f"{too_late:.3f}" in lesson.stops[12].text
        assert f"{rounded:.3f}" in lesson.stops[15].text


@pytest.mark.parametrize(
    ("rate", "highest", "reason"), [(0.25, 1.11, "loss"), (0.3, 1.23, "done"), (1.0, 120.03, "diverged")]
)
def test_what_the_text_says_of_learning_rates_is_true(rate: float, highest: float, reason: str) -> None:
    session = article_session(rate)
    halt = session.train(300, 1e-11).ended

    assert halt.reason == reason
    assert session.timeline.series(Column(PREDICTION), 0, 3, 3)[2].max() == pytest.approx(highest, abs=0.04)
    assert reason != "diverged" or halt.step == 3


def test_a_language_without_a_lesson_has_the_english_one() -> None:
    assert lesson_path("de") == lesson_path("en")


# The stage


@pytest.mark.parametrize("stop", LESSONS["en"].stops, ids=lambda stop: stop.title)
def test_a_stage_is_set_from_wherever_one_stands(stop: Stop) -> None:
    session = article_session()
    session.train(7)
    session.next_phase()
    set_stage(session, stop)

    assert session.moment().phase is stop.phase
    assert session.step_number == stop.step
    assert session.steps == 7


def test_a_stage_behind_the_last_step_is_trained() -> None:
    session = article_session()
    set_stage(session, Stop("", "", step=12, phase=Phase.LOSS))

    assert (session.step_number, session.moment().phase) == (12, Phase.LOSS)


def test_a_stage_after_a_divergence_says_why_it_is_not_reached() -> None:
    halt = set_stage(article_session(learning_rate=1.0), Stop("", "", step=12))

    assert halt is not None
    assert (halt.reason, halt.step) == ("diverged", 3)


def test_with_a_batch_the_update_is_reached_too() -> None:
    session = batched_session()
    set_stage(session, Stop("", "", phase=Phase.UPDATE))

    assert session.moment().phase is Phase.UPDATE


def test_an_edit_survives_a_stage() -> None:
    session = article_session()
    session.perform(SetParameter("w5", 0.3))
    set_stage(session, Stop("", "", phase=Phase.BACKWARD))

    assert session.moment().state.parameters[4] == 0.3
    assert session.undo_stack.undoable is not None


def test_a_session_is_the_lessons_own_until_something_is_edited() -> None:
    lesson, session = LESSONS["en"], article_session()
    session.train(3)
    assert lesson.fit(session) is Fit.SAME
    session.perform(SetLearningRate(0.3))
    assert lesson.fit(session) is Fit.OTHER_NUMBERS
    session.undo()
    assert lesson.fit(session) is Fit.SAME
    assert lesson.fit(article_session(0.1)) is Fit.OTHER_NUMBERS
    assert lesson.fit(load_session(resource_path("examples", "xor.bpgui"))) is Fit.OTHER_NETWORK


@pytest.mark.parametrize("edit", [SetBatchSize(2), SetShuffle(False), SetSeed(5)])
def test_a_session_with_another_setting_is_not_the_lessons_own(edit: Edit) -> None:
    lesson, session = replace(LESSONS["en"], start=batched_session()), batched_session()
    assert lesson.fit(session) is Fit.SAME
    session.perform(edit)
    assert lesson.fit(session) is Fit.OTHER_NUMBERS


@pytest.mark.parametrize("steps", [0, 2])
def test_a_lesson_may_wait_for_any_setting(steps: int) -> None:
    start, session, condition = batched_session(), batched_session(), Condition("edited", "order")
    session.train(steps)
    session.perform(SetSeed(5))
    assert not condition.is_met(session, "", start)
    session.perform(SetShuffle(False))
    assert condition.is_met(session, "", start)


def met(condition: Condition, session: Session, selected: str = "") -> bool:
    return condition.is_met(session, selected, LESSONS["en"].start)


def test_conditions_hold_when_they_say() -> None:
    session = article_session()
    assert not any(
        met(c, session)
        for c in (
            Condition("phase", "forward"),
            Condition("step", value=2),
            Condition("loss", value=0.3),
            Condition("edited", "w5"),
            Condition("selected", "w1"),
        )
    )
    assert met(Condition("selected", "w1"), session, "w1")
    session.next_phase()
    assert met(Condition("phase", "forward"), session)
    session.train(2)
    assert met(Condition("step", value=2), session)
    assert met(Condition("loss", value=0.3), session)
    session.perform(SetParameter("w5", 0.3))
    assert met(Condition("edited", "w5"), session)
    assert not met(Condition("edited", "w6"), session)


# The format

SMALL = """\
# A lesson
example: xor

## First
phase: loss
step: 3
select: w5
show: data, plots
figure: 7
do: Press **F11** at {h1}
done: step 4

Text with {h1}.

- and {{braces}}

## Second

More text.
"""


def test_a_lesson_is_read() -> None:
    lesson = parse(SMALL, Path("small.md"))
    first, second = lesson.stops

    assert lesson.title == "A lesson"
    assert lesson.example.name == "xor.bpgui"
    assert first.text == "Text with {h1}.\n\n- and {{braces}}"
    assert (first.phase, first.step, first.select, first.show) == (Phase.LOSS, 3, "w5", ("data", "plots"))
    assert (first.figure, first.do, first.done) == (7, "Press **F11** at {h1}", Condition("step", value=4))
    assert second == Stop("Second", "More text.")


def test_numbers_take_the_place_of_their_names() -> None:
    assert fill("a {h1} {{b}} {delta out}", str.upper) == "a H1 {b} DELTA OUT"


FAULTS = {
    "": (1, "A heading is expected here: # Title."),
    "Hello": (1, "A heading is expected here: # Title."),
    "# T": (1, "After the lesson's header a stop is expected: ## Title."),
    "# T\n\nsome text\n\n## S\n\nx": (3, "After the lesson's header a stop is expected: ## Title."),
    "# T\n\n### S\n\nx": (3, "A heading is expected here: ## Title."),
    "# T\n\n## S\n\nx\n\n# T": (7, "A heading is expected here: ## Title."),
    "# T\ncolour: red\n\n## S\n\nx": (2, "There is no colour here; there are example."),
    "# T\nexample: mnist\n\n## S\n\nx": (
        2,
        f"There is no mnist here; there are {', '.join(example_names())}, *.bpgui.",
    ),
    "# T\nexample: none.bpgui\n\n## S\n\nx": (
        2,
        "“none.bpgui” cannot be opened. The system says: No such file or directory.",
    ),
    "# T\n\n## S\n\n": (3, "This stop has no text."),
    "# T\n\n## S\ntext": (4, "“key: value” or an empty line before the text is expected."),
    "# T\n\n## S\ncolour: red\n\nx": (
        4,
        "There is no colour here; there are phase, step, select, show, figure, do, done.",
    ),
    "# T\n\n## S\nstep: 1\nstep: 2\n\nx": (5, "There are two lines “step”."),
    "# T\n\n## S\ndo:\n\nx": (4, "“do” needs a value."),
    "# T\n\n## S\nphase: sideways\n\nx": (
        4,
        "There is no sideways here; there are rest, forward, loss, backward, update.",
    ),
    "# T\n\n## S\nstep: -1\n\nx": (4, "A whole number from 0 to 1000 is expected, not “-1”."),
    "# T\n\n## S\nstep: 1001\n\nx": (4, "A whole number from 0 to 1000 is expected, not “1001”."),
    "# T\n\n## S\nfigure: 19\n\nx": (4, "A whole number from 1 to 18 is expected, not “19”."),
    "# T\n\n## S\nselect: h9\n\nx": (4, "The lesson's network has no “h9”."),
    "# T\n\n## S\nshow: data, kitchen\n\nx": (
        4,
        "There is no kitchen here; there are data, outline, experiment, plots, explanation.",
    ),
    "# T\n\n## S\ndone: step 1\n\nx": (4, "“done” needs a “do” that says what to do."),
    "# T\n\n## S\ndo: x\ndone: soon\n\nx": (
        5,
        "“phase ..”, “step ..”, “loss < ..”, “edited ..” or “selected ..” is expected, not “soon”.",
    ),
    "# T\n\n## S\ndo: x\ndone: loss < a\n\nx": (5, "“a” is not a number."),
    "# T\n\n## S\ndo: x\ndone: edited h1\n\nx": (5, "The lesson's network has no “h1”."),
    "# T\n\n## S\ndo: {h9}\n\nx": (4, "The lesson's network has no “h9”."),
    "# T\n\n## S\n\nx\n\nand {h9}": (7, "The lesson's network has no “h9”."),
    "# T\n\n## S\n\nx\nand {h1": (6, "A brace is open; a brace of the text itself is written twice."),
    "# T\n\n## S\n\nx\nand h1}": (6, "A brace is open; a brace of the text itself is written twice."),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_a_faulty_lesson_is_reported_by_line(text: str, fault: tuple[int, str]) -> None:
    with pytest.raises(Problem) as caught:
        parse(text, Path("mine.md"))

    line, reason = fault
    assert str(caught.value) == f"“mine.md”, line {line}: {reason}"


def test_a_lesson_may_speak_of_a_session_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.bpgui").write_bytes(resource_path("examples", "iris.bpgui").read_bytes())
    (tmp_path / "mine.md").write_text("\ufeff# T\r\nexample: own.bpgui\r\n\r\n## S\r\n\r\nx\r\n", encoding="utf-8")
    lesson = load_lesson(tmp_path / "mine.md")

    assert lesson.start.experiment.network.outputs == 3
    assert lesson.stops[0].text == "x"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "The system says: No such file or directory."), (b"\xff\xfe#", "It is not a text file in UTF-8.")],
)
def test_a_file_that_is_no_text_is_refused(content: bytes | None, reason: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "mine.md").write_bytes(content)
    with pytest.raises(Problem) as caught:
        load_lesson(tmp_path / "mine.md")

    assert str(caught.value) == f"“mine.md” cannot be opened. {reason}"


@pytest.mark.parametrize(
    "header", ["do: x{}y", "figure: 3{}", "show: plots{}", "select: w1{}", "step: 1{}x", "done: loss <{}1x\ndo: a"]
)
def test_a_header_is_read_in_linear_time(header):
    def seconds(count):
        text = "# T\n\n## S\n" + header.format(" " * count) + "\n\ntext"
        began = time.perf_counter()
        with contextlib.suppress(Problem):
            parse(text, Path("own.md"))
        return time.perf_counter() - began

    assert min(seconds(256_000) / seconds(8_000) for _ in range(3)) < 300  # linear it is 32, quadratic 1024


def test_a_figure_that_is_named_many_times_is_shown_once():
    lesson = parse("# T\n\n## S\nfigure: 3, 3 7 3\n\ntext", Path("own.md"))
    assert lesson.stops[0].figures == (3, 7)


@pytest.mark.parametrize(
    "name", ["/tmp/x.bpgui", "../x.bpgui", "sub/x.bpgui", "//host/share/x.bpgui", r"\\host\share\x.bpgui", "C:x.bpgui"]
)
def test_a_lesson_names_a_file_beside_it_and_no_other_place(name):
    with pytest.raises(Problem, match=r"line 2: .*is not the name of a file beside the lesson"):
        parse(f"# T\nexample: {name}\n\n## S\n\ntext", Path("own.md"))
