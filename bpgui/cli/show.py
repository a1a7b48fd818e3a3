"""`bpgui show`: a session file as text for 80 columns and for pipes; what is large is shortened, with counts."""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

from bpgui.cli.command import DONE, answer, plain
from bpgui.cli.opening import opened
from bpgui.cli.progress import Progress
from bpgui.cli.text_table import WIDTH, cut, fitting, table, width_of
from bpgui.session.basics.numbers import MAX_DIGITS, MIN_DIGITS, display, parse_whole, shortest
from bpgui.session.basics.problems import shown
from bpgui.session.compiled import OnDemand, notice
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.settings import SETTINGS
from bpgui.session.session import Session

#: How many rows a list has, unless all are asked for; parameters so many of each layer's weights, and of its biases.
MAX_SAMPLES_SHOWN, MAX_EVENTS_SHOWN, MAX_PARAMETERS_SHOWN = 5, 10, 8
#: So few parameters are all shown.
FEW_PARAMETERS = 64


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui show` was asked, and return the exit code."""
    return answer(_parser(), argv, _show)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bpgui show",
        description="Print a session file: its network, parameters, settings, data and events, where its cursor is.",
        epilog="Exit codes: 0 done, 1 could not, 2 wrong arguments.",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the session file (.bpgui)")
    digits = plain(partial(parse_whole, least=MIN_DIGITS, most=MAX_DIGITS))
    parser.add_argument(
        "--digits", metavar="N", type=digits, default=6, help="significant digits, 2 to 17 (default: 6; 17 are exact)"
    )
    parser.add_argument("--all", action="store_true", help="shorten no list: every parameter, sample and event")
    return parser


def _show(arguments: argparse.Namespace) -> int:
    kernel, progress = OnDemand(), Progress(sys.stderr)
    try:
        session = opened(arguments.file, kernel, progress)
    finally:
        kernel.stop()
        progress.clear()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name may have letters that this terminal lacks
        sys.stdout.reconfigure(errors="backslashreplace")
    for line in text_of(session, arguments.file.name, arguments.digits, is_whole=arguments.all):
        print(line)
    if notice() is not None:
        print(f"bpgui show: {notice()}", file=sys.stderr)
    return DONE


def text_of(session: Session, name: str, digits: int = 6, *, is_whole: bool = False) -> Iterator[str]:
    """Yield the lines that say what a session is, where its cursor is."""
    experiment, steps = session.experiment, session.steps
    sizes = "-".join(map(str, experiment.network.sizes))
    place = f"step {session.step_number} of {steps}" if session.in_past else f"step {steps}"
    yield f"{shown(name)}: {sizes}, {place}, training loss {display(session.place.training_loss(), digits)}"
    yield from ("", "Network")
    yield from map("  {}".format, _picture(experiment))
    yield from ("", f"Parameters: {experiment.network.parameter_count}")
    is_short = is_whole or experiment.network.parameter_count <= FEW_PARAMETERS
    yield from _parameters(session, digits, None if is_short else MAX_PARAMETERS_SHOWN)
    yield from ("", "Settings")
    yield from table(list(_settings(session)))
    data = experiment.data
    yield from ("", f"Samples: {data.samples}" + (f", {len(data.test)} of them test samples" if data.test else ""))
    yield from _samples(session, digits, data.samples if is_whole else MAX_SAMPLES_SHOWN)
    events = session.timeline.events
    if len(events):
        yield from ("", f"Events: {len(events)}")
        count = len(events) if is_whole else MAX_EVENTS_SHOWN
        yield from (f"  step {event.step}: {shown(str(event.sentence))}" for event in islice(events, count))
        yield from map("  {}".format, _more(len(events) - count))


# The network


def _picture(experiment: Experiment) -> Iterator[str]:
    """Yield a block for each layer, from the inputs down: its neurons, activation and biases; between them weights."""
    network, names = experiment.network, experiment.network.shown_names
    first, bias = 1, 1
    for number, neurons in enumerate(names):
        hidden = "hidden" if len(names) == 3 else f"hidden {number}"
        what = "input" if number == 0 else "output" if number == len(names) - 1 else hidden
        named = shown(network.layer_name(number))
        about = (f"{named}: " if named else "") + f"{len(neurons)} neuron" + ("s" if len(neurons) > 1 else "")
        if number:
            layer, count = network.layers[number - 1], len(neurons) * len(names[number - 1])
            yield f"    |      {_span('w', first, count)}"
            first += count
            about += f", {layer.activation}"
            biases = "biases" if len(neurons) > 1 else "bias"
            about += f", {biases} {_span('b', bias, len(neurons))}" if layer.bias else ", no biases"
            bias += len(neurons) if layer.bias else 0
        yield f"{what:<10} {fitting([f'({name})' for name in neurons], WIDTH - 13)}"
        yield f"{'':<10} {about}"
    yield f"{'loss':<10} {network.loss}"


def _span(letter: str, first: int, count: int) -> str:
    return f"{letter}{first}" if count == 1 else f"{letter}{first} .. {letter}{first + count - 1}"


# The numbers


def _parameters(session: Session, digits: int, most: int | None) -> Iterator[str]:
    """Yield the parameters layer by layer, the weights first; of each layer at most so many of a kind."""
    experiment, has_moved = session.experiment, session.cursor > 0
    now, start = (session.timeline.state_at(row).parameters for row in (session.cursor, 0))
    rows: list[list[str] | str] = [["name", "from", "to", "value", "at step 0" if has_moved else "", ""]]
    for first, count in _groups(experiment):
        for index in range(first, first + min(count, most or count)):
            values = [display(float(now[index]), digits), display(float(start[index]), digits) if has_moved else ""]
            rows.append([*_ends(experiment, index), *values, _state_of(experiment, index)])
        rows += _more(count - (most or count), experiment.network.parameter(first + count - 1).name)
    yield from table(rows, numbers=(3, 4))


def _groups(experiment: Experiment) -> Iterator[tuple[int, int]]:
    """Yield the first place and the number of the weights into each layer, then of the biases of each."""
    network, first = experiment.network, 0
    counts = [n * m for n, m in pairwise(network.sizes)]
    for count in [*counts, *(layer.size for layer in network.layers if layer.bias)]:
        yield first, count
        first += count


def _ends(experiment: Experiment, index: int) -> tuple[str, str, str]:
    """Return a parameter's name, and where it comes from and leads to."""
    names, parameter = experiment.network.shown_names, experiment.network.parameter(index)
    source = "bias" if parameter.source is None else cut(names[parameter.layer - 1][parameter.source])
    return parameter.name, source, "-> " + cut(names[parameter.layer][parameter.destination])


def _state_of(experiment: Experiment, index: int) -> str:
    settings = experiment.settings
    return "cut" if index in settings.cut else "locked" if settings.locked[index] else ""


def _more(count: int, last: str = "") -> list[str]:
    """Say how many things are left out, and the name of the last of them; nothing where none is."""
    return [f".. and {count:,} more{f', to {last}' if last else ''}"] if count > 0 else []


def _settings(session: Session) -> Iterator[list[str]]:
    settings, stops = session.experiment.settings, session.stops
    for entry in SETTINGS.values():
        if not entry.is_hidden or entry.is_of_use(settings, session.experiment.data):
            yield [entry.word, entry.values.said(entry.of(settings)).name]
    if stops.step is not None:
        yield ["stop at step", str(stops.step)]
    if stops.loss is not None:
        yield ["stop at a loss below", shortest(stops.loss)]
    if stops.patience is not None:
        yield ["stop when the test loss has not fallen", f"for {stops.patience} epochs"]
    for name, share in (("training", stops.train_accuracy), ("test", stops.test_accuracy)):
        if share is not None:
            yield [f"stop at a {name} accuracy of at least", shortest(share)]


def _samples(session: Session, digits: int, count: int) -> Iterator[str]:
    """Yield the first samples with what the network makes of them; as many columns as fit."""
    network = session.experiment.network
    inputs, outputs = most = min(network.inputs, 8), min(network.outputs, 4)
    rows = _sample_rows(session, digits, count, *most)
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    places = _columns(most, inputs, outputs)
    while sum(widths[place] + 2 for place in places) > WIDTH and inputs + outputs > 2:
        inputs, outputs = (inputs - 1, outputs) if inputs > outputs else (inputs, outputs - 1)
        places = _columns(most, inputs, outputs)
    yield from table([[row[place] for place in places] for row in rows], numbers=range(99))
    for seen, there, what in ((inputs, network.inputs, "inputs"), (outputs, network.outputs, "outputs")):
        if seen < there:
            yield f"  columns of the first {seen} of {there} {what}"
    yield from map("  {}".format, _more(session.experiment.data.samples - count))


def _columns(most: tuple[int, int], inputs: int, outputs: int) -> list[int]:
    """Return where the first inputs, targets and outputs stand in a row that has `most` of each."""
    groups = ((1, inputs), (1 + most[0], outputs), (1 + sum(most), outputs))
    return [0, *(first + k for first, count in groups for k in range(count))]


def _sample_rows(session: Session, digits: int, most: int, inputs: int, outputs: int) -> list[list[str]]:
    """Return a heading and a row for each of the first samples: its number, inputs, targets and outputs."""
    data, names = session.experiment.data, session.experiment.network.shown_names
    names_in, names_out = map(cut, names[0][:inputs]), [cut(name) for name in names[-1][:outputs]]
    predictions, test = session.moment().predictions, set(data.test)
    rows = [["sample", *names_in, *(f"target {name}" for name in names_out), *(f"output {name}" for name in names_out)]]
    for sample in range(min(most, data.samples)):
        parts = (data.inputs[sample, :inputs], data.targets[sample, :outputs], predictions[sample, :outputs])
        name = f"{sample + 1} test" if sample in test else str(sample + 1)
        rows.append([name, *(display(float(value), digits) for part in parts for value in part)])
    return rows
