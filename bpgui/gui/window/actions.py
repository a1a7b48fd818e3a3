"""Every action of the window, as a table: what it is called, and its keys. `menus.py` has where each stands."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from bpgui.gui.widgets.plain_text import plain


@dataclass(frozen=True)
class ActionSpec:
    """One action: `name` is its objectName, `text` carries the mnemonic, `tip` explains it in a tooltip."""

    name: str
    text: object
    keys: tuple[str, ...] = ()
    tip: object = ""
    icon: str = ""


def action_text(text: object) -> str:
    """Return a text of these tables in the present language."""
    return QCoreApplication.translate("Actions", str(text))


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", QT_TRANSLATE_NOOP("Actions", "&New..."), ("Ctrl+N",)),
    ActionSpec("open", QT_TRANSLATE_NOOP("Actions", "&Open..."), ("Ctrl+O",)),
    ActionSpec("save", QT_TRANSLATE_NOOP("Actions", "&Save"), ("Ctrl+S",)),
    ActionSpec("save_as", QT_TRANSLATE_NOOP("Actions", "Save &as..."), ("Ctrl+Shift+S",)),
    ActionSpec(
        "import_data",
        QT_TRANSLATE_NOOP("Actions", "&Import data..."),
        ("Ctrl+Shift+I",),
        QT_TRANSLATE_NOOP("Actions", "Samples from a table: .csv, .tsv, .txt, .data, .xlsx, .ods"),
    ),
    ActionSpec(
        "paste_data",
        QT_TRANSLATE_NOOP("Actions", "&Paste a table as data..."),
        ("Ctrl+Shift+V",),
        QT_TRANSLATE_NOOP("Actions", "Samples from what was copied in a spreadsheet or a text"),
    ),
    ActionSpec(
        "generate_data",
        QT_TRANSLATE_NOOP("Actions", "&Generate data..."),
        ("Ctrl+Shift+G",),
        QT_TRANSLATE_NOOP("Actions", "Samples of one of the usual small problems: XOR, moons, spirals, digits, .."),
    ),
    ActionSpec(
        "export_predictions",
        QT_TRANSLATE_NOOP("Actions", "E&xport predictions..."),
        ("Ctrl+Shift+E",),
        QT_TRANSLATE_NOOP("Actions", "Write all samples and what the network predicts for them to a CSV file"),
    ),
    ActionSpec(
        "export",
        QT_TRANSLATE_NOOP("Actions", "&Export history..."),
        ("Ctrl+E",),
        QT_TRANSLATE_NOOP("Actions", "Write every row of the timeline to a CSV file"),
    ),
    ActionSpec(
        "copy_picture",
        QT_TRANSLATE_NOOP("Actions", "Copy as p&icture"),
        ("Ctrl+Alt+C",),
        QT_TRANSLATE_NOOP("Actions", "Copy what has the focus - the diagram, a plot, a formula - as a picture"),
    ),
    ActionSpec(
        "save_picture",
        QT_TRANSLATE_NOOP("Actions", "Save a pic&ture..."),
        ("Ctrl+Alt+S",),
        QT_TRANSLATE_NOOP("Actions", "The diagram, a plot, a formula or the whole window as PNG, SVG or PDF"),
    ),
    ActionSpec(
        "print",
        QT_TRANSLATE_NOOP("Actions", "&Print..."),
        ("Ctrl+P",),
        QT_TRANSLATE_NOOP("Actions", "The diagram, a plot, a formula or the whole window on paper"),
    ),
    ActionSpec(
        "recover",
        QT_TRANSLATE_NOOP("Actions", "Re&cover..."),
        (),
        QT_TRANSLATE_NOOP("Actions", "Sessions that were not saved when the program ended"),
    ),
    ActionSpec(
        "keep_copy",
        QT_TRANSLATE_NOOP("Actions", "&Keep a recovery copy"),
        (),
        QT_TRANSLATE_NOOP("Actions", "What is not saved comes back after a crash; off erases all copies"),
    ),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",)),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), ("Ctrl+Z",)),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec(
        "forget",
        QT_TRANSLATE_NOOP("Actions", "&Forget the steps after here"),
        (),
        QT_TRANSLATE_NOOP("Actions", "Let the training end where the cursor stands; Undo brings the steps back"),
    ),
    ActionSpec("rename", QT_TRANSLATE_NOOP("Actions", "Re&name"), ("F2",)),
    ActionSpec(
        "add_neuron",
        QT_TRANSLATE_NOOP("Actions", "Add a neuron &beside"),
        ("Ins",),
        QT_TRANSLATE_NOOP("Actions", "A neuron more in the layer of the chosen one, below it"),
    ),
    ActionSpec(
        "duplicate",
        QT_TRANSLATE_NOOP("Actions", "&Duplicate"),
        ("Ctrl+D",),
        QT_TRANSLATE_NOOP("Actions", "A copy of the chosen neuron, with its weights"),
    ),
    ActionSpec(
        "duplicate_halved",
        QT_TRANSLATE_NOOP("Actions", "Duplicate, outgoing weights &halved"),
        (),
        QT_TRANSLATE_NOOP("Actions", "A copy of the chosen neuron that changes nothing of what the network computes"),
    ),
    ActionSpec("move_up", QT_TRANSLATE_NOOP("Actions", "Move u&p in the layer"), ("Alt+Up",)),
    ActionSpec("move_down", QT_TRANSLATE_NOOP("Actions", "Move d&own in the layer"), ("Alt+Down",)),
    ActionSpec("remove", QT_TRANSLATE_NOOP("Actions", "Re&move the neuron"), ("Del",)),
    ActionSpec(
        "choose_layer",
        QT_TRANSLATE_NOOP("Actions", "&Choose all of the layer"),
        ("Ctrl+A",),
        QT_TRANSLATE_NOOP("Actions", "All neurons of the chosen one's layer, or all weights and biases into it"),
    ),
    ActionSpec(
        "find",
        QT_TRANSLATE_NOOP("Actions", "F&ind..."),
        ("Ctrl+F",),
        QT_TRANSLATE_NOOP("Actions", "Find a neuron or weight by its name, and choose it"),
    ),
    ActionSpec(
        "sizes",
        QT_TRANSLATE_NOOP("Actions", "&Sizes of the network..."),
        (),
        QT_TRANSLATE_NOOP("Actions", "Type other sizes for this network; what fits is kept"),
    ),
    ActionSpec(
        "run",
        QT_TRANSLATE_NOOP("Actions", "&Run"),
        ("F5",),
        QT_TRANSLATE_NOOP("Actions", "Train until a stop rule is met, or pause"),
        icon="run",
    ),
    ActionSpec(
        "next_phase",
        QT_TRANSLATE_NOOP("Actions", "&Next phase"),
        ("F11",),
        QT_TRANSLATE_NOOP("Actions", "Go forwards as far as is chosen: by a neuron, a layer, a phase, .."),
        icon="phase",
    ),
    ActionSpec(
        "back_rung",
        QT_TRANSLATE_NOOP("Actions", "Pre&vious phase"),
        ("Shift+F11",),
        QT_TRANSLATE_NOOP("Actions", "Go backwards as far as is chosen: by a neuron, a layer, a phase, .."),
        icon="phase_back",
    ),
    ActionSpec("grain_neuron", QT_TRANSLATE_NOOP("Actions", "&Neuron"), ("Ctrl+1",)),
    ActionSpec("grain_layer", QT_TRANSLATE_NOOP("Actions", "&Layer"), ("Ctrl+2",)),
    ActionSpec("grain_phase", QT_TRANSLATE_NOOP("Actions", "&Phase"), ("Ctrl+3",)),
    ActionSpec("grain_sample", QT_TRANSLATE_NOOP("Actions", "S&ample"), ("Ctrl+4",)),
    ActionSpec("grain_step", QT_TRANSLATE_NOOP("Actions", "&Step"), ("Ctrl+5",)),
    ActionSpec("grain_epoch", QT_TRANSLATE_NOOP("Actions", "&Epoch"), ("Ctrl+6",)),
    ActionSpec("grain_until", QT_TRANSLATE_NOOP("Actions", "&Until stopped"), ("Ctrl+7",)),
    ActionSpec(
        "step",
        QT_TRANSLATE_NOOP("Actions", "&Step"),
        ("F10",),
        QT_TRANSLATE_NOOP("Actions", "One update of all parameters"),
        icon="step",
    ),
    ActionSpec(
        "epoch",
        QT_TRANSLATE_NOOP("Actions", "&Epoch"),
        ("Ctrl+F10",),
        QT_TRANSLATE_NOOP("Actions", "Go on until every training sample was used once"),
        icon="epoch",
    ),
    ActionSpec("run_steps", QT_TRANSLATE_NOOP("Actions", "Run &many steps..."), ("Ctrl+F5",)),
    ActionSpec(
        "back",
        QT_TRANSLATE_NOOP("Actions", "&Back"),
        ("Shift+F10",),
        QT_TRANSLATE_NOOP("Actions", "One row back, or one move back in the walk"),
        icon="back",
    ),
    ActionSpec(
        "to_start",
        QT_TRANSLATE_NOOP("Actions", "To the s&tart"),
        ("Ctrl+Home",),
        QT_TRANSLATE_NOOP("Actions", "Back to step 0"),
        icon="start",
    ),
    ActionSpec(
        "to_end",
        QT_TRANSLATE_NOOP("Actions", "To the &latest"),
        ("Ctrl+End",),
        QT_TRANSLATE_NOOP("Actions", "On to the last step that was trained"),
        icon="end",
    ),
    ActionSpec(
        "cross_validate",
        QT_TRANSLATE_NOOP("Actions", "Cross-&validation..."),
        ("Ctrl+Shift+L",),
        QT_TRANSLATE_NOOP("Actions", "Try several learning rates, each on every fold of the samples"),
    ),
    ActionSpec("go_to_step", QT_TRANSLATE_NOOP("Actions", "&Go to step..."), ("Ctrl+G",)),
    ActionSpec(
        "guess_speed",
        QT_TRANSLATE_NOOP("Actions", "S&uitable speed"),
        (),
        QT_TRANSLATE_NOOP("Actions", "Let each run choose its speed, so that something is seen in about five seconds"),
    ),
    ActionSpec("faster", QT_TRANSLATE_NOOP("Actions", "&Faster"), ("Ctrl+Up",)),
    ActionSpec("slower", QT_TRANSLATE_NOOP("Actions", "Slo&wer"), ("Ctrl+Down",)),
    ActionSpec(
        "rounding",
        QT_TRANSLATE_NOOP("Actions", "&Rounded by hand..."),
        (),
        QT_TRANSLATE_NOOP("Actions", "The same training with every number rounded, beside the exact one"),
    ),
    ActionSpec(
        "try_input",
        QT_TRANSLATE_NOOP("Actions", "&Try an input"),
        ("Ctrl+I",),
        QT_TRANSLATE_NOOP(
            "Actions", "Type an input that is never trained with, in a row of the data table; or end that"
        ),
    ),
    ActionSpec("learning_rate", QT_TRANSLATE_NOOP("Actions", "Learning r&ate"), ("Ctrl+L",)),
    ActionSpec("fit", QT_TRANSLATE_NOOP("Actions", "&Fit the diagram"), ("Ctrl+0",)),
    ActionSpec("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), ("Ctrl++", "Ctrl+=")),
    ActionSpec("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), ("Ctrl+-",)),
    ActionSpec(
        "presentation",
        QT_TRANSLATE_NOOP("Actions", "&Presentation"),
        ("F9",),
        QT_TRANSLATE_NOOP("Actions", "The whole screen for the diagram and one panel, with large text; Esc leaves"),
    ),
    ActionSpec(
        "whole_dock",
        QT_TRANSLATE_NOOP("Actions", "Panel as the &whole window"),
        ("F12",),
        QT_TRANSLATE_NOOP("Actions", "Show the panel that has the focus alone; Esc brings the others back"),
    ),
    ActionSpec(
        "pictures",
        QT_TRANSLATE_NOOP("Actions", "Pictures in ne&urons"),
        ("Ctrl+Shift+P",),
        QT_TRANSLATE_NOOP("Actions", "What each neuron computes, small, for networks of one or two inputs"),
    ),
    ActionSpec(
        "reasons",
        QT_TRANSLATE_NOOP("Actions", "Rea&sons beside formulas"),
        ("Ctrl+Shift+R",),
        QT_TRANSLATE_NOOP("Actions", "Say beside each line of a formula why it holds"),
    ),
    ActionSpec(
        "explained_before",
        QT_TRANSLATE_NOOP("Actions", "&Back in the explanation"),
        ("Alt+Shift+Left", "Back"),
        QT_TRANSLATE_NOOP("Actions", "Explain what was explained before"),
    ),
    ActionSpec(
        "explained_after",
        QT_TRANSLATE_NOOP("Actions", "Forward in t&he explanation"),
        ("Alt+Shift+Right", "Forward"),
        QT_TRANSLATE_NOOP("Actions", "Explain again what was left by going back"),
    ),
    ActionSpec(
        "former",
        QT_TRANSLATE_NOOP("Actions", "For&mer future in plots"),
        ("Ctrl+Shift+F",),
        QT_TRANSLATE_NOOP("Actions", "After an edit in the past, how it went on without it, as pale curves"),
    ),
    ActionSpec("reset_layout", QT_TRANSLATE_NOOP("Actions", "&Reset layout")),
    ActionSpec(
        "lesson",
        QT_TRANSLATE_NOOP("Actions", "&Lesson: backpropagation step by step"),
        ("F7",),
        QT_TRANSLATE_NOOP("Actions", "Open the lesson; from the lesson to the diagram and back"),
    ),
    ActionSpec("lesson_optimisers", QT_TRANSLATE_NOOP("Actions", "Lesson, second &part: optimisers")),
    ActionSpec("open_lesson", QT_TRANSLATE_NOOP("Actions", "&Open a lesson file...")),
    ActionSpec(
        "your_turn",
        QT_TRANSLATE_NOOP("Actions", "&Your turn"),
        ("F8",),
        QT_TRANSLATE_NOOP("Actions", "Work out the next number yourself: the walk waits for your answer"),
    ),
    ActionSpec("keyboard", QT_TRANSLATE_NOOP("Actions", "&Keyboard"), ("F1",)),
    ActionSpec("log_folder", QT_TRANSLATE_NOOP("Actions", "Open &log folder")),
    ActionSpec("about", QT_TRANSLATE_NOOP("Actions", "&About bpgui")),
)

#: Before these, what is typed may stay as it is: they only look, or settle it themselves. All others keep it first.
UNSETTLED = frozenset(
    [
        *(f"grain_{name}" for name in ("neuron", "layer", "phase", "sample", "step", "epoch", "until")),
        *("undo", "run", "next_phase", "keep_copy"),
        *("faster", "slower", "learning_rate", "fit", "zoom_in", "zoom_out"),
        *("pictures", "former", "reasons", "explained_before", "explained_after"),
        *("reset_layout", "presentation", "whole_dock"),
        *("copy_picture", "save_picture", "print"),
        *("keyboard", "about", "log_folder"),
    ]
)

#: What is done with what is chosen. Their keys are answered where it is shown, in the diagram and the outline: in a
#: table or a field the same keys mean something else.
OF_NEURON = ("rename", "add_neuron", "duplicate", "duplicate_halved", "move_up", "move_down", "remove", "choose_layer")

#: From an action to the name of its icon, of those that have one.
ICONS = {spec.name: spec.icon for spec in ACTIONS if spec.icon}


def tip(spec: ActionSpec) -> str:
    """Return an action's tooltip: what it does, and its keys."""
    text = action_text(spec.tip) if spec.tip else plain(action_text(spec.text))
    keys = ", ".join(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in spec.keys)
    return f"{text} ({keys})" if keys else text
