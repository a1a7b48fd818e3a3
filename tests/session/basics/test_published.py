"""The numbers that books and articles print of the examples, to the digits that they print; and where they are wrong.

A name is one of `Quantities`: "h1", "delta out", "gradient w5", "new w5". A printed number is text: its last digit says
how exact it is. It may be off by one unit there, as these were rounded, cut off, or computed with rounded numbers.
"""

from decimal import Decimal

import numpy as np
import pytest

from bpgui.session.basics.examples import examples
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.named_numbers import Quantities

pytestmark = pytest.mark.usefixtures("kernel")


def example(name):
    return load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)


def numbers_of(session):
    return Quantities(session.moment())


def agrees(value, printed, units=1.0):
    """Whether a number is what is printed, give or take so many units of the last digit."""
    unit = 10.0 ** Decimal(printed).as_tuple().exponent
    return abs(value - float(printed)) <= units * unit * (1 + 1e-9)


PRINTED = {
    "nielsen": {"out": ".98"},
    "rgu": {"h1": ".68", "h2": ".6637", "out": ".69", "new w5": ".2723", "new w6": ".8730"},
    "walkthrough": {
        "z h1": ".1",
        "z h2": ".3",
        "h1": ".525",
        "h2": ".5744",
        "z out": ".6072",
        "out": ".6473",
        "loss": ".435",
        "delta out": "-.3527",
        "gradient w5": "-.1852",
        "gradient w6": "-.2026",
    },
    "han": {
        "z h1": "-.7",
        "h1": ".332",
        "z h2": ".1",
        "h2": ".525",
        "z out": "-.105",
        "out": ".474",
        "delta out": "-.1311",
        "delta h2": ".0065",
        "delta h1": ".0087",  # opposite signs in the book
        "new w1": ".192",
        "new w2": ".4",
        "new w3": "-.508",
        "new w4": "-.306",
        "new w5": ".1",
        "new w6": ".194",
        "new w7": "-.261",
        "new w8": "-.138",
        "new b1": "-.408",
        "new b2": ".194",
        "new b3": ".218",
    },
    "mazur": {
        "z h1": ".3775",
        "h1": ".593269992",
        "h2": ".596884378",
        "z o1": "1.105905967",
        "o1": ".75136507",
        "o2": ".772928465",
        "loss": ".298371109",
        "new w5": ".35891648",
        "new w6": ".408666186",
        "new w7": ".511301270",
        "new w8": ".561370121",
        "new w1": ".149780716",
        "new w2": ".19956143",
        "new w3": ".24975114",
        "new w4": ".29950229",
        "new b1": ".35",
        "new b4": ".60",
    },
    "negnevitsky": {
        "h1": ".5250",
        "h2": ".8808",
        "out": ".5097",
        "delta out": ".1274",
        "delta h1": "-.0381",
        "delta h2": ".0147",  # opposite signs in the book
        "new w1": ".5038",
        "new w2": ".4038",
        "new w3": ".8985",
        "new w4": ".9985",
        "new w5": "-1.2067",
        "new w6": "1.0888",
        "new b1": "-.7962",
        "new b2": ".0985",
        "new b3": "-.3127",  # its thresholds are -b
    },
    "sivanandam": {
        "z h1": ".2",
        "z h2": ".9",
        "h1": ".5498",
        "h2": ".7109",
        "out": ".5227",
        "delta out": "-.1191",
        "delta h1": "-.0118",
        "delta h2": "-.00245",  # opposite signs in the book
        "new w1": ".6",
        "new w3": "-.3",
        "new w5": ".4164",
        "new w6": ".12117",
        "new b3": "-.17022",
        "new w2": "-.09706",
        "new b1": ".30295",
        "new w4": ".40061",
        "new b2": ".50061",
    },
    "matthews": {
        "h1": ".584490",
        "h2": ".471226",
        "z out": "-.542484",
        "out": ".367610",
        "delta out": ".085459",
        "delta h1": ".003419",
        "delta h2": ".016026",  # opposite signs on the page
    },
    "tutorial": {
        "z h1": ".7",
        "h1": ".668",
        "z h2": "-.1",
        "h2": ".475",
        "z out": ".868",
        "out": ".704",
        "delta out": "-.041",
        "delta h1": "-.0054",
        "delta h2": ".007",  # opposite signs in the solution
        "new w5": ".619",
        "new w6": "-.686",
        "new out": ".715",
        "new w1": "-.5",
        "new w3": "-.4",
    },
    "softmax": {"z h1": "-.3", "z h2": "0", "h1": ".426", "h2": ".5", "z o1": ".428"},
    "prakash": {},
}


def printed():
    return [(name, of, text) for name, numbers in PRINTED.items() for of, text in numbers.items()]


