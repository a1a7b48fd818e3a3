import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.widgets.words import event_text, subject_text
from bpgui.session.basics.resources import resource_path
from bpgui.session.model.edits import (
    Edit,
    SetActivation,
    SetInput,
    SetLearningRate,
    SetLocked,
    SetLoss,
    SetMany,
    SetParameter,
    SetTarget,
)
from bpgui.session.model.experiment import Experiment
from bpgui.session.undo import ForgetSteps

#: Names that look like parts of an event's text.
NAMES = ("a; b", "lock x", "w1", "step 3 -> 4", "loss", "target t", "x: 1 -> 2", "y (and 3 more)", "<b>", "{name}")


def experiment() -> Experiment:
    network = Network(len(NAMES), (Layer(1, "linear", False),), input_names=NAMES, output_names=("all",))
    data = Data(np.zeros((1, len(NAMES))), np.zeros((1, 1)))
    return Experiment(network, Settings(0.5, np.zeros(len(NAMES), dtype=bool)), data)


def said(edit: Edit) -> str:
    return event_text(edit.sentence(experiment(), np.zeros(len(NAMES))))


@pytest.mark.parametrize("name", NAMES)
def test_a_neurons_name_is_said_as_it_is(name: str) -> None:
    assert said(SetInput(name, 1, 0.5)) == f"{name}[1]: 0 → 0.5"
    assert said(SetMany((SetInput(name, 1, 0.5), SetParameter("w2", 1.0)))) == f"{name}[1]: 0 → 0.5; w2: 0 → 1"
    assert subject_text(SetInput(name, 1, 0.5).subject()) == f"{name}[1]"


def test_characters_that_act_unseen_are_written_out() -> None:
    assert subject_text(SetInput("\u202ex", 1, 0.5).subject()) == "\\u202ex[1]"


@pytest.mark.parametrize(
    ("edit", "english", "chinese"),
    [
        (SetLearningRate(0.1), "learning rate: 0.5 → 0.1", "学习率: 0.5 → 0.1"),
        (SetLocked("w1", True), "lock of w1: free → locked", "锁定 w1: 自由 → 锁定"),
        (SetTarget("all", 1, 1.0), "target of all[1]: 0 → 1", "目标 all[1]: 0 → 1"),
        (SetActivation(1, "tanh"), "activation of layer 1: Linear → Tanh", "第 1 层的激活函数: 线性 → Tanh 函数"),
        (
            SetLoss("binary_cross_entropy"),
            "loss: Half square → Binary cross-entropy; output activation: Linear → Sigmoid",
            "损失: 平方的一半 → 二元交叉熵; 输出层激活函数: 线性 → Sigmoid 函数",
        ),
    ],
)
def test_an_event_is_said_in_the_chosen_language(qtbot: QtBot, edit: Edit, english: str, chinese: str) -> None:
    assert said(edit) == english
    translator = QTranslator()
    assert translator.load(str(resource_path("translations", "bpgui_zh_CN.qm")))
    QCoreApplication.installTranslator(translator)
    try:
        assert said(edit) == chinese
    finally:
        QCoreApplication.removeTranslator(translator)


def test_of_many_changes_three_are_said() -> None:
    many = SetMany(tuple(SetParameter(f"w{k}", float(k)) for k in range(1, 6)))

    assert said(many) == "w1: 0 → 1; w2: 0 → 2; w3: 0 → 3 (and 2 more)"
    assert subject_text(many.subject()) == "w1, w2, w3 (and 2 more)"
    assert subject_text(ForgetSteps(7).subject()) == "forgotten steps after 7"
