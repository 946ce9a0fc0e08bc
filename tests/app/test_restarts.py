"""When the server is started again, after how long, and when a person has to look at it."""

from app.ready_line import Refusal
from app.restarts import Again, Patience, Restarts

BUSY = Refusal(code="port_in_use", detail="taken")


def restarts() -> Restarts:
    return Restarts(8484, Patience(first_retry=0.2, longest_retry=1.0, stable=30))


def test_the_delay_doubles_up_to_a_limit() -> None:
    subject = restarts()
    delays = [subject.after_death(lived=1).delay for _ in range(5)]
    assert delays == [0.2, 0.4, 0.8, 1.0, 1.0]


def test_a_stable_run_forgets_earlier_deaths() -> None:
    subject = restarts()
    subject.after_death(lived=1)
    subject.after_death(lived=1)
    assert subject.after_death(lived=31) == Again(delay=0.2)


def test_a_busy_port_moves_on_at_once_and_gives_up_after_twenty() -> None:
    subject = restarts()
    verdicts = [subject.after_failed_start(BUSY, 78, "") for _ in range(20)]
    assert verdicts[:19] == [Again(delay=0)] * 19
    assert verdicts[19] == BUSY
    assert subject.port == 8484 + 19


def test_the_port_that_worked_is_kept() -> None:
    subject = restarts()
    subject.succeeded(8490)
    subject.after_death(lived=1)
    assert subject.port == 8490


def test_locked_data_may_be_left_soon_by_a_server_that_is_ending() -> None:
    locked = Refusal(code="data_locked", detail="Another Deskbell uses this folder.")
    subject = restarts()
    verdicts = [subject.after_failed_start(locked, 78, "") for _ in range(6)]
    assert all(isinstance(verdict, Again) for verdict in verdicts[:5])
    assert verdicts[5] == locked


def test_other_refusals_wait_for_a_person() -> None:
    refusal = Refusal(code="newer_database", detail="Update Deskbell first.")
    assert restarts().after_failed_start(refusal, 78, "") == refusal


def test_an_unusable_setup_without_a_ready_line_speaks_with_its_last_words() -> None:
    verdict = restarts().after_failed_start(None, 78, "The disk is full.")
    assert verdict == Refusal(code="unusable_setup", detail="The disk is full.")


def test_five_early_deaths_are_enough() -> None:
    subject = restarts()
    verdicts = [subject.after_failed_start(None, 1, "") for _ in range(5)]
    assert all(isinstance(verdict, Again) for verdict in verdicts[:4])
    assert isinstance(verdicts[4], Refusal)
    assert verdicts[4].code == "keeps_ending"


def test_a_new_begin_forgets_everything_but_the_port() -> None:
    subject = restarts()
    for _ in range(4):
        subject.after_failed_start(None, 1, "")
    subject.begin()
    assert subject.after_failed_start(None, 1, "") == Again(delay=0.2)
