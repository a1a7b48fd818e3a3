import os
from pathlib import Path

from bpgui.session.basics.problems import Problem


def test_a_sentence_with_what_stands_in_its_fields():
    assert str(Problem("There is no {name} here.", name="w9")) == "There is no w9 here."


def test_a_problem_may_stand_in_another():
    inner = Problem("There is no {name} here.", name="w9")
    assert str(Problem("In {path}: {reason}", reason=inner, path="a")) == "In a: There is no w9 here."


def test_braces_in_a_value_are_no_fields():
    assert str(Problem("“{name}” cannot be opened.", name="{0} {x}")) == "“{0} {x}” cannot be opened."


def test_a_value_may_have_any_name():
    assert str(Problem("{text} {self}", text="a", self="b")) == "a b"


def test_the_middle_of_a_long_value_is_left_out():
    sentence = str(Problem("{reason}.", reason="start" + "x" * 10**6 + "end"))
    assert len(sentence) < 400
    assert sentence.startswith("start")
    assert sentence.endswith("end.")


def test_names_and_paths_are_harmless_in_a_sentence():
    problem = Problem("“{name}”, {path}: {n}", name="\x1b]0;x\x07", path=Path(os.fsdecode(b"caf\xe9\n")), n=3)
    assert str(problem) == r"“\x1b]0;x\x07”, caf\xe9\x0a: 3"
