"""The settings of training, one entry each.

To add one: put a field into the engine's `Settings`, an entry into SETTINGS and a line into docs/session-file.md. The
session file, the edit and what its event says, the row in the experiment panel and a lesson's fit read that table.
"""

from typing import TYPE_CHECKING, Union

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.schedules import SCHEDULES
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP
from bpgui.session.model.sentence import Word
from bpgui.session.model.setting import Choices, Range, SetSetting, Setting

#: The largest share of something that may be kept: what keeps all of it would never forget.
MAX_SHARE = 0.999999
#: The largest and the smallest positive number, and the largest number of steps, that a person may type.
MAX_NUMBER, SMALLEST, MAX_COUNT = float("inf"), 5e-324, 10**9


def _is_batched(settings: Settings, data: Data) -> bool:
    return settings.batch_size is not None and settings.batch_size < data.training_count


LEARNING_RATE = Setting(
    "learning_rate",
    Range(0, float("inf"), QT_TRANSLATE_NOOP("Problem", "The learning rate cannot be negative.")),
    word=QT_TRANSLATE_NOOP("Words", "learning rate"),
    label=QT_TRANSLATE_NOOP("Words", "Learning rate a"),
    tip=QT_TRANSLATE_NOOP("Words", "The learning rate that the next step uses (Ctrl+L)"),
    group="",  # it stands in the toolbar
    since=1,
)
BATCH_SIZE = Setting(
    "batch_size",
    Range(
        1,
        lambda data: data.training_count,
        QT_TRANSLATE_NOOP("Problem", "The batch size goes from 1 to the {high} samples."),
        is_whole=True,
        absent=Word("all", QT_TRANSLATE_NOOP("Words", "all")),
    ),
    word=QT_TRANSLATE_NOOP("Words", "batch size"),
    label=QT_TRANSLATE_NOOP("Words", "&Batch size"),
    tip=QT_TRANSLATE_NOOP("Words", "How many samples make one step"),
    group="batch",
    since=1,
)
SHUFFLE = Setting(
    "shuffle",
    Choices(
        lambda: {
            False: Word("in order", QT_TRANSLATE_NOOP("Words", "in order")),
            True: Word("shuffled", QT_TRANSLATE_NOOP("Words", "shuffled")),
        }
    ),
    word=QT_TRANSLATE_NOOP("Words", "order"),
    label=QT_TRANSLATE_NOOP("Words", "O&rder"),
    tip=QT_TRANSLATE_NOOP("Words", "The order of an epoch's samples; shuffled: another one each epoch"),
    group="batch",
    is_of_use=_is_batched,
    event="order",
    key="shuffle",
    since=1,
)
SEED = Setting(
    "seed",
    Range(
        0,
        2**31 - 1,
        QT_TRANSLATE_NOOP("Problem", "A seed is a whole number from 0 to 2^31 - 1."),
        is_whole=True,
    ),
    word=QT_TRANSLATE_NOOP("Words", "shuffle seed"),
    label=QT_TRANSLATE_NOOP("Words", "S&huffle seed"),
    tip=QT_TRANSLATE_NOOP("Words", "The same seed shuffles the same way"),
    group="batch",
    is_of_use=lambda settings, data: settings.shuffle and _is_batched(settings, data),
    since=1,
)
OPTIMISER = Setting(
    "optimiser",
    Choices(lambda: {name: Word(name, entry.word) for name, entry in OPTIMISERS.items()}),
    word=QT_TRANSLATE_NOOP("Words", "optimiser"),
    label=QT_TRANSLATE_NOOP("Words", "&Optimiser"),
    tip=QT_TRANSLATE_NOOP("Words", "How a step moves the parameters by their gradients"),
    group="update",
)


def _constant(name: str, high: float, word: str, label: str, tip: str) -> Setting:
    """Return the entry of a constant that some optimisers have."""
    return Setting(
        name,
        Range(0, high),
        word,
        label,
        tip,
        "update",
        lambda settings, _: name in OPTIMISERS[settings.optimiser].constants,
        is_hidden=True,
    )


