"""Steps to ask about: the article's, XOR with tanh, biases and a batch of four, softmax with cross-entropy, deep."""

import numpy as np

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.learn.exercise import Exercise, Kind, Question
from bpgui.session.model.experiment import Experiment
from tests.article import START, article


def article_step(locked: int | None = None) -> Exercise:
    experiment = article()
    if locked is not None:
        experiment.settings.locked[locked] = True
    return Exercise(experiment, experiment.start(START))


def made(network: Network, data: Data, rate: float, batch_size: int | None = None) -> Exercise:
    settings = Settings(rate, np.zeros(network.parameter_count, dtype=bool), batch_size)
    experiment = Experiment(network, settings, data)
    return Exercise(experiment, experiment.start(np.random.default_rng(5).normal(size=network.parameter_count)))


def xor_step(batch_size: int | None = None) -> Exercise:
    """2-2-1, tanh then sigmoid, biases, half square."""
    network = Network(2, (Layer(2, "tanh", bias=True), Layer(1, "sigmoid", bias=True)))
    data = Data(np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]) + 0.25, np.array([[0.0], [1], [1], [0]]))
    return made(network, data, 5.0, batch_size)


def softmax_step() -> Exercise:
    """2-3-3, ReLU then softmax with cross-entropy, two samples."""
    network = Network(2, (Layer(3, "leaky_relu", bias=True), Layer(3, "softmax")), "categorical_cross_entropy")
    return made(network, Data(np.array([[0.4, -1.3], [1.1, 0.6]]), np.array([[0.0, 1, 0], [1, 0, 0]])), 0.3)


def deep_step() -> Exercise:
    """2-2-2-2, sigmoid, one sample."""
    network = Network(2, (Layer(2, "sigmoid"), Layer(2, "sigmoid"), Layer(2, "sigmoid")))
    return made(network, Data(np.array([[0.9, -0.4]]), np.array([[1.0, 0.0]])), 4.0)


def ask(exercise: Exercise, kind: Kind, name: str = "", rows: tuple[int, ...] | None = None) -> Question:
    """Return the question about the neuron or parameter with this name; of these samples, else the last asked."""
    network = exercise.network
    found = []
    for question in exercise.questions:
        neuron = network.neuron_names[question.layer][question.neuron]
        of = neuron if question.parameter is None else network.parameters[question.parameter].name
        if question.kind is kind and (kind is Kind.LOSS or of == name) and rows in (None, question.rows):
            found.append(question)
    return found[-1]
