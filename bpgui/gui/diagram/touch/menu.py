"""The context menu of a neuron, parameter or target, and that of several chosen at once."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from bpgui.gui.diagram.touch import many
from bpgui.gui.diagram.touch.many_menu import ManyMenu
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.values import editable, number_of
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.gui.document.structure_menus import add_entry, fill_neuron_menu
from bpgui.session.plotted import MAX_PLOTTED

#: The menus' object name.
MENU = "diagramMenu"


def build_menu(view: Surface, choice: Choice) -> QMenu:
    """Return the menu of a thing; it goes when it is closed."""
    is_one = len(view.document.chosen) == 1
    menu = QMenu(view) if is_one else ManyMenu(view)
    menu.setObjectName(MENU)
    menu.aboutToHide.connect(menu.deleteLater)
    if is_one:
        _add_one(menu, view, choice)
    return menu


def _add_one(menu: QMenu, view: Surface, choice: Choice) -> None:
    """Add what can be done with one thing."""
    document, edit, copy, paste = view.document, view.edit, view.copy, view.paste
    if editable(document.moment, choice) is not None:
        text = QCoreApplication.translate("Diagram", "&Edit value")
        add_entry(menu, "editValue", text, "Enter", lambda: edit(choice))
    neuron = choice if isinstance(choice, NeuronChoice) and choice.layer > 0 else None
    text = QCoreApplication.translate("Diagram", "&Copy number (full digits)")
    if neuron is not None:
        text = QCoreApplication.translate("Diagram", "&Copy activation (full digits)")
    action = add_entry(menu, "copyNumber", text, "Ctrl+C", lambda: copy(choice))
    action.setEnabled(number_of(document.moment, choice) is not None)
    text = QCoreApplication.translate("Diagram", "P&aste numbers")
    add_entry(menu, "pasteNumbers", text, "Ctrl+V", lambda: paste(choice))
    if isinstance(choice, ParameterChoice):
        _add_parameter(document, choice, menu)
    elif isinstance(choice, NeuronChoice):
        menu.addSeparator()
        fill_neuron_menu(menu, document, choice, lambda: view.rename(choice), view.doom)
        menu.aboutToHide.connect(lambda: view.doom(()))
    if neuron is not None:
        menu.addSeparator()
        incoming = tuple(document.experiment.network.incoming(neuron.layer, neuron.index))[:MAX_PLOTTED]
        text = QCoreApplication.translate("Diagram", "&Plot its incoming weights")
        add_entry(menu, "plotIncoming", text, "", lambda: document.plotting.choose(incoming))


def _add_parameter(document: Document, choice: ParameterChoice, menu: QMenu) -> None:
    menu.addSeparator()
    is_locked = bool(document.experiment.settings.locked[choice.index])
    lock, unlock = QCoreApplication.translate("Diagram", "&Lock"), QCoreApplication.translate("Diagram", "Un&lock")
    add_entry(menu, "toggleLock", unlock if is_locked else lock, "L", lambda: many.toggle_lock(document))
    if not document.experiment.network.parameters[choice.index].is_bias:
        is_cut = choice.index in document.experiment.settings.cut
        cut, join = QCoreApplication.translate("Diagram", "&Cut"), QCoreApplication.translate("Diagram", "&Rejoin")
        add_entry(menu, "toggleCut", join if is_cut else cut, "X", lambda: many.toggle_cut(document))
    text = QCoreApplication.translate("Diagram", "Show in &plots")
    action = add_entry(menu, "togglePlotted", text, "", lambda: toggle_plotted(document, choice))
    action.setCheckable(True)
    action.setChecked(choice.index in document.plotting.parameters)


def toggle_plotted(document: Document, choice: ParameterChoice) -> None:
    """Show a parameter in the plots, or take it out."""
    plotted = document.plotting.parameters
    others = tuple(index for index in plotted if index != choice.index)
    document.plotting.choose(others if choice.index in plotted else (*plotted, choice.index))
