"""The C peer, batch.c, compiled by the gcc of this machine."""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.work import Outcome, Trainer, Work

SOURCE = Path(__file__).with_name("batch.c")
STRICT = "-ffp-contract=off"
#: The variants, each with what it needs of gcc's -march=native.
VARIANTS = {
    "gcc -O2, strict": ("-O2", STRICT),
    "gcc -O3, strict": ("-O3", STRICT),
    "gcc -O3 -ffast-math": ("-O3", "-ffast-math"),
}
KINDS = {"linear": 0, "tanh": 1, "relu": 2}
BLOCK = 64  # as in batch.c
INTS = ("layers", "samples", "batch_size", "watched")
ARRAYS = ("parameters", "gradient", "a", "delta", "turned", "losses", "train_losses", "predictions")
#: What Adam remembers; without these training is plain.
INNER = ("m", "v")


class Training(ctypes.Structure):
    """The struct of batch.c."""

    _fields_ = (
        *((name, ctypes.c_int) for name in INTS),
        *((name, ctypes.c_void_p) for name in ("sizes", "kinds", "has_bias", "inputs", "targets")),
        ("learning_rate", ctypes.c_double),
        *((name, ctypes.c_void_p) for name in (*ARRAYS, *INNER)),
    )


def compiled() -> dict[str, ctypes.CDLL]:
    """Return the variants of batch.c by name; none where there is no gcc."""
    found: dict[str, ctypes.CDLL] = {}
    gcc = shutil.which("gcc")
    with tempfile.TemporaryDirectory() as folder:
        for name, flags in VARIANTS.items() if gcc else ():
            library = Path(folder, f"{len(found)}.so")
            how = ["-std=c17", "-march=native", "-shared", "-fPIC", *flags]
            subprocess.run([str(gcc), *how, str(SOURCE), "-o", str(library), "-lm"], check=True)
            found[name] = ctypes.CDLL(str(library))
    return found


def trainer(library: ctypes.CDLL, work: Work, most: int) -> Trainer:
    """Prepare the work for up to `most` steps a call."""
    network, data = work.network, work.data
    width = max(work.batch_size, BLOCK)
    neurons, widest = sum(network.sizes) * width, max(network.sizes) * width
    arrays: dict[str, Any] = {
        "sizes": np.array(network.sizes, dtype=np.intc),
        "kinds": np.array([KINDS[layer.activation] for layer in network.layers], dtype=np.intc),
        "has_bias": np.array([layer.bias for layer in network.layers], dtype=np.intc),
        "inputs": np.ascontiguousarray(data.inputs),
        "targets": np.ascontiguousarray(data.targets),
    }
    sizes = (len(work.start), len(work.start), neurons, neurons, widest, most, most)
    arrays |= {name: np.zeros(size) for name, size in zip(ARRAYS, sizes, strict=False)}
    arrays["predictions"] = np.zeros((most, work.watched, network.outputs))
    if work.optimiser == "adam":
        arrays |= {name: np.zeros(len(work.start)) for name in INNER}
    ints = dict(zip(INTS, (len(network.layers), data.samples, work.batch_size, work.watched), strict=True))
    training = Training(
        **ints, learning_rate=work.learning_rate, **{name: array.ctypes.data for name, array in arrays.items()}
    )

    def train(steps: int) -> Outcome:
        arrays["parameters"][:] = work.start
        for name in INNER if work.optimiser == "adam" else ():
            arrays[name][:] = 0.0
        library.train(ctypes.byref(training), steps)
        return Outcome(arrays["losses"][:steps], arrays["train_losses"][:steps], arrays["predictions"][steps - 1])

    return train
