"""What the explanation's pages are called, and the sentences that go with the article's figures."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.formulas.figures import weights_of_figures
from bpgui.engine.network import Network

#: What can be shown, in the order of the list; figures follow, as "figure 6".
SHOWS = {
    "moment": QT_TRANSLATE_NOOP("Explanation", "This moment"),
    "forward": QT_TRANSLATE_NOOP("Explanation", "Forward pass"),
    "matrix": QT_TRANSLATE_NOOP("Explanation", "Matrix form"),
    "loss": QT_TRANSLATE_NOOP("Explanation", "Loss"),
    "backward": QT_TRANSLATE_NOOP("Explanation", "Backward pass"),
    "update": QT_TRANSLATE_NOOP("Explanation", "Update"),
    "chain": QT_TRANSLATE_NOOP("Explanation", "Chain of the chosen weight"),
}
#: Titles of the figures; {last}, {beside} and {first} are names of weights, as in `weights_of_figures`.
FIGURES = {
    1: QT_TRANSLATE_NOOP("Explanation", "The error flows back"),
    2: QT_TRANSLATE_NOOP("Explanation", "The network in symbols"),
    3: QT_TRANSLATE_NOOP("Explanation", "The network with its weights"),
    4: QT_TRANSLATE_NOOP("Explanation", "The data"),
    5: QT_TRANSLATE_NOOP("Explanation", "One sample"),
    6: QT_TRANSLATE_NOOP("Explanation", "The forward pass"),
    7: QT_TRANSLATE_NOOP("Explanation", "The loss"),
    8: QT_TRANSLATE_NOOP("Explanation", "What a prediction is made of"),
    9: QT_TRANSLATE_NOOP("Explanation", "Gradient descent"),
    10: QT_TRANSLATE_NOOP("Explanation", "The rule for {last}"),
    11: QT_TRANSLATE_NOOP("Explanation", "The chain rule for {last}"),
    12: QT_TRANSLATE_NOOP("Explanation", "The new {last}"),
    13: QT_TRANSLATE_NOOP("Explanation", "The new {beside}"),
    14: QT_TRANSLATE_NOOP("Explanation", "The chain rule for {first}"),
    15: QT_TRANSLATE_NOOP("Explanation", "All updates"),
    16: QT_TRANSLATE_NOOP("Explanation", "The updates as matrices"),
    17: QT_TRANSLATE_NOOP("Explanation", "The backward pass in numbers"),
    18: QT_TRANSLATE_NOOP("Explanation", "The forward pass again"),
}
REASONS = {
    "hidden": QT_TRANSLATE_NOOP("Explanation", "This network has no hidden layer, so no chain passes through one."),
    "weights": QT_TRANSLATE_NOOP("Explanation", "Only one weight leads into the first output: it is the last one."),
    "unfolded": QT_TRANSLATE_NOOP(
        "Explanation", "Written with inputs and weights alone, this network's prediction has more than 64 terms."
    ),
    "rows": QT_TRANSLATE_NOOP("Explanation", "A layer of more than 8 neurons is not written as a matrix here."),
    "drawn": QT_TRANSLATE_NOOP("Explanation", "This network has layers of more than 8 neurons; the diagram shows it."),
}
#: What is new in a figure.
NOTES = {
    1: QT_TRANSLATE_NOOP(
        "Explanation",
        "Forward, each layer is computed from the one before. Backward, in red, the error takes the same ways from the "
        "output to the inputs.",
    ),
    2: QT_TRANSLATE_NOOP("Explanation", "Each line carries a weight; its name stands beside the neuron it leads into."),
    3: QT_TRANSLATE_NOOP("Explanation", "Figure 2 with numbers: what weights and biases are at this moment."),
    4: QT_TRANSLATE_NOOP("Explanation", "Each row is a sample: what goes in, and what should come out."),
    5: QT_TRANSLATE_NOOP("Explanation", "One row of the data: the sample that the other figures are about."),
    6: QT_TRANSLATE_NOOP(
        "Explanation",
        "Each neuron adds up what comes in, times its weights; a matrix product says so for a whole layer at once.",
    ),
    7: QT_TRANSLATE_NOOP(
        "Explanation",
        "The prediction comes from the forward pass, the target from the data. The square makes every error count as "
        "positive, and large ones more; the half cancels the 2 that the derivative of the square brings.",
    ),
    8: QT_TRANSLATE_NOOP(
        "Explanation", "The inputs are given by the data: only weights and biases can change the prediction."
    ),
    9: QT_TRANSLATE_NOOP("Explanation", "The weight moves against the derivative, as far as the learning rate says."),
    10: QT_TRANSLATE_NOOP(
        "Explanation", "Figure 9 for {last}. All but its derivative is known; figure 11 is about how to find that."
    ),
    11: QT_TRANSLATE_NOOP(
        "Explanation", "The derivative that figure 10 asks for, link by link from the loss back to {last}."
    ),
    12: QT_TRANSLATE_NOOP(
        "Explanation", "Figure 10 with the derivative of figure 11 put in: all on the right is known now."
    ),
    13: QT_TRANSLATE_NOOP("Explanation", "As in figure 12, but {beside} comes from another neuron."),
    14: QT_TRANSLATE_NOOP(
        "Explanation", "Longer than the chain of figure 11: {first} reaches the loss through a hidden layer only."
    ),
    15: QT_TRANSLATE_NOOP(
        "Explanation",
        "Figures 12 to 14 for every weight, the last one first: so the error flows, from the output back. All updates "
        "use the old weights.",
    ),
    16: QT_TRANSLATE_NOOP("Explanation", "Figure 15 as matrices, one for each layer. All updates use the old weights."),
    17: QT_TRANSLATE_NOOP(
        "Explanation", "Delta first, then all that follows from it, in numbers. All updates use the old weights."
    ),
    18: QT_TRANSLATE_NOOP("Explanation", "A star marks the new weights: figure 6 once more, with these."),
}
#: The same for a loss that is no half square; for batches of several samples, where figures 10, 12, 13 are of the mean.
NOTE_OF_LOSS = QT_TRANSLATE_NOOP("Explanation", "The prediction comes from the forward pass, the target from the data.")
NOTE_OF_MEAN = QT_TRANSLATE_NOOP(
    "Explanation", "With several samples in a batch, the derivative is the mean of what each of them asks for."
)

NOTES_OF_SAMPLE = {
    11: QT_TRANSLATE_NOOP(
        "Explanation",
        "The derivative by {last} for this sample alone, link by link from the loss back; figure 10 takes the mean of "
        "all samples of the batch.",
    ),
    15: QT_TRANSLATE_NOOP(
        "Explanation",
        "The delta is this sample's; the updates take the mean of all samples of the batch. All use the old weights.",
    ),
    17: QT_TRANSLATE_NOOP(
        "Explanation",
        "The delta is this sample's, in numbers; the updates take the mean of all samples of the batch. All use the "
        "old weights.",
    ),
}


def t(text: object) -> str:
    """Translate what QT_TRANSLATE_NOOP marks; other texts are found by lupdate only where they are translated."""
    return QCoreApplication.translate("Explanation", str(text))


def figure_title(number: int, network: Network) -> str:
    """Return "Figure 12: The new w6" in the chosen language."""
    title = t(FIGURES[number]).format(**weights_of_figures(network))
    return QCoreApplication.translate("Explanation", "Figure {n}: {title}").format(n=number, title=title)


def figure_note(number: int, network: Network, *, is_mean: bool) -> str:
    """Return what is new in a figure; `is_mean` says that the batch has several samples."""
    if number == 7 and network.loss != "half_square":
        return t(NOTE_OF_LOSS)
    if is_mean and number in (12, 13):  # no closed form with the deltas of several samples
        return t(NOTE_OF_MEAN)
    if is_mean and number in NOTES_OF_SAMPLE:
        return t(NOTES_OF_SAMPLE[number]).format(**weights_of_figures(network))
    return t(NOTES[number]).format(**weights_of_figures(network))


def show_title(show: str, network: Network) -> str:
    """Return what the list calls an entry of SHOWS, or "figure 6"."""
    return t(SHOWS[show]) if show in SHOWS else figure_title(int(show.removeprefix("figure ")), network)
