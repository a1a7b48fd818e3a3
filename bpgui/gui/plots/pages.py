"""The four plots: which lines each of them shows of an experiment."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.plots.curves import PlotLine
from bpgui.gui.widgets.theme import Theme
from bpgui.session.model.edits import SetBatchSize
from bpgui.session.model.experiment import MAX_WATCHED, Experiment
from bpgui.session.timeline import column_kinds as kinds
from bpgui.session.timeline.column_kinds import KINDS
from bpgui.session.timeline.columns import Column, ColumnKind
from bpgui.session.timeline.futures import TimelineView

PREDICTION, TARGET = QT_TRANSLATE_NOOP("Plots", "prediction"), QT_TRANSLATE_NOOP("Plots", "target")
OF_SAMPLE = QT_TRANSLATE_NOOP("Plots", "sample {n}")
OF_SAMPLE_AND_OUTPUT = QT_TRANSLATE_NOOP("Plots", "{name}, sample {n}")
LOSS, BATCH_LOSS = QT_TRANSLATE_NOOP("Plots", "loss"), QT_TRANSLATE_NOOP("Plots", "loss of the batch")
TRAINING_LOSS = QT_TRANSLATE_NOOP("Plots", "training loss")


def word(text: object) -> str:
    """Translate one of the plots' words."""
    return QCoreApplication.translate("Plots", str(text))


@dataclass(frozen=True)
class PlotPage:
    """One tab: its title, its lines, and whether its values are seen from zero and may be on a log scale.

    `own_lines` are those before the lines of the kinds that the table of columns has for this page.
    """

    name: str
    title: object
    tip: object
    own_lines: Callable[[Document, Theme], list[PlotLine]] = lambda *_: []
    from_zero: bool = False
    can_log: bool = False

    def is_there(self, timeline: TimelineView) -> bool:
        """Whether there is something to show at any row."""
        return bool(self.kinds(timeline)) or self.name in ("prediction", "loss")

    def kinds(self, timeline: TimelineView) -> list[ColumnKind]:
        """Return the kinds of columns for which the page has lines beside its own ones."""
        return [kind for kind in KINDS if kind.page == self.name and kind in timeline.kinds]

    def lines(
        self, document: Document, theme: Theme, is_chosen: Callable[[ColumnKind], bool] = lambda _: True
    ) -> list[PlotLine]:
        """Return what the page shows now, of kinds that are chosen."""
        found = self.own_lines(document, theme)
        chosen = [*filter(is_chosen, self.kinds(document.timeline))]
        for place, kind in enumerate(chosen):
            if kind.owner is kinds.OF_PARAMETER:
                found += _parameter_lines(document, theme, kind, theme.curve(place) if len(chosen) > 1 else None)
            else:
                found.append(PlotLine(Column(kind), word(kind.label), theme.curve(len(found))))
        return found


def _prediction_lines(document: Document, theme: Theme) -> list[PlotLine]:
    """One line for each sample and output while there are at most 16, else for the outputs of the chosen sample."""
    experiment = document.experiment
    outputs = range(experiment.network.outputs)
    if len(experiment.watched):
        places = [(int(sample), output) for sample in experiment.watched for output in outputs]
    else:
        places = [(document.moment.sample, output) for output in shown_outputs(document)]
    palette = (theme.output_line, *theme.weight_lines[:-1])  # the last is too near to the target's purple
    chosen = _chosen_places(document, places)
    predictions, targets = [], []
    for k, (sample, output) in enumerate(places):
        target = Column(kinds.TARGET, output, sample)
        prediction = PlotLine(
            Column(kinds.PREDICTION, output, sample),
            _output_name(experiment, sample, output),
            palette[k % len(palette)],
            is_dashed=k >= len(palette),
            is_faint=bool(chosen) and (sample, output) not in chosen,
            is_strong=(sample, output) in chosen,
            target=target,
        )
        predictions.append(prediction)
        targets.append(PlotLine(target, word(TARGET), theme.target_line, is_dashed=True))
    return targets + predictions


def shown_outputs(document: Document) -> list[int]:
    """Return the outputs that are plotted: the first 16, and the chosen one."""
    outputs = list(range(min(document.experiment.network.outputs, MAX_WATCHED)))
    chosen = _chosen_output(document)
    if chosen is not None and chosen not in outputs:
        outputs[-1] = chosen
    return outputs


