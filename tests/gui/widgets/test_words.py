import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.widgets.words import (
    activation_word,
    event_text,
    halt_text,
    layer_text,
    loss_word,
    met_text,
    neuron_text,
    parameter_text,
    problem_text,
    subject_text,
)
from bpgui.session.basics.problems import Problem
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
from bpgui.session.stops import Halt, StopRules
from bpgui.session.undo import ForgetSteps
from tests.article import article_session

#: Names that look like parts of an event's text.
NAMES = ("a; b", "lock x", "w1", "step 3 -> 4", "loss", "target t", "x: 1 -> 2", "y (and 3 more)", "<b>", "{name}")


def experiment() -> Experiment:
    network = Network(len(NAMES), (Layer(1, "linear", False),), names=(NAMES, ("all",)))
    data = Data(np.zeros((1, len(NAMES))), np.zeros((1, 1)))
    return Experiment(network, Settings(0.5, np.zeros(len(NAMES), dtype=bool)), data)


def said(edit: Edit) -> str:
    return event_text(edit.sentence(experiment(), np.zeros(len(NAMES))), 3)


@pytest.mark.parametrize("name", NAMES)
def test_a_neurons_name_is_said_as_it_is(name: str) -> None:
    assert said(SetInput(name, 1, 0.5)) == f"{name}, sample 1: 0 → 0.5"
    assert said(SetMany((SetInput(name, 1, 0.5), SetParameter("w2", 1.0)))) == f"{name}, sample 1: 0 → 0.5; w2: 0 → 1"
    assert subject_text(SetInput(name, 1, 0.5).subject(experiment().network)) == f"{name}, sample 1"


def test_characters_that_act_unseen_are_written_out() -> None:
    assert subject_text(SetInput("\u202ex", 1, 0.5).subject(experiment().network)) == "\\u202ex, sample 1"


@pytest.mark.parametrize(
    ("edit", "english", "chinese"),
    [
        (SetLearningRate(0.1), "learning rate: 0.5 → 0.1", "学习率: 0.5 → 0.1"),
        (SetLocked("w1", True), "lock of w1: free → locked", "锁定 w1: 自由 → 锁定"),
        (SetTarget("all", 1, 1.0), "target of all, sample 1: 0 → 1", "目标 all，样本 1: 0 → 1"),
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
    assert subject_text(many.subject(experiment().network)) == "w1, w2, w3 (and 2 more)"
    assert subject_text(ForgetSteps(7).subject(experiment().network)) == "forgotten steps after 7"


@pytest.mark.parametrize(
    ("halt", "said"),
    [
        (Halt("step", 7, 0.5), "Stopped at step 7, as the stop rule says."),
        (Halt("loss", 7, 0.05), "Stopped at step 7: the training loss 0.05 is below 0.1."),
        (Halt("diverged", 3, 1e9), "Training diverged at step 3: the loss is 1000000000.0."),
        (Halt("done", 3, 0.5), ""),
    ],
)
def test_why_a_run_ended_is_said(halt: Halt, said: str) -> None:
    assert halt_text(halt, StopRules(loss=0.1), str).startswith(said)
    assert bool(halt_text(halt, StopRules(loss=0.1), str)) == bool(said)


def test_why_a_run_does_not_begin_is_said() -> None:
    session = article_session()
    session.stops = StopRules(step=1, loss=0.9)
    assert "below 0.9, and that is 0.327 here" in met_text(["loss"], session, "{:.3}".format)
    session.step()
    assert met_text([], session, str) == ""
    assert met_text(["step"], session, str) == "The run has not begun: it is to stop at step 1, and this is step 1."


@pytest.mark.parametrize(
    ("layer", "layers", "said"),
    [(0, 3, "Input layer"), (1, 3, "Hidden layer"), (2, 3, "Output layer"), (2, 4, "Hidden layer 2")],
)
def test_a_layer_has_its_title(layer: int, layers: int, said: str) -> None:
    assert layer_text(layer, layers) == said


def test_a_parameter_has_its_full_name() -> None:
    network = Network(2, (Layer(2, bias=True), Layer(1)))
    texts = [parameter_text(network, parameter) for parameter in network.parameters]
    assert texts[1] == "w2, weight from i2 to h1"
    assert texts[-1] == "b2, bias of h2"


def test_every_loss_and_activation_has_its_word() -> None:
    assert loss_word("half_square") == "Half square"
    assert activation_word("leaky_relu") == "Leaky ReLU"
    assert all(loss_word(name) != name for name in LOSSES)
    assert all(activation_word(name) != name for name in ACTIVATIONS)


def test_a_problem_may_have_another_one_as_its_reason() -> None:
    inner = Problem("{name} is not there.", name="w9")
    assert problem_text(Problem("It failed: {reason}", reason=inner)) == "It failed: w9 is not there."


@pytest.mark.parametrize(
    ("layer", "said"), [(0, "i1, input neuron"), (1, "h1, hidden neuron"), (2, "out, output neuron")]
)
def test_a_neuron_has_its_full_name(layer: int, said: str) -> None:
    assert neuron_text(Network(2, (Layer(2), Layer(1))), layer, 0) == said
