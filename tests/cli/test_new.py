"""`bpgui new`: the file that File > New makes."""

import numpy as np
import pytest

from bpgui.cli import new, train
from bpgui.engine.initialisation import INITIALISATIONS, initial_parameters
from bpgui.session.files.session_file import load_session
from bpgui.session.model.experiment import Initialisation, new_experiment
from bpgui.session.model.starting_weights import Order, parameters_of


@pytest.fixture
def run(capsys, tmp_path):
    """Call `bpgui new` with an output; return its exit code, stdout and stderr."""

    def call(*arguments):
        code = new.main([*map(str, arguments), "-o", str(tmp_path / "new.bpgui")])
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def made(run, tmp_path):
    """Make a file; return its session."""

    def call(*arguments):
        code, _, complaint = run(*arguments)
        assert (code, complaint) == (0, "")
        return load_session(tmp_path / "new.bpgui")

    return call


def start_of(session):
    return session.timeline.state_at(0).parameters


def is_same(found, expected):
    """Whether two experiments are the same to the last bit."""
    return (
        found.network == expected.network
        and found.settings.learning_rate == expected.settings.learning_rate
        and np.array_equal(found.data.inputs, expected.data.inputs)
        and np.array_equal(found.data.targets, expected.data.targets)
    )


def test_what_nobody_chose_is_what_the_window_offers(made):
    session = made("2-4-1")
    expected = new_experiment((2, 4, 1), ["tanh", "linear"], [True, True], "half_square", 4)

    assert is_same(session.experiment, expected)
    assert np.array_equal(start_of(session), initial_parameters(expected.network, "xavier", np.random.default_rng(0)))


@pytest.mark.parametrize("method", INITIALISATIONS)
def test_the_seed_draws_the_bits_of_new_in_the_window(made, method):
    session = made(
        *("3-5-4-2", "--activation", "relu,sigmoid,softmax", "--biases", "yes,no,yes", "--samples", 7),
        *("--loss", "half_square", "--method", method, "--seed", 2**31 - 1),
    )
    expected = new_experiment(
        (3, 5, 4, 2), ["relu", "sigmoid", "softmax"], [True, False, True], "half_square", samples=7
    )
    drawn = initial_parameters(expected.network, method, np.random.default_rng(2**31 - 1))

    assert is_same(session.experiment, expected)
    assert start_of(session).tobytes() == drawn.tobytes()
    assert session.experiment.initialisation == Initialisation(method, 2**31 - 1)


@pytest.mark.parametrize(
    ("arguments", "activations", "biases", "loss"),
    [
        (["--activation", "sigmoid"], ["sigmoid", "sigmoid"], [True, True], "binary_cross_entropy"),
        (["--activation", "relu, softmax"], ["relu", "softmax"], [True, True], "categorical_cross_entropy"),
        (["--no-bias"], ["tanh", "linear"], [False, False], "half_square"),
        (["--bias"], ["tanh", "linear"], [True, True], "half_square"),
        (["--biases", "no,yes"], ["tanh", "linear"], [False, True], "half_square"),
    ],
)
def test_layers_are_as_asked(made, arguments, activations, biases, loss):
    network = made("2-3-2", *arguments).experiment.network

    assert [layer.activation for layer in network.layers] == activations
    assert [layer.bias for layer in network.layers] == biases
    assert network.loss == loss


def test_the_learning_rate_is_the_start_s(made):
    assert made("2-1", "--learning-rate", "1/8").experiment.settings.learning_rate == 0.125


@pytest.mark.parametrize("order", Order)
def test_weights_of_a_list_go_where_the_order_says(made, order):
    session = made("2-2-1", "--weights", "-1 2; 3, 4 1/2", "--order", order.value)

    expected = parameters_of(session.experiment.network, [-1, 2, 3, 4, 0.5], order)
    assert start_of(session).tolist() == expected.tolist()


def test_what_is_made_trains(made, tmp_path):
    made("2-3-1", "--seed", 5)

    assert train.main([str(tmp_path / "new.bpgui"), "--steps", "20", "--save", str(tmp_path / "out.bpgui")]) == 0
    before, after = (load_session(tmp_path / name) for name in ("new.bpgui", "out.bpgui"))
    assert after.place.training_loss() < before.place.training_loss()


def test_the_summary_says_what_was_made(run):
    assert run("2-4-1", "--samples", 3) == (0, "2-4-1, parameters: 17, samples: 3\n", "")


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (2, ["2"], "A network needs at least two layers"),
        (2, ["2-x-1"], "Write the layer sizes like 2-4-1"),
        (2, ["2-1001-1"], "At most 20 layers of at most 1000 neurons"),
        (2, ["2-3-1", "--activation", "sigmod"], "There is no sigmod here; there are linear, sigmoid"),
        (2, ["2-3-1", "--activation", "relu,relu,relu"], "one for all, or 2, one for each computed layer, not 3"),
        (2, ["2-3-1", "--biases", "yes,maybe"], "There is no maybe here; there are yes, no."),
        (2, ["2-3-1", "--biases", "yes", "--no-bias"], "not allowed with"),
        (2, ["2-3-1", "--loss", "huge"], "invalid choice"),
        (2, ["2-3-1", "--seed", "-1"], "“-1” is not a whole number from 0 to 2147483647"),
        (2, ["2-3-1", "--samples", "0"], "“0” is not a whole number from 1"),
        (2, ["2-3-1", "--learning-rate", "0,1"], "“0,1” has a comma: 0.1?"),
        (2, ["2-3-1", "--weights", "1 x"], "Number 2: “x” is not a number"),
        (2, ["2-3-1", "--weights", "1", "--seed", "1"], "not both"),
        (2, ["2-3-1", "--order", "into"], "it is the order of --weights LIST"),
        (2, ["2-3-1", "--sample", "3"], "unrecognized arguments: --sample 3"),
        (1, ["2-3-2", "--activation", "softmax"], "softmax is for the output layer only"),
        (1, ["2-3-1", "--activation", "tanh,softmax"], "A softmax over one output is always 1"),
        (1, ["2-3-1", "--loss", "binary_cross_entropy"], "needs one of these output activations: sigmoid"),
        (1, ["2-1", "--weights", "1 2 3 4"], "These are 4 numbers; the network has 3"),
        (1, ["1000-1000"], "This network has 1001000 parameters"),
    ],
)
def test_what_cannot_be_made_is_said_in_plain_words_and_writes_nothing(run, tmp_path, code, arguments, said):
    found, printed, complaint = run(*arguments)

    assert (found, printed) == (code, "")
    assert said in complaint
    assert complaint.splitlines()[-1].startswith("bpgui new: ")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_forced(run, tmp_path):
    (tmp_path / "new.bpgui").write_text("mine")

    code, _, complaint = run("2-1")
    assert code == 1
    assert complaint == f"bpgui new: “{tmp_path / 'new.bpgui'}” is there already; --force writes over it.\n"
    assert (tmp_path / "new.bpgui").read_text() == "mine"

    assert run("2-1", "--force")[0] == 0
    assert load_session(tmp_path / "new.bpgui").experiment.network.sizes == (2, 1)


def test_a_place_that_cannot_be_written_to(tmp_path, capsys):
    assert new.main(["2-1", "-o", str(tmp_path / "no" / "new.bpgui")]) == 1

    assert "could not be written: there is no folder" in capsys.readouterr().err
