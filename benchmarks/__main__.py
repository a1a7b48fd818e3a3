"""Measure all that is promised and print one table; takes about twenty minutes. `--quick` leaves long histories out."""

import argparse

from benchmarks import (
    cells,
    command,
    cross_validation,
    diagram,
    engine,
    formula,
    history,
    structure,
    tables,
    view,
    window,
)
from benchmarks.table import printed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="histories of at most a million steps")
    longest = 10**6 if parser.parse_args().quick else window.LENGTHS[-1]
    figures = [
        *engine.figures(),
        *command.figures(),
        *cross_validation.figures(),
        *window.start_figures(),
        *diagram.figures(),
        *structure.figures(),
        *formula.figures(),
        *cells.figures(),
        *history.figures(),
        *tables.figures(),
        *view.figures(),
    ]
    print(printed([*figures, *window.live_figures(longest)]))


if __name__ == "__main__":
    main()
