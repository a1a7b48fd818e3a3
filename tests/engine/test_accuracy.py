import math

import numpy as np
import pytest

from bpgui.engine.accuracy import AccuracyRule, accuracy, accuracy_rule, classes, confusion, is_right

RULES = [
    ([[0], [1]], AccuracyRule.HALF),
    ([[-1], [1]], AccuracyRule.SIGN),
    ([[1, 0], [0, 1]], AccuracyRule.LARGEST),
    ([[1, 1], [0, 1]], AccuracyRule.ALL),
    ([[0, 0], [0, 1]], AccuracyRule.ALL),
    ([[0.5], [1]], None),
    ([[-1, 1], [1, -1]], None),
    ([[math.nan], [1]], None),
]


@pytest.mark.parametrize(("targets", "rule"), RULES)
def test_the_targets_say_when_a_prediction_is_right(targets, rule):
    assert accuracy_rule(np.array(targets, dtype=float)) is rule


@pytest.mark.parametrize(
    ("rule", "prediction", "target", "right"),
    [
        (AccuracyRule.HALF, [0.5], [1], True),
        (AccuracyRule.HALF, [0.4999], [1], False),
        (AccuracyRule.HALF, [-3.0], [0], True),
        (AccuracyRule.SIGN, [0.0], [1], True),
        (AccuracyRule.SIGN, [-0.1], [-1], True),
        (AccuracyRule.LARGEST, [0.2, 0.2], [1, 0], True),  # the first at a tie
        (AccuracyRule.LARGEST, [0.2, 0.2], [0, 1], False),
        (AccuracyRule.ALL, [0.9, 0.5], [1, 1], True),
        (AccuracyRule.ALL, [0.9, 0.5], [1, 0], False),
        (AccuracyRule.HALF, [math.nan], [0], False),
        (AccuracyRule.LARGEST, [math.nan, 1.0], [1, 0], False),
    ],
)
def test_each_rule(rule, prediction, target, right):
    predictions, targets = np.array([prediction]), np.array([target], dtype=float)

    assert is_right(rule, predictions, targets).tolist() == [right]
    assert accuracy(rule, predictions, targets) == float(right)


def test_the_confusion_matrix_counts_actual_by_predicted():
    targets = np.eye(3)[[0, 0, 1, 2, 2, 2]]
    predictions = np.eye(3)[[0, 1, 1, 2, 0, 2]]
    predictions[5, 1] = math.nan

    found = confusion(classes(AccuracyRule.LARGEST, targets), classes(AccuracyRule.LARGEST, predictions), 3)

    assert found.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 1]]


def test_combinations_of_several_outputs_are_classes():
    assert classes(AccuracyRule.ALL, np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]])).tolist() == [1, 3, 2]