def _chosen_output(document: Document) -> int | None:
    choice, last = document.selection, len(document.experiment.network.sizes) - 1
    if isinstance(choice, TargetChoice):
        return choice.output
    return choice.index if isinstance(choice, NeuronChoice) and choice.layer == last else None


def _chosen_places(document: Document, places: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the lines that stand out: those of the chosen sample and output, none where that would be all."""
    output = _chosen_output(document)
    chosen = {(s, o) for s, o in places if s == document.moment.sample and output in (None, o)}
    return chosen if len(chosen) < len(places) else set()


def _output_name(experiment: Experiment, sample: int, output: int) -> str:
    """Name a prediction: "prediction", "o1", "sample 3" or "o1, sample 3"."""
    names = experiment.network.shown_names[-1]
    if len(experiment.watched) < 2:
        return names[output] if len(names) > 1 else word(PREDICTION)
    if len(names) == 1:
        return word(OF_SAMPLE).format(n=sample + 1)
    return word(OF_SAMPLE_AND_OUTPUT).format(name=names[output], n=sample + 1)


def _loss_lines(document: Document, theme: Theme) -> list[PlotLine]:
    loss = PlotLine(Column(kinds.LOSS), word(LOSS), theme.error_line)
    if not _has_batches(document):
        return [loss]
    training_loss = PlotLine(Column(kinds.TRAIN_LOSS), word(TRAINING_LOSS), theme.error_line)
    return [replace(loss, name=word(BATCH_LOSS), is_faint=True), training_loss]


def _has_batches(document: Document) -> bool:
    """Whether some step used fewer samples than all, so that its loss is not the training loss."""
    size, samples = document.experiment.settings.batch_size, document.experiment.data.training_count
    if size is not None and size < samples:
        return True
    return any(isinstance(event.edit, SetBatchSize) for event in document.timeline.events)


def _parameter_lines(document: Document, theme: Theme, kind: ColumnKind, colour: str | None) -> list[PlotLine]:
    """One line for each plotted parameter, called by its name.

    Where the page has several kinds, `colour` tells this one apart from the others of the chosen or only parameter.
    """
    parameters, colours = document.experiment.network.parameters, len(theme.weight_lines)
    what = f"{word(kind.label)} " if kind.label else ""
    lines = [
        PlotLine(Column(kind, index), what + parameters[index].name, theme.curve(k), is_dashed=k >= colours)
        for k, index in enumerate(document.plotting.parameters)
    ]
    choice, chosen = document.selection, 0 if len(lines) == 1 else None
    if isinstance(choice, ParameterChoice) and choice.index in document.plotting.parameters and len(lines) > 1:
        chosen = document.plotting.parameters.index(choice.index)
        lines = [replace(line, is_faint=k != chosen, is_strong=k == chosen) for k, line in enumerate(lines)]
    if chosen is not None and colour is not None:
        lines[chosen] = replace(lines[chosen], colour=colour, is_dashed=False)
    return lines


PAGES: tuple[PlotPage, ...] = (
    PlotPage(
        "prediction",
        QT_TRANSLATE_NOOP("Plots", "Prediction → target"),
        QT_TRANSLATE_NOOP("Plots", "The predictions at each step, and the targets they go to"),
        _prediction_lines,
    ),
    PlotPage(
        "loss",
        QT_TRANSLATE_NOOP("Plots", "Loss"),
        QT_TRANSLATE_NOOP("Plots", "The loss at each step"),
        _loss_lines,
        from_zero=True,
        can_log=True,
    ),
    PlotPage(
        "weights",
        QT_TRANSLATE_NOOP("Plots", "Weights"),
        QT_TRANSLATE_NOOP("Plots", "The plotted weights and biases at each step"),
    ),
    PlotPage(
        "gradients",
        QT_TRANSLATE_NOOP("Plots", "Gradients"),
        QT_TRANSLATE_NOOP("Plots", "The gradients of the plotted weights and biases at each step"),
    ),
    PlotPage(
        "optimiser",
        QT_TRANSLATE_NOOP("Plots", "Optimiser"),
        QT_TRANSLATE_NOOP(
            "Plots", "What the optimiser remembers and computes of the plotted weights and biases at each step"
        ),
    ),
    PlotPage(
        "accuracy",
        QT_TRANSLATE_NOOP("Plots", "Accuracy"),
        QT_TRANSLATE_NOOP("Plots", "The share of samples that are predicted rightly, where an epoch begins"),
        from_zero=True,
    ),
)
