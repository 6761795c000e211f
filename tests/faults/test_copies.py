"""What can happen to a copy while it is made: it is refused in words, older ones are whole, the next one is made."""

import json
import os
import random
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import copy_list, copy_reader, rows, sealed
from ananea_desktop.storage.apart import Progress
from ananea_desktop.storage.check import check
from tests.builders import issued, save_member
from tests.faults.stick import FAULTS

ROOT = Path(__file__).parents[2]
STAGES = ("write", "check", "copy", "read")
SENTENCES = {
    "gone": "La memoria dejó de responder o la sacaron",
    "full": "No alcanza el espacio en la memoria",
    "too": "No alcanza el espacio en «",
    "read": "Ahí no se puede escribir",
    "altered": "Lo leído no es igual a lo escrito",
    "cut": "Lo leído no es igual a lo escrito",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_stick_that_fails_is_told_and_nothing_half_made_has_a_copys_name(fault: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "-Urm", sys.executable, "-m", "tests.faults.stick", fault, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert SENTENCES[fault.split()[0]] in found["problem"]
    whole = {name: digest for name, digest in found["stick"].items() if not name.endswith(".part")}
    assert whole == {"ananea-copia-000001-2026-11-22.db": sha256(b"an older one").hexdigest()}
    assert sorted(found["office"]) == ["ananea-copia-000001-2026-11-22.db", "ananea-copia-000002-2026-11-24.db"]
    assert found["again"] == 3


def files(folder: Path) -> dict[str, str]:
    return {each.name: sha256(each.read_bytes()).hexdigest() for each in sorted(folder.iterdir())}


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.mark.parametrize("stage", STAGES)
def test_given_up_at_any_stage_nothing_of_it_stays(books: Books, usb: Path, path: Path, stage: str) -> None:
    issued(books)
    copying.copy_to(books, usb)
    office = path.with_name("ananea-copias")
    before = files(usb), files(office)
    issued(books)
    with books.file.transaction("Rosa", books.now()) as db:  # else it is done before anybody could give it up
        content = random.Random(1).randbytes(30_000_000)
        row: dict[str, object] = {
            "sha256": sha256(content).hexdigest(),
            "source_sha256": "",
            "media_type": "application/pdf",
        }
        row |= {"size": len(content), "width": 1, "height": 1, "pages": 1, "thumbnail": b"", "content": content}
        rows.insert(db, "attachment_contents", row)

    def give_up(progress: Progress) -> None:
        if progress.stage == stage:
            raise GeneratorExit  # as the closing of the steps raises it

    with pytest.raises(GeneratorExit):
        at_once(copying.make_copy(books, usb, give_up))
    assert (files(usb), files(office)) == before
    assert not books.copying and not books.file.is_held
    assert copying.copy_to(books, usb).receipts == 2
    assert check(books.file).problems == []


def children() -> list[int]:
    """The processes that this one started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def test_killed_at_any_moment_it_is_told_and_older_copies_are_whole(
    books: Books, usb: Path, path: Path, full: bool
) -> None:
    issued(books)
    copying.copy_to(books, usb)
    office = path.with_name("ananea-copias")
    before = files(usb), files(office)
    issued(books)
    chance = random.Random(20261128)
    moments: dict[str, int] = {}
    for _kill in range(1000 if full else 4):
        wanted, heard = chance.choice(STAGES), Progress("", 0, 0)

        def kill(progress: Progress) -> None:
            nonlocal heard
            heard = progress
            if progress.stage == wanted and chance.random() < 0.5:  # noqa: B023
                for child in children():
                    os.kill(child, signal.SIGKILL)

        try:
            made = at_once(copying.make_copy(books, usb, kill))
        except StorageProblem as problem:
            assert "NO se hizo la copia. El sistema cortó el trabajo" in problem.sentence
            moments[heard.stage] = moments.get(heard.stage, 0) + 1
            # the last moment: it stands under its name already, whole, and only the word of it was not heard
            for folder, known in ((usb, before[0]), (office, before[1])):
                there = files(folder)
                assert {name: there[name] for name in known} == known
                assert not [name for name in there if name.endswith(".part")]
                for name in there.keys() - known.keys():
                    assert copy_reader.look_at(order(folder / name, path), lambda *_at: None) == {"problem": ""}, name
                    (path.parent / "ananea-prueba.part").unlink()
        else:
            assert made.receipts == 2
        before = files(usb), files(office)
    assert len(moments) >= 2
    assert copying.copy_to(books, usb).receipts == 2


def order(copy: Path, data: Path) -> dict[str, object]:
    return {"path": str(copy), "known": None, "trial": str(data.with_name("ananea-prueba.part")), "secret": ""}


def test_a_bit_that_turns_anywhere_in_a_copy_is_found(books: Books, usb: Path, tmp_path: Path, full: bool) -> None:
    issued(books)
    save_member(books)
    plain = copying.copy_to(books, usb)
    key = pyrage.x25519.Identity.generate()
    row = ("Rosa", str(key.to_public()), books.now(), "Rosa")
    with books.file.transaction("Rosa", books.now()) as db:
        db.execute("INSERT INTO key_holders (name, public_key, made_at, user) VALUES (?, ?, ?, ?)", row)
    shut = copying.copy_to(books, usb)
    chance = random.Random(3)
    for copy in (plain, shut):
        known = copy_list.by_name(books.db, copy.path.name)
        whole = copy.path.read_bytes()
        for _flip in range(500 if full else 15):
            changed = bytearray(whole)
            changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            copy.path.write_bytes(changed)
            looked = {"path": str(copy.path), "known": known, "trial": ""}
            assert copy_reader.look_at(looked, lambda *_at: None)["problem"]
            if copy.is_sealed:
                with pytest.raises(StorageProblem):
                    sealed.open_sealed(copy.path, str(key), tmp_path / "opened.db")
        copy.path.write_bytes(whole)
        looked = {"path": str(copy.path), "known": known, "trial": ""}
        assert copy_reader.look_at(looked, lambda *_at: None) == {"problem": ""}
