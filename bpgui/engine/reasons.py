"""Why a line of a derivation follows from the line before: data of the line, to be said in any language."""

from dataclasses import dataclass
from enum import Enum


class Why(Enum):
    """What a line of a formula does."""

    NUMBERS = "numbers"
    NUMBERS_OF = "numbers_of"  # about: the number of the line
    # Forward and loss
    WEIGHTED_SUM = "weighted_sum"
    WEIGHTED_SUM_AND_BIAS = "weighted_sum_and_bias"
    LINEAR = "linear"
    LINEAR_AND_BIAS = "linear_and_bias"
    ACTIVATION = "activation"
    ACTIVATION_IS = "activation_is"  # about: the activation
    OF_WEIGHTED_SUM = "of_weighted_sum"
    WHOLE_LAYER = "whole_layer"
    WRITTEN_OUT = "written_out"
    LOSS = "loss"  # about: the loss
    MEAN = "mean"
    # Backward
    DELTA = "delta"
    CHAIN_RULE = "chain_rule"
    PATHS = "paths"
    OUTPUTS = "outputs"
    EACH_DERIVATIVE = "each_derivative"
    LOSS_SLOPE = "loss_slope"  # about: the loss
    SLOPE_IS = "slope_is"  # about: the activation
    CANCELLED = "cancelled"
    FITS = "fits"
    MULTIPLIED_OUT = "multiplied_out"
    COLLECTED = "collected"
    TARGETS_ADD_UP = "targets_add_up"
    BACK = "back"  # about: the neuron of the layer above
    BACK_PATHS = "back_paths"
    BACK_LINEAR = "back_linear"  # about: the neuron of the layer above
    BACK_PATHS_LINEAR = "back_paths_linear"
    NO_WAY = "no_way"
    LINKS_ARE_DELTAS = "links_are_deltas"
    LINKS_ARE_DELTA = "links_are_delta"  # about: the neuron
    GRADIENT = "gradient"  # about: the neuron that the parameter leads into
    BIAS = "bias"
    # Matrices
    TRANSPOSED = "transposed"
    SLOPES = "slopes"
    INPUTS_TIMES_DELTAS = "inputs_times_deltas"
    BATCH_ROWS = "batch_rows"
    # Update
    UPDATE = "update"
    GRADIENT_IS = "gradient_is"
    GRADIENT_IS_BIAS = "gradient_is_bias"
    BACK_THROUGH_LINEAR = "back_through_linear"
    LOCKED = "locked"
    PENALTY = "penalty"
    NO_PENALTY = "no_penalty"
    LENGTH = "length"
    CLIPPED = "clipped"
    SHORT_ENOUGH = "short_enough"
    REMEMBERED = "remembered"  # about: what is remembered, of `inside.stage_names`
    SUMMED_SQUARES = "summed_squares"
    CORRECTED = "corrected"
    STEP = "step"  # about: the optimiser
    STEP_TAKEN = "step_taken"
    DECAYED = "decayed"
    UNFOLDED = "unfolded"
    UNFOLDED_SUM = "unfolded_sum"
    # Proof
    CENTRAL_DIFFERENCE = "central_difference"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line holds. `about` is the name of the neuron, activation, loss, .. that it speaks of, where it does."""

    why: Why
    about: str = ""


NUMBERS = Reason(Why.NUMBERS)
