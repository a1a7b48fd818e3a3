"""The optimisers beside PyTorch's, where it is installed: single steps of random networks, from one state and gradient.

Run as python -m benchmarks.optimisers [SEEDS]. It prints the largest relative difference for each optimiser, and fails
where one is above 1e-12. Penalty and clipping change the gradient here, as PyTorch's users do it, and the rate of each
step is given to PyTorch. `tests/engine/papers.py` has a third implementation, which needs no PyTorch.
"""

import argparse
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.peers.frameworks import has_torch
from bpgui.engine.elementary import Array
from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.schedules import SCHEDULES
from bpgui.engine.step import Data, Settings, State, Step

STEPS, CLOSE = 50, 1e-12


def peer(torch: Any, settings: Settings, groups: list[dict[str, Any]]) -> Any:
    """Return PyTorch's optimiser for these settings."""
    optim, betas = torch.optim, (settings.beta1, settings.beta2)
    rate, eps = settings.learning_rate, settings.epsilon
    make: dict[str, Callable[[], Any]] = {
        "plain": lambda: optim.SGD(groups, lr=rate),
        "momentum": lambda: optim.SGD(groups, lr=rate, momentum=settings.momentum),
        "nesterov": lambda: optim.SGD(groups, lr=rate, momentum=settings.momentum, nesterov=True),
        "adagrad": lambda: optim.Adagrad(groups, lr=rate),
        "rmsprop": lambda: optim.RMSprop(groups, lr=rate, alpha=settings.rho, eps=eps),
        "adam": lambda: optim.Adam(groups, lr=rate, betas=betas, eps=eps),
        "amsgrad": lambda: optim.Adam(groups, lr=rate, betas=betas, eps=eps, amsgrad=True),
        "adamw": lambda: optim.AdamW(groups, lr=rate, betas=betas, eps=eps),
    }
    return make[settings.optimiser]()


def drawn(seed: int, optimiser: str) -> tuple[Network, Settings, Data, State]:
    """Return a random network with settings, data and a start."""
    rng = np.random.default_rng(seed)
    network = Network(3, (Layer(4, "tanh", True), Layer(2, "linear", bool(seed % 2))))
    settings = Settings(
        float(rng.choice([0.003, 0.05])),
        np.zeros(network.parameter_count, dtype=bool),
        [None, 2][seed % 2],
        optimiser=optimiser,
        momentum=float(rng.choice([0.5, 0.9])),
        rho=float(rng.choice([0.9, 0.99])),
        beta1=float(rng.choice([0.5, 0.9])),
        beta2=float(rng.choice([0.9, 0.999])),
        epsilon=float(rng.choice([1e-8, 1e-3])),
        decay=0.1 if optimiser == "adamw" else 0.0,
        l2=float(rng.choice([0.0, 0.02])),
        l1=float(rng.choice([0.0, 0.02])),
        clip=[None, 0.1, 5.0][rng.integers(3)],
        schedule=list(SCHEDULES)[rng.integers(len(SCHEDULES))],
        schedule_steps=int(rng.choice([7, 30])),
        warm_up=int(rng.choice([0, 10])),
    )
    data = Data(rng.normal(size=(5, 3)), rng.normal(size=(5, 2)))
    start = OPTIMISERS[optimiser].start(network.parameter_count)
    return network, settings, data, State(0, 0, 0, rng.normal(size=network.parameter_count), optimiser=start)


def objective_gradient(step: Step, weights: int) -> Array:
    """Return the gradient of loss and penalty, clipped by its norm; biases have no penalty."""
    w, settings = step.state.parameters, step.settings
    is_weight = np.arange(len(w)) < weights
    found: Array = step.mean_gradient + is_weight * (settings.l2 * w + settings.l1 * np.sign(w))
    length = float(np.linalg.norm(found))
    if settings.clip is not None and length > settings.clip:
        found = found * (settings.clip / length)
    return found


def worst_of(torch: Any, seed: int, optimiser: str) -> float:
    """Return the largest relative difference of a parameter after a step, over a walk of steps."""
    network, settings, data, state = drawn(seed, optimiser)
    theirs = [
        torch.nn.Parameter(torch.from_numpy(part.copy())) for part in np.split(state.parameters, [network.weight_count])
    ]
    groups: list[dict[str, Any]] = [{"params": [theirs[0]]}, {"params": [theirs[1]]}]
    if optimiser == "adamw":
        groups = [group | {"weight_decay": decay} for group, decay in zip(groups, (settings.decay, 0.0), strict=True)]
    mover, worst = peer(torch, settings, groups), 0.0
    for _ in range(STEPS):
        step = Step(network, state, settings, data)
        both = (state.parameters, objective_gradient(step, network.weight_count))
        for parameter, value, gradient in zip(
            theirs, *(np.split(array, [network.weight_count]) for array in both), strict=True
        ):
            parameter.data = torch.from_numpy(value.copy())
            parameter.grad = torch.from_numpy(gradient.copy())
        for group in mover.param_groups:
            group["lr"] = step.rate
        mover.step()
        state = step.after
        found = np.concatenate([parameter.detach().numpy() for parameter in theirs])
        difference = np.abs(state.parameters - found) / np.maximum(np.abs(found), 1e-3)
        worst = max(worst, float(difference.max()))
    return worst


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.optimisers", description=__doc__)
    parser.add_argument("seeds", nargs="?", type=int, default=100)
    seeds = parser.parse_args().seeds
    if not has_torch():
        sys.exit("PyTorch is not installed here.")
    import torch  # type: ignore[import-not-found,unused-ignore]

    found = {name: max(worst_of(torch, seed, name) for seed in range(seeds)) for name in OPTIMISERS}
    for name, worst in found.items():
        print(f"{name:10} {worst:.2g}")
    if max(found.values()) > CLOSE:
        sys.exit(1)


if __name__ == "__main__":
    main()
