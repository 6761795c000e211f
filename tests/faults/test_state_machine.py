"""Whatever a person does with the books, in whatever order: issue, annul, reverse, replace, transfer, close months and
open them again, with a clock that jumps, a disk that fails and a file that is closed or left behind. After each step
the file holds what a plain model in Python says, and the check is clean."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ananea_desktop.domain.errors import NeedsConfirmation
from ananea_desktop.operations import corrections, lost_papers, reading, restoring
from ananea_desktop.storage import coverage, receipt_facts
from ananea_desktop.storage.errors import world_faults
from tests.builders import PERU
from tests.faults.conftest import Figure
from tests.faults.machine import BooksMachine, machine_in
from tests.faults.model import TILL


def run(machine: type[BooksMachine], **options: Any) -> None:
    usual: dict[str, Any] = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(machine, settings=settings(**usual | options))


def test_the_books_do_as_the_model_does(tmp_path: Path, full: bool, figure: Figure) -> None:
    """In the short form always the same examples; in the long one others each time, and what fails is printed."""
    before, restored = BooksMachine.looked_at, BooksMachine.put_back
    if full:
        run(machine_in(tmp_path), max_examples=600, stateful_step_count=100, print_blob=True)
    else:
        run(machine_in(tmp_path), max_examples=20, stateful_step_count=25, derandomize=True)
    steps = BooksMachine.looked_at - before
    restored = BooksMachine.put_back - restored
    print(f"{steps} steps, each looked at; {restored} times a copy was put back")
    assert steps > (50_000 if full else 300)
    assert restored > (100 if full else 0)
    result = f"0 disagreements with the model; {restored} times a copy was put back"
    figure("Random acts, each step compared with a model", steps, result, "8 planted mistakes are found", "random")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[BooksMachine]:
    """One that is driven by hand: a receipt reversed, a transfer."""
    driven = machine_in(tmp_path)()
    driven.open_a_copy()
    driven.issue(kind="in", account=TILL, parts=[(1, 50_00)], offset=0, fault="late")
    driven.issue(kind="in", account=TILL, parts=[(2, 500_00)], offset=0, fault="")
    driven.reverse(which=0, fault="early")
    driven.transfer(source=TILL, parts=[(2, 20_00)], offset=0, fault="late")
    driven.it_is_what_the_model_says()
    yield driven
    driven.teardown()


def test_a_wrong_warning_is_found(
    machine: BooksMachine, tmp_path: Path, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the day of the last document taken in UTC, as it once was. In the long form it is found by chance,
    in the short one the machine is driven there."""
    right = receipt_facts.last_recorded

    def in_utc(db: Connection) -> datetime | None:
        moment = right(db)
        return None if moment is None else moment.replace(tzinfo=PERU)

    monkeypatch.setattr(receipt_facts, "last_recorded", in_utc)
    with pytest.raises((NeedsConfirmation, pytest.fail.Exception, AssertionError)):
        if full:
            found = {"derandomize": True, "phases": [Phase.generate], "report_multiple_bugs": False}
            run(machine_in(tmp_path / "chance"), max_examples=200, stateful_step_count=25, **found)
        machine.clock_jumps(days=0, hour=23)
        for _receipt in range(2):
            machine.issue(kind="in", account=TILL, parts=[(1, 33)], offset=0, fault="")


def test_an_annulment_in_a_closed_period_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.close_until(offset=1)
    machine.annul(which=1, fault="")
    monkeypatch.setattr(coverage, "_RULES", [each for each in coverage._RULES if each is not coverage._closed])
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        machine.annul(which=1, fault="")


def test_a_document_in_a_closed_month_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.close_a_month(back=0, fault="late")
    machine.issue(kind="in", account=TILL, parts=[(1, 33)], offset=0, fault="")
    machine.it_is_what_the_model_says()
    monkeypatch.setattr(reading, "why_closed", lambda *given: "")
    machine.issue(kind="in", account=TILL, parts=[(1, 33)], offset=0, fault="")  # the file itself refuses it
    machine.books.db.execute("DROP TRIGGER receipts_closed")
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        machine.issue(kind="in", account=TILL, parts=[(1, 33)], offset=0, fault="")


def test_a_second_extorno_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.reverse(which=0, fault="")
    monkeypatch.setattr(corrections, "why_not_reverse", lambda *given: "")
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        machine.reverse(which=0, fault="")


def test_one_side_of_a_transfer_annulled_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "sides", lambda db, receipt: [receipt.id])
    machine.annul(which=3, fault="")
    with pytest.raises(AssertionError, match="traspaso 001-000001"):
        machine.it_is_what_the_model_says()


def test_a_loss_that_is_not_told_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.keep_a_copy()
    machine.keep_a_copy()
    machine.issue(kind="in", account=TILL, parts=[(1, 33)], offset=0, fault="")
    machine.put_a_copy_back(which=0)
    machine.it_is_what_the_model_says()
    machine.issue(kind="in", account=TILL, parts=[(1, 44)], offset=0, fault="")
    assert machine.model.lost == {("in", 3): (machine.now.date(), 33)}
    monkeypatch.setattr(restoring, "lost", lambda *given: [])
    machine.issued.pop(-2)
    with pytest.raises(AssertionError):
        machine.put_a_copy_back(which=0)


def test_a_number_given_twice_after_a_restore_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.keep_a_copy()
    machine.issue(kind="in", account=TILL, parts=[(1, 33)], offset=0, fault="")
    machine.put_a_copy_back(which=0)
    monkeypatch.setattr(lost_papers, "doubt", lambda *given: "")
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        machine.issue(kind="in", account=TILL, parts=[(1, 44)], offset=0, fault="")


def test_half_an_act_that_failed_is_caught(machine: BooksMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that does not take back what a failed act wrote."""

    @contextmanager
    def keeps_all(*_given: object) -> Iterator[Connection]:
        db = machine.books.db
        db.execute("BEGIN")
        db.execute("INSERT INTO acting (id, user, at) VALUES (1, 'Rosa', '')")
        try:
            with world_faults():
                yield db
        finally:
            db.execute("DELETE FROM acting")
            db.execute("COMMIT")

    monkeypatch.setattr(machine.books.file, "transaction", keeps_all)
    with pytest.raises(AssertionError):
        machine.issue(kind="in", account=TILL, parts=[(1, 1)], offset=0, fault="late")
