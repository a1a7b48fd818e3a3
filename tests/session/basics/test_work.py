import sys
import threading

import pytest

from bpgui.session.basics.work import Work


def test_the_result_comes_from_another_thread():
    work = Work(lambda _: threading.current_thread().name, "some work")

    assert work.result() == "some work"
    assert not work.is_going_on


def test_what_it_raises_is_raised_where_the_result_is_asked_for():
    work = Work(lambda _: {}["no"], "wrong")

    with pytest.raises(KeyError):
        work.result()
    with pytest.raises(KeyError):
        work.raise_failure()


def test_progress_is_told_until_it_is_cancelled():
    asked, answers = threading.Event(), []

    def do(work):
        answers.append(work.tell(3, 9))
        asked.set()
        while not work.rest(10):
            pass
        answers.append(work.tell(4, 9))

    work = Work(do, "progress")
    asked.wait()
    assert (work.done, work.total, work.is_going_on, work.join(0)) == (3, 9, True, False)

    work.stop()

    assert (work.done, answers, work.is_cancelled, work.join(0)) == (4, [True, False], True, True)


def test_an_error_that_nobody_awaits_goes_to_the_hook_of_threads(monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type))

    Work(lambda _: sys.intern(0), "nobody", is_awaited=False).join()

    assert told == [TypeError]


@pytest.mark.parametrize("may_be_left", [True, False])
def test_only_what_may_be_left_lets_the_program_end(may_be_left):
    work = Work(lambda work: work.rest(10), "left", may_be_left=may_be_left)

    assert work._thread.daemon is may_be_left
    work.stop()
