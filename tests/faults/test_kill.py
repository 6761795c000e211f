"""SIGKILL at any moment: every receipt that was confirmed is there, without a gap, and the books are sound."""

import random
import subprocess
import sys
from pathlib import Path

from ananea_desktop.storage.check import check
from tests.builders import an_office_on_disk

ROOT = Path(__file__).parents[2]
SEED = 20261123


def issue_and_kill(path: Path, receipts: int, *options: str) -> int:
    """Lets a child issue, kills it right after so many were confirmed, and gives the last confirmed number."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.issuer", str(path), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        assert process.stdout is not None
        for _receipt in range(receipts):
            confirmed = process.stdout.readline()
        process.kill()
        rest = process.stdout.read().split("\n")[:-1]  # what it still confirmed before it died
    return int(([confirmed, *rest])[-1])


def numbers_found(path: Path) -> list[int]:
    """The numbers after reopening; the books must be sound."""
    books = an_office_on_disk(path)
    report = check(books.file)
    found = [row[0] for row in books.db.execute("SELECT number FROM receipts ORDER BY number")]
    books.file.close()
    assert report.problems == []
    return found


def test_every_confirmed_receipt_survives_a_kill(tmp_path: Path, full: bool) -> None:
    path = tmp_path / "ananea.db"
    moments = random.Random(SEED)
    recovered = 0
    for _kill in range(1000 if full else 30):
        confirmed = issue_and_kill(path, moments.randint(1, 12))
        recovered += path.with_name("ananea.db-wal").exists()
        found = numbers_found(path)
        assert found == list(range(1, len(found) + 1))
        # at most the one it was at work on more than was confirmed
        assert len(found) in (confirmed, confirmed + 1)
    assert recovered > 0, "no kill left anything to recover from: the test proved nothing"


def test_confirming_too_early_is_caught(tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    confirmed = issue_and_kill(path, 1, "too-early")
    assert confirmed == 1
    assert numbers_found(path) == []


def test_kill_while_recovering_is_recovered_from(tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    first = issue_and_kill(path, 3)
    second = issue_and_kill(path, 1)
    assert second > first
    assert numbers_found(path)[:second] == list(range(1, second + 1))
