"""How much the tests try that draw their cases: a little in the suite, much in `make campaigns`.

A campaign draws new cases each time, where hypothesis draws them; a failure comes with the line that repeats it.
"""

import os

IS_CAMPAIGN = "BPGUI_CAMPAIGNS" in os.environ


def tries(in_suite: int, in_campaign: int) -> int:
    """Return how many cases to try. A test that asks is marked as a campaign: `pytest.mark.campaign`."""
    return in_campaign if IS_CAMPAIGN else in_suite
