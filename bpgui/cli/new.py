"""`bpgui new`: the session file that File > New would make, with the same bits for the same seed."""

import argparse
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from bpgui.cli.command import DONE, UsageError, answer, check_writable, learning_rate, plain
from bpgui.session.basics.numbers import parse_whole
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import MAX_SAMPLES
from bpgui.session.files.session_file import save_session
from bpgui.session.model.experiment import (
    USUAL_INITIALISATION,
    Experiment,
    Initialisation,
    new_experiment,
    parse_sizes,
)
from bpgui.session.model.new_choices import (
    ACTIVATION_NAMES,
    LOSS_NAMES,
    MAX_SEED,
    METHOD_NAMES,
    USUAL_RATE,
    USUAL_SAMPLES,
    usual_activation,
    usual_loss,
)
from bpgui.session.model.starting_weights import Order, parameters_of, parse_list
from bpgui.session.session import Session

YES_OR_NO = {"yes": True, "no": False}


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui new` was asked, and return the exit code."""
    return answer(_parser(), argv, _make)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bpgui new",
        description="Make a session file: the network that File > New makes, with the same bits for the same seed.",
        epilog="For one choice per layer, write the computed layers from the first hidden one to the output, with "
        "commas: --activation tanh,sigmoid. Exit codes: 0 done, 1 could not, 2 wrong arguments.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("sizes", metavar="SIZES", type=plain(parse_sizes), help="neurons of each layer, the inputs first: 2-4-1")
    add("-o", "--output", metavar="FILE", type=Path, required=True, help="the session file to write")
    add("--force", action="store_true", help="write over a file that is there")
    _add_network(parser)
    start = parser.add_argument_group("weights and biases at the start")
    start.add_argument(
        "--method",
        choices=METHOD_NAMES,
        help=f"how weights are drawn; biases are 0 (default: {USUAL_INITIALISATION.method})",
    )
    seed = plain(partial(parse_whole, least=0, most=MAX_SEED))
    start.add_argument("--seed", metavar="N", type=seed, help="what they are drawn from (default: 0)")
    start.add_argument(
        "--weights", metavar="LIST", type=plain(parse_list), help='draw none, but take these: "0.15 0.2 0.25"'
    )
    start.add_argument(
        "--order",
        choices=[order.value for order in Order],
        help="of LIST: by names, w1 w2 .. b1 b2 .. (default), or layer by layer, weights and then biases, a row of "
        "weights for each neuron that it leads into, or comes from",
    )
    return parser


def _add_network(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--activation",
        metavar="NAME[,NAME..]",
        type=_names(ACTIVATION_NAMES),
        help=f"of all computed layers, or one for each: {', '.join(ACTIVATION_NAMES)} "
        f"(default: {usual_activation(is_output=False)}, at the output {usual_activation(is_output=True)})",
    )
    biases = parser.add_mutually_exclusive_group()
    biases.add_argument("--bias", action=argparse.BooleanOptionalAction, help="biases in all layers (default), or none")
    biases.add_argument("--biases", metavar="yes,no..", type=_names(YES_OR_NO), help="whether each layer has biases")
    add("--loss", choices=LOSS_NAMES, help="the loss (default: the one that is made for the output's activation)")
    rate = f"default: {USUAL_RATE}"
    add("--learning-rate", metavar="R", type=plain(learning_rate), default=USUAL_RATE, help=rate)
    samples = plain(partial(parse_whole, least=1, most=MAX_SAMPLES))
    about = f"how many samples, made up, to be overwritten (default: {USUAL_SAMPLES})"
    add("--samples", metavar="N", type=samples, default=USUAL_SAMPLES, help=about)


def _names(known: Collection[str]) -> Callable[[str], list[str]]:
    """Return a reader of names with commas between them."""

    @plain
    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in known:
                raise Problem("There is no {name} here; there are {names}.", name=name, names=", ".join(known))
        return names

    return read


def _make(arguments: argparse.Namespace) -> int:
    path: Path = arguments.output
    if path.exists() and not arguments.force:
        raise Problem("“{path}” is there already; --force writes over it.", path=path)
    check_writable(path)
    session = _session(arguments, _experiment(arguments))
    save_session(session, path)
    network, data = session.experiment.network, session.experiment.data
    sizes = "-".join(map(str, network.sizes))
    print(f"{sizes}, parameters: {network.parameter_count}, samples: {data.samples}")
    return DONE


def _experiment(arguments: argparse.Namespace) -> Experiment:
    layers = len(arguments.sizes) - 1
    usual = [usual_activation(is_output=k == layers - 1) for k in range(layers)]
    activations = _for_each("--activation", arguments.activation, layers) or usual
    biases = [YES_OR_NO[word] for word in _for_each("--biases", arguments.biases, layers)]
    loss = arguments.loss or usual_loss(activations[-1])
    return new_experiment(
        arguments.sizes,
        activations,
        biases or [arguments.bias is not False] * layers,
        loss,
        arguments.samples,
        arguments.learning_rate,
        Initialisation(arguments.method or USUAL_INITIALISATION.method, arguments.seed or USUAL_INITIALISATION.seed),
    )


def _for_each(option: str, given: list[str] | None, layers: int) -> list[str]:
    """Return one choice for each layer, [] where nothing was asked for. Raises UsageError."""
    if given is None:
        return []
    if len(given) not in (1, layers):
        raise UsageError(f"argument {option}: one for all, or {layers}, one for each computed layer, not {len(given)}.")
    return given * layers if len(given) == 1 else given


def _session(arguments: argparse.Namespace, experiment: Experiment) -> Session:
    if arguments.weights is None:
        if arguments.order is not None:
            raise UsageError("argument --order: it is the order of --weights LIST.")
        return Session(experiment, experiment.initialisation.all_of(experiment.network))
    if arguments.method is not None or arguments.seed is not None:
        raise UsageError("argument --weights: they are drawn by --method and --seed, or taken from LIST, not both.")
    order = Order(arguments.order or Order.NAMES)
    return Session(experiment, parameters_of(experiment.network, arguments.weights, order))
