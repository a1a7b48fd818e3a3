"""What the network computes, live: W3 runs at full speed with the view in front, and with another panel there.

The two take turns, so that a machine that grows slow does so for both.
"""

import argparse
import json
import statistics
import time

from benchmarks import window
from benchmarks.table import Figure, printed

#: Pairs of rounds; a round takes about as long as a round of `benchmarks.window`, and its kernel alone.
PAIRS = 12
PANELS = ("response", "experiment")


def rounds(pairs: int) -> list[dict[str, dict[str, float]]]:
    """Run W3 with either panel in front, in turn; return what each pair of rounds was like."""
    laboratory, found = window.Laboratory(), list[dict[str, dict[str, float]]]()
    for number in range(pairs):
        pair = {}
        for name in PANELS if number % 2 else reversed(PANELS):
            laboratory.window._docks[name].raise_()
            window.settle(laboratory.app)
            pair[name] = laboratory.live()
        found.append(pair)
    laboratory.document.session.mark_saved()
    laboratory.window.close()
    return found


def picture() -> float:
    """Return the milliseconds of a worker's time for a picture of 101 x 101 points, the median of many."""
    from benchmarks.networks import w3_session
    from bpgui.session.compiled import warm_up
    from bpgui.session.response import ResponseQuery, response

    warm_up()
    session, times = w3_session(), []
    query = ResponseQuery(session.experiment, session.place.state.parameters, (3, 0), (0, 1), is_moving=True)
    for _ in range(200):
        began = time.thread_time()
        response(query)
        times.append(time.thread_time() - began)
    return 1000 * statistics.median(times)


def figures(pairs: int = PAIRS) -> list[Figure]:
    """Compare the rounds of each pair."""
    found, result = window.measured("pairs", pairs, of="benchmarks.view"), []
    for key, what in (("frames", "plot frames a second"), ("share", "training")):
        ratios = sorted(pair["response"][key] / pair["experiment"][key] for pair in found)
        detail = f"{pairs} pairs, half of them from {ratios[pairs // 4]:.3f} to {ratios[-1 - pairs // 4]:.3f}"
        work = f"live W3 with what it computes shown, to the same hidden: {what}"
        result.append(Figure(work, statistics.median(ratios), 0.95, is_least=True, detail=detail))
    most = window.measured("picture", of="benchmarks.view")
    return [*result, Figure("picture of 101 x 101 points of W3, worker's time", most, 4, unit="ms")]


def main() -> None:
    """Measure what the arguments name, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", choices=("pairs", "picture"))
    parser.add_argument("count", nargs="?", type=int, default=PAIRS)
    asked = parser.parse_args()
    if asked.what == "pairs":
        print(json.dumps(rounds(asked.count)))
    elif asked.what == "picture":
        print(json.dumps(picture()))
    else:
        print(printed(figures()))


if __name__ == "__main__":
    main()
