"""A second implementation of all that moves parameters, written from the papers with plain Python's floats.

It shares no line with the engine: gradients of the data are given, everything after them is computed here.
"""

import math
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Mover:
    """Moves `weights` numbers that are weights, and biases behind them; remembers what its optimiser remembers."""

    settings: Any
    weights: int
    locked: list[bool]
    t: int = 0
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    largest: list[float] = field(default_factory=list)

    def __post_init__(self):
        self.first, self.second, self.largest = ([0.0] * len(self.locked) for _ in range(3))

    def rate(self, step: int) -> Any:
        """Return the learning rate of a step: warm-up, then the schedule."""
        s = self.settings
        j = step - s.origin
        if j < s.warm_up:
            return s.learning_rate * (j + 1) / s.warm_up
        j -= s.warm_up
        if s.schedule == "steps":
            return s.learning_rate * s.step_factor ** (j // s.schedule_steps)
        if s.schedule == "exponential":
            return s.learning_rate * s.exponential_factor**j
        if s.schedule == "inverse":
            return s.learning_rate / (1 + s.inverse_decay * j)
        if s.schedule == "cosine":
            share = (1 + math.cos(math.pi * min(j, s.schedule_steps) / s.schedule_steps)) / 2
            return share * s.learning_rate + (1 - share) * s.last_rate
        return s.learning_rate

    def objective_gradient(self, w: list[float], g: list[float]) -> list[float]:
        """Add the derivative of l2/2 sum w^2 + l1 sum |w|."""
        s = self.settings
        signs = [(x > 0) - (x < 0) for x in w]
        return [gk + (s.l2 * w[k] + s.l1 * signs[k] if k < self.weights else 0.0) for k, gk in enumerate(g)]

    def clipped(self, g: list[float]) -> list[float]:
        """Shorten g to the norm `clip` (Pascanu et al. 2013)."""
        longest = self.settings.clip
        length = math.sqrt(math.fsum(x * x for x, is_locked in zip(g, self.locked, strict=True) if not is_locked))
        return [x * longest / length for x in g] if longest is not None and length > longest else g

    def move(self, w: list[float], g: list[float], step: int) -> list[float]:
        """Return the new parameters; g is the gradient of the mean loss of the batch."""
        s, self.t = self.settings, self.t + 1
        g, a = self.clipped(self.objective_gradient(w, g)), self.rate(step)
        decay = s.decay if s.decay is not None else (0.01 if s.optimiser == "adamw" else 0.0)
        found = []
        for k, x in enumerate(w):
            if self.locked[k]:
                self.first[k] = self.second[k] = self.largest[k] = 0.0
                found.append(x)
                continue
            shrunk = x - a * decay * x if k < self.weights else x
            found.append(shrunk - a * self.direction(k, g[k]))
        return found

    def direction(self, k: int, g: float) -> Any:
        """Return what is multiplied by the rate, for one parameter."""
        s, name = self.settings, self.settings.optimiser
        if name == "plain":
            return g
        if name in ("momentum", "nesterov"):  # Polyak 1964; Nesterov 1983 as Sutskever et al. 2013 write it
            self.first[k] = s.momentum * self.first[k] + g
            return self.first[k] if name == "momentum" else g + s.momentum * self.first[k]
        if name == "adagrad":  # Duchi, Hazan, Singer 2011
            self.first[k] += g * g
            return g / (math.sqrt(self.first[k]) + 1e-10)
        if name == "rmsprop":  # Tieleman and Hinton 2012
            self.first[k] += (1 - s.rho) * (g * g - self.first[k])
            return g / (math.sqrt(self.first[k]) + s.epsilon)
        # Kingma and Ba 2015, algorithm 1; Reddi et al. 2018; Loshchilov and Hutter 2019
        self.first[k] += (1 - s.beta1) * (g - self.first[k])
        self.second[k] += (1 - s.beta2) * (g * g - self.second[k])
        self.largest[k] = max(self.largest[k], self.second[k])
        v = self.largest[k] if name == "amsgrad" else self.second[k]
        m_hat = self.first[k] / (1 - s.beta1**self.t)
        v_hat = v / (1 - s.beta2**self.t)
        return m_hat / (math.sqrt(v_hat) + s.epsilon)
