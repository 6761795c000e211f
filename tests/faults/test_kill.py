"""SIGKILL at any moment of issuing, annulling and transferring: every act that was confirmed is there with its seal and
its line in the diary, none is there by half, and no number is missing or given twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ananea_desktop.operations.books import Books
from ananea_desktop.storage.diary import diary_path, entries
from tests.builders import an_office_on_disk, save_account
from tests.faults.books import faults_of, found_in

ROOT = Path(__file__).parents[2]
SEED = 20261123
KILLS_A_BOOK = 50
LONGEST_ACT = 0.003
"""Seconds."""
SEALS = {"in": 1, "annulled": 1, "transfer": 2}


class Act(NamedTuple):
    """One act, as the child confirmed it or as the file holds it."""

    what: str
    number: int


class Confirmed(NamedTuple):
    acts: list[Act]
    seal: int
    """The newest when the last of them was confirmed."""


def begin(path: Path) -> None:
    books = an_office_on_disk(path)
    save_account(books, name="Banco", currency="PEN")
    books.file.close()


def work_and_kill(path: Path, seed: int, acts: int, *control: str) -> Confirmed:
    """Lets a child work, kills it somewhere in the act after so many confirmed ones, and gives all it confirmed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.issuer", str(path), str(seed), *control],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _act in range(acts)]
        killed_at = time.perf_counter() + random.Random(seed).uniform(0, LONGEST_ACT)
        while time.perf_counter() < killed_at:
            pass
        process.kill()
        said += process.stdout.read().split("\n")[:-1]  # what it still confirmed before it died
    words = [line.split() for line in said]
    return Confirmed([Act(what, int(number)) for what, number, _seal in words], int(words[-1][-1]))


def acts_in(books: Books) -> Iterator[Act]:
    """What the file holds, in the order it was sealed; a transfer once for each of its sides."""
    for subject, kind, number in books.db.execute(
        "SELECT subject, kind, number FROM seals JOIN receipts ON receipts.id = subject_id"
        " WHERE subject IN ('receipt', 'annulment') ORDER BY seals.id"
    ):
        yield Act("annulled" if subject == "annulment" else kind, number)


class Book:
    """A data file that survives kills, and what it must hold by now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.acts: list[Act] = []
        self.recovered = 0
        self.unconfirmed = 0
        """Acts that were kept, and the kill came before they were confirmed."""
        begin(path)

    def wrong_after(self, confirmed: Confirmed) -> list[str]:
        """What is not as it was confirmed; the act at which it was killed may be there or not, but whole."""
        self.recovered += self.path.with_name(f"{self.path.name}-wal").exists()
        told = [entry.seal_id for entry in entries(diary_path(self.path))]
        books = an_office_on_disk(self.path)
        found, held = found_in(books), list(acts_in(books))
        books.file.close()
        wrong = list(found.problems)
        expected = self.acts + confirmed.acts
        whole = list(dict.fromkeys(held))
        if whole[: len(expected)] != expected:
            wrong.append(f"confirmed and lost, or in another order: {expected[-3:]}, found {whole[-3:]}")
        self.unconfirmed += len(whole) == len(expected) + 1
        if len(whole) > len(expected) + 1:
            wrong.append(f"never asked for: {whole[len(expected) + 1 :]}")
        wrong += [f"half done: {act}" for act, sides in Counter(held).items() if sides != SEALS[act.what]]
        for what in ("in", "transfer"):
            numbers = [act.number for act in whole if act.what == what]
            wrong += [f"{what}, {fault}" for fault in faults_of(numbers, len(numbers))]
        if confirmed.seal > len(told):
            wrong.append(f"confirmed to the seal {confirmed.seal}, and the diary ends at {len(told)}")
        self.acts = whole
        return wrong


def test_every_confirmed_act_survives_a_kill(tmp_path: Path, full: bool) -> None:
    print(f"seed {SEED}")
    moments = random.Random(SEED)
    recovered, unconfirmed, done = 0, 0, Counter[str]()
    kills = 1000 if full else 10
    for first in range(0, kills, KILLS_A_BOOK):
        book = Book(tmp_path / f"{first}.db")
        for _kill in range(min(KILLS_A_BOOK, kills - first)):
            confirmed = work_and_kill(book.path, moments.getrandbits(32), moments.randint(1, 12))
            assert book.wrong_after(confirmed) == []
        recovered += book.recovered
        unconfirmed += book.unconfirmed
        done.update(act.what for act in book.acts)
    print(f"{kills} kills, {recovered} with a log to recover from, {unconfirmed} before a confirmation; {dict(done)}")
    assert recovered > 0, "no kill left anything to recover from: the test proved nothing"
    assert set(done) == set(SEALS)


@pytest.mark.parametrize(
    "control, caught",
    [
        ("too-early", "confirmed and lost"),
        ("without-diary", "and the diary ends at 1"),
        ("one-side", "half done"),
    ],
)
def test_a_program_that_keeps_less_than_it_confirms_is_caught(tmp_path: Path, control: str, caught: str) -> None:
    book = Book(tmp_path / "ananea.db")
    confirmed = work_and_kill(book.path, 2, 1, control)
    assert [wrong for wrong in book.wrong_after(confirmed) if caught in wrong]


def test_kill_while_recovering_is_recovered_from(tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    begin(path)
    first = work_and_kill(path, 1, 3)
    second = work_and_kill(path, 2, 1)
    assert second.seal > first.seal
    books = an_office_on_disk(path)
    found, held = found_in(books), list(dict.fromkeys(acts_in(books)))
    books.file.close()
    assert found.problems == []
    assert held[: len(first.acts)] == first.acts
    assert set(second.acts) <= set(held)
