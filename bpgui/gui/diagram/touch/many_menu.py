"""The context menu of several things that are chosen at once."""

from functools import partial

from PySide6.QtWidgets import QMenu

from bpgui.gui.diagram.touch import many
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.document import structure
from bpgui.gui.document.structure_menus import add_entry


class ManyMenu(QMenu):
    """What can be done with all that is chosen, as one edit: each entry says how many things it changes."""

    def __init__(self, view: Surface) -> None:
        super().__init__(view)
        self._view, self._document = view, view.document
        self._add_numbers()
        self._add_locks()
        self._add_cuts()
        self._add_neurons()

    def _add_numbers(self) -> None:
        document, view = self._document, self._view
        count, parameters = len(many.numbers(document)), len(many.parameters(document))
        if count:
            text = self.tr("&Set %Ln number(s)...", "", count)
            add_entry(self, "setNumbers", text, "Enter", lambda: view.edit(document.chosen[0]))
            text = self.tr("Set %Ln number(s) to &0", "", count)
            add_entry(self, "zeroNumbers", text, "", lambda: many.set_numbers(document, 0.0))
            text = self.tr("S&cale %Ln number(s)...", "", count)
            add_entry(self, "scaleNumbers", text, "", lambda: many.ask_factor(document, view))
        if parameters:
            text = self.tr("&Draw %Ln parameter(s) anew", "", parameters)
            add_entry(self, "drawAnew", text, "", lambda: many.draw_anew(document))
        self.addSeparator()

    def _add_locks(self) -> None:
        experiment, parameters = self._document.session.experiment, many.parameters(self._document)
        locked = int(experiment.settings.locked[parameters].sum())
        free = len(parameters) - locked
        if any(experiment.network.parameters[index].is_bias for index in parameters):
            lock, unlock = self.tr("&Lock %Ln parameter(s)", "", free), self.tr("&Unlock %Ln parameter(s)", "", locked)
        else:
            lock, unlock = self.tr("&Lock %Ln weight(s)", "", free), self.tr("&Unlock %Ln weight(s)", "", locked)
        if free:
            add_entry(self, "lockAll", lock, "L", partial(many.lock, self._document, is_locked=True))
        if locked:
            add_entry(self, "unlockAll", unlock, "L", partial(many.lock, self._document, is_locked=False))

    def _add_cuts(self) -> None:
        weights = many.weights(self._document)
        cut = len(self._document.session.experiment.settings.cut.intersection(weights))
        joined = len(weights) - cut
        if joined:
            text = self.tr("Cu&t %Ln weight(s)", "", joined)
            add_entry(self, "cutAll", text, "X", partial(many.cut, self._document, is_cut=True))
        if cut:
            text = self.tr("Re&join %Ln weight(s)", "", cut)
            add_entry(self, "rejoinAll", text, "X", partial(many.cut, self._document, is_cut=False))

    def _add_neurons(self) -> None:
        """Offer to remove the neurons; while that is looked at, the diagram shows what would go."""
        document, view, neurons = self._document, self._view, many.neurons(self._document)
        if neurons:
            self.addSeparator()
            text = self.tr("Re&move %Ln neuron(s)", "", len(neurons))
            entry = add_entry(self, "removeNeurons", text, "Del", lambda: structure.remove_neurons(document, *neurons))
            for action in self.actions():
                doomed = neurons if action is entry else ()
                action.hovered.connect(partial(view.doom, doomed))
            self.aboutToHide.connect(lambda: view.doom(()))