@pytest.mark.parametrize(("name", "of", "text"), printed(), ids=lambda part: part)
def test_what_a_source_prints_is_what_comes_out(name, of, text):
    units = 2 if name == "sivanandam" else 1  # it computes with rounded numbers
    assert agrees(numbers_of(example(name))[of], text, units)


# More steps


@pytest.mark.parametrize(("start", "first", "last"), [(2.0, ".98", ".20"), (None, ".82", ".09")])
def test_nielsen_s_neuron_learns_slowly_where_the_sigmoid_is_flat(start, first, last):
    """His second start, weight .6 and bias .9, is a matter of two edits."""
    session = example("nielsen")
    if start is None:
        session.perform(SetParameter("w1", 0.6))
        session.perform(SetParameter("b1", 0.9))
    assert agrees(numbers_of(session)["out"], first, 0.5)

    session.train(300)

    assert agrees(numbers_of(session)["out"], last, 0.5)


@pytest.mark.parametrize(
    ("epoch", "hidden", "output"),
    [
        (1, (".599691", ".599987", ".599985"), (".599864", ".599712")),
        (2, (".599382", ".599973", ".599970"), (".599726", ".599425")),
        (3, (".599072", ".599960", ".599956"), (".599587", ".599139")),
    ],
)
def test_equal_weights_stay_equal_epoch_by_epoch(epoch, hidden, output):
    session = example("sixes")
    session.train(4 * epoch)
    numbers = numbers_of(session)

    assert agrees(-numbers["b1"], hidden[0], 0.5)
    assert agrees(numbers["w1"], hidden[1], 0.5)
    assert agrees(numbers["w2"], hidden[2], 0.5)
    assert agrees(-numbers["b3"], output[0], 0.5)
    assert agrees(numbers["w5"], output[1], 0.5)
    assert [numbers["w1"], numbers["w2"], numbers["w5"]] == [numbers["w3"], numbers["w4"], numbers["w6"]]


# Where a source is wrong


def test_rgu_sends_the_error_back_through_weights_that_it_has_just_changed():
    numbers = numbers_of(example("rgu"))
    wrong, exact = (".09916", ".7978", ".3972", ".5928"), (0.0990709288, 0.7976109599, 0.3971399242, 0.5926455194)
    for of, text, value in zip(("w1", "w2", "w3", "w4"), wrong, exact, strict=True):
        assert numbers[f"new {of}"] == pytest.approx(value, abs=1e-10)
        assert not agrees(numbers[f"new {of}"], text, 0.5)

    for neuron, new, inputs in (("h1", "new w5", ("w1", "w2")), ("h2", "new w6", ("w3", "w4"))):
        a = numbers[neuron]
        delta = numbers["delta out"] * numbers[new] * a * (1 - a)
        for of, source in zip(inputs, ("i1", "i2"), strict=True):
            assert agrees(numbers[of] - delta * numbers[source], wrong[int(of[1]) - 1])


def test_mazur_s_error_after_the_step_is_wrong_in_the_seventh_digit():
    session = example("mazur")
    session.step()

    assert session.place.training_loss() == pytest.approx(0.29102777369359933, abs=1e-15)
    assert not agrees(session.place.training_loss(), ".291027924")
    assert agrees(session.place.training_loss(), ".291028")


def test_mazur_s_ten_thousand_steps():
    session = example("mazur")
    session.train(10_000)

    assert session.place.training_loss() == pytest.approx(0.0000351085, rel=1e-3)
    assert session.moment().predictions[0] == pytest.approx([0.015912196, 0.984065734], abs=2e-6)


def test_kushwaha_s_second_output_is_wrong():
    numbers = numbers_of(example("softmax"))

    assert numbers["z o2"] == pytest.approx(-0.1 * numbers["h1"] + 0.2 * numbers["h2"] + 0.1, abs=1e-15)
    assert not agrees(numbers["z o2"], ".185")
    assert agrees(numbers["z o2"], ".157")
    assert agrees(numbers["o1"], ".567")
    assert agrees(numbers["loss"], ".567")
    z = np.array([0.428, 0.185])  # its own numbers are consistent
    assert agrees(np.exp(z)[0] / np.exp(z).sum(), ".561")


def test_prakash_divides_by_the_sum_where_a_softmax_was_meant():
    session = example("prakash")
    z = session.moment().values.zs[-1][0]

    assert all(agrees(*pair) for pair in zip(z / z.sum(), (".2698", ".3223", ".408"), strict=True))
    softmax = session.moment().predictions[0]
    assert all(agrees(*pair) for pair in zip(softmax, (".1984", ".2854", ".5162"), strict=True))
    assert softmax == pytest.approx(np.exp(z) / np.exp(z).sum(), abs=1e-15)


def test_what_is_printed_is_held_of_every_published_example():
    with_their_own_tests = {"sixes", "article", "iris"}

    assert {each.name for each in examples() if each.source} == {*PRINTED, *with_their_own_tests}
