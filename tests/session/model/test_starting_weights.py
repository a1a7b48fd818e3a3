import pytest

from bpgui.engine.network import Layer, Network
from bpgui.session.basics.problems import Problem
from bpgui.session.model.starting_weights import Order, parameters_of, parse_list

#: w1 to w6 lead into the two hidden neurons, w7 and w8 into the output; b1 and b2, b3.
NETWORK = Network(3, (Layer(2, "sigmoid", bias=True), Layer(1, "linear", bias=True)))


@pytest.mark.parametrize(
    "text",
    [
        "0.1 -2e-3 1/3",
        "0.1\n-2e-3\n\n1/3\n",
        "0.1\t-2e-3\t1/3",
        "0.1; -2e-3; 1/3",
        "0.1, -2e-3, 1/3,",
        "[[0.1, -2e-3], [1/3]]",
        "\uff10\uff0e\uff11 \u22122e-3 1/3",
    ],
)
def test_lists_as_people_have_them(text):
    assert parse_list(text) == [0.1, -0.002, 1 / 3]


def test_where_a_comma_is_a_decimal_point_it_is_one():
    assert parse_list("0,1 0,25\n3", comma=True) == [0.1, 0.25, 3.0]


def test_an_empty_text_has_no_numbers():
    assert parse_list(" \n") == []


@pytest.mark.parametrize(("text", "said"), [("1 x 3", "Number 2: “x”"), ("1 2 0,5", "Number 3: “0,5” has a comma")])
def test_what_is_no_number_is_named_with_its_place(text, said):
    with pytest.raises(Problem, match=said):
        parse_list(text)


def test_in_the_order_of_their_names():
    assert parameters_of(NETWORK, [float(k) for k in range(11)], Order.NAMES).tolist() == list(range(11))


def test_a_row_for_each_neuron_that_weights_lead_into():
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 0.1, 0.2, 7.0, 8.0, 0.3]
    assert parameters_of(NETWORK, values, Order.INTO).tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 0.1, 0.2, 0.3]


def test_a_row_for_each_neuron_that_weights_come_from():
    """A book's 3 x 2 table: its first row has the weights from the first input."""
    values = [1.0, 4.0, 2.0, 5.0, 3.0, 6.0, 0.1, 0.2, 7.0, 8.0, 0.3]
    assert parameters_of(NETWORK, values, Order.FROM).tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 0.1, 0.2, 0.3]


@pytest.mark.parametrize("order", Order)
def test_what_is_left_out_is_0(order):
    found = parameters_of(NETWORK, [5.0], order)
    assert (found[0], found[1:].any()) == (5.0, False)


def test_more_numbers_than_parameters_are_refused():
    with pytest.raises(Problem, match="These are 12 numbers; the network has 11"):
        parameters_of(NETWORK, [0.0] * 12, Order.NAMES)
