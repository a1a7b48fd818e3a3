"""The lesson's second part: every number of every stop against the papers, in both languages."""

import re

import numpy as np
import pytest

from bpgui.engine.backprop import run_pass
from bpgui.session.basics.resources import lesson_path
from bpgui.session.files.session_file import load_session
from bpgui.session.learn.lessons import load_lesson, numbers_of, set_stage
from tests.engine.papers import Mover

LANGUAGES = ("en", "zh_CN")
LESSONS = {language: load_lesson(lesson_path(language, "optimisers")) for language in LANGUAGES}
NAMES = ("w1", "w2", "w3", "w4", "w5", "w6")


def paper_numbers(step):
    """Return what a stop may say of the step with this number, from the papers alone."""
    session = load_session(LESSONS["en"].example)
    experiment, w = session.experiment, session.moment().state.parameters
    mover, found = Mover(experiment.settings, 6, [False] * 6), {}
    for k in range(step + 1):
        done = run_pass(experiment.network, w, experiment.data.inputs, experiment.data.targets)
        old = {"m": list(mover.first), "v": list(mover.second)}
        new = mover.move(w.tolist(), done.gradient.tolist(), k)
        for i, name in enumerate(NAMES):
            m_hat, v_hat = mover.first[i] / (1 - 0.9 ** (k + 1)), mover.second[i] / (1 - 0.999 ** (k + 1))
            found |= {f"gradient {name}": done.gradient[i], f"old {name}": w[i], f"new {name}": new[i]}
            found |= {f"m {name}": mover.first[i], f"v {name}": mover.second[i]}
            found |= {f"old m {name}": old["m"][i], f"old v {name}": old["v"][i]}
            found |= {f"m_hat {name}": m_hat, f"v_hat {name}": v_hat, f"step {name}": w[i] - new[i]}
        found |= {"prediction": done.activations[-1][0, 0], "loss": done.losses[0], "target": 1.0}
        w = np.array(new)
    return found | {"learning_rate": 0.05}


@pytest.mark.parametrize("place", range(len(LESSONS["en"].stops)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_that_of_the_papers(language, place):
    lesson = LESSONS[language]
    session, stop = load_session(lesson.example), lesson.stops[place]
    set_stage(session, stop)
    found, expected = numbers_of(session, session.moment()), paper_numbers(stop.step)
    names = re.findall(r"\{([^{}]+)\}", stop.text + stop.do)
    assert names
    for name in names:
        assert found[name] == pytest.approx(expected[name], rel=1e-9, abs=1e-12), name


def test_both_languages_have_the_same_stops():
    first, second = (LESSONS[language].stops for language in LANGUAGES)
    assert [(s.step, s.phase, s.done) for s in first] == [(s.step, s.phase, s.done) for s in second]
