"""What the system says of a file can be translated where it is a common thing."""

import errno
import os

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.basics.system_words import reason_of, refused


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.ENAMETOOLONG])
def test_common_reasons_can_be_translated(number: int) -> None:
    reason = reason_of(refused(number))

    assert isinstance(reason, Problem)
    assert str(reason) == os.strerror(number)


def test_a_rare_reason_keeps_the_words_of_the_system() -> None:
    assert reason_of(OSError(0, "{odd}")) == "{odd}"