MOMENTUM = _constant(
    "momentum",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "momentum"),
    QT_TRANSLATE_NOOP("Words", "&Momentum µ"),
    QT_TRANSLATE_NOOP("Words", "How much of its velocity a parameter keeps with each step"),
)
RHO = _constant(
    "rho",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "rho"),
    QT_TRANSLATE_NOOP("Words", "Memory ρ"),
    QT_TRANSLATE_NOOP("Words", "How much of the mean square of its gradients a parameter keeps with each step"),
)
BETA1 = _constant(
    "beta1",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "beta1"),
    QT_TRANSLATE_NOOP("Words", "Memory β₁"),
    QT_TRANSLATE_NOOP("Words", "How much of m, the mean of its gradients, a parameter keeps with each step"),
)
BETA2 = _constant(
    "beta2",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "beta2"),
    QT_TRANSLATE_NOOP("Words", "Memory β₂"),
    QT_TRANSLATE_NOOP("Words", "How much of v, the mean of its gradients' squares, a parameter keeps with each step"),
)
EPSILON = _constant(
    "epsilon",
    float("inf"),
    QT_TRANSLATE_NOOP("Words", "epsilon"),
    QT_TRANSLATE_NOOP("Words", "Epsilon ε"),
    QT_TRANSLATE_NOOP("Words", "What keeps the optimiser from dividing by zero"),
)
L2 = Setting(
    "l2",
    Range(0, MAX_NUMBER),
    QT_TRANSLATE_NOOP("Words", "L2 penalty"),
    QT_TRANSLATE_NOOP("Words", "L&2 penalty"),
    QT_TRANSLATE_NOOP("Words", "Adds l2/2·∑w² over all weights to what a step goes down: gradients get l2·w more"),
    "penalty",
)
L1 = Setting(
    "l1",
    Range(0, MAX_NUMBER),
    QT_TRANSLATE_NOOP("Words", "L1 penalty"),
    QT_TRANSLATE_NOOP("Words", "L&1 penalty"),
    QT_TRANSLATE_NOOP("Words", "Adds l1·∑|w| over all weights to what a step goes down: gradients get l1·sign(w) more"),
    "penalty",
)
CLIP = Setting(
    "clip",
    Range(
        SMALLEST,
        MAX_NUMBER,
        QT_TRANSLATE_NOOP("Problem", "The longest gradient must be above 0."),
        absent=Word("off", QT_TRANSLATE_NOOP("Words", "off")),
    ),
    QT_TRANSLATE_NOOP("Words", "longest gradient"),
    QT_TRANSLATE_NOOP("Words", "Clip gradient at"),
    QT_TRANSLATE_NOOP("Words", "A gradient that is longer (the root of the sum of its squares) is shortened to this"),
    "penalty",
)
DECAY = Setting(
    "decay",
    Range(0, MAX_NUMBER, absent=Word("usual", QT_TRANSLATE_NOOP("Words", "usual"))),
    QT_TRANSLATE_NOOP("Words", "weight decay"),
    QT_TRANSLATE_NOOP("Words", "Weight &decay"),
    QT_TRANSLATE_NOOP(
        "Words",
        "What part of each weight a step takes away, times the learning rate; empty: 0.01 with AdamW, 0 with others",
    ),
    "penalty",
)
SCHEDULE = Setting(
    "schedule",
    Choices(lambda: {name: Word(name, entry.word) for name, entry in SCHEDULES.items()}),
    QT_TRANSLATE_NOOP("Words", "schedule"),
    QT_TRANSLATE_NOOP("Words", "Sched&ule"),
    QT_TRANSLATE_NOOP("Words", "How the learning rate changes from step to step; steps count from where it is chosen"),
    "schedule",
)


def _of_schedule(name: str, values: Range, word: str, label: str, tip: str) -> Setting:
    """Return the entry of a constant that some schedules have."""

    def is_of_use(settings: Settings, _data: Data) -> bool:
        return name in SCHEDULES[settings.schedule].constants

    return Setting(name, values, word, label, tip, "schedule", is_of_use, is_hidden=True)


STEP_FACTOR = _of_schedule(
    "step_factor",
    Range(0, 1),
    QT_TRANSLATE_NOOP("Words", "step factor"),
    QT_TRANSLATE_NOOP("Words", "Factor f"),
    QT_TRANSLATE_NOOP("Words", "What the rate is multiplied by after every n steps"),
)
EXPONENTIAL_FACTOR = _of_schedule(
    "exponential_factor",
    Range(0, 1),
    QT_TRANSLATE_NOOP("Words", "exponential factor"),
    QT_TRANSLATE_NOOP("Words", "Factor f"),
    QT_TRANSLATE_NOOP("Words", "What the rate is multiplied by after every step"),
)
INVERSE_DECAY = _of_schedule(
    "inverse_decay",
    Range(0, MAX_NUMBER),
    QT_TRANSLATE_NOOP("Words", "inverse decay"),
    QT_TRANSLATE_NOOP("Words", "Decay d"),
    QT_TRANSLATE_NOOP("Words", "The rate of step j is a/(1 + d·j)"),
)
LAST_RATE = _of_schedule(
    "last_rate",
    Range(0, MAX_NUMBER),
    QT_TRANSLATE_NOOP("Words", "last rate"),
    QT_TRANSLATE_NOOP("Words", "Last rate c"),
    QT_TRANSLATE_NOOP("Words", "The rate that the cosine comes to after n steps, and keeps"),
)
SCHEDULE_STEPS = _of_schedule(
    "schedule_steps",
    Range(1, MAX_COUNT, QT_TRANSLATE_NOOP("Problem", "A number of steps goes from {low} to {high}."), is_whole=True),
    QT_TRANSLATE_NOOP("Words", "steps of the schedule"),
    QT_TRANSLATE_NOOP("Words", "Steps n"),
    QT_TRANSLATE_NOOP("Words", "After how many steps the rate falls, or the cosine ends"),
)
WARM_UP = Setting(
    "warm_up",
    Range(0, MAX_COUNT, QT_TRANSLATE_NOOP("Problem", "A number of steps goes from {low} to {high}."), is_whole=True),
    QT_TRANSLATE_NOOP("Words", "warm-up"),
    QT_TRANSLATE_NOOP("Words", "Warm-u&p steps"),
    QT_TRANSLATE_NOOP("Words", "Over so many steps the rate rises from 0 to the one that was set"),
    "schedule",
)

#: By the names of their events; in this order the file has them and the panel shows them.
SETTINGS = {
    entry.change: entry
    for entry in (
        *(LEARNING_RATE, BATCH_SIZE, SHUFFLE, SEED, OPTIMISER),
        *(MOMENTUM, RHO, BETA1, BETA2, EPSILON, L2, L1, DECAY, CLIP),
        *(SCHEDULE, STEP_FACTOR, EXPONENTIAL_FACTOR, INVERSE_DECAY, LAST_RATE, SCHEDULE_STEPS, WARM_UP),
    )
}

if TYPE_CHECKING:
    SettingEdit = SetSetting
else:
    SettingEdit = Union[tuple(entry.edit for entry in SETTINGS.values())]  # noqa: UP007  of as many as there are
