"""A process of its own that may mount: it makes a copy onto a stick with which something happens meanwhile.

``python -m tests.faults.stick FAULT FOLDER``, within ``unshare -Urm``. Prints as JSON the sentence of the refusal and
what stands on the stick and beside the data file afterwards, each with its SHA-256.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.steps import at_once
from ananea_desktop.storage import copies, copy_writer
from tests.builders import an_office_on_disk, issued

Tell = Callable[[str, int, int], None]


class Stick:
    def __init__(self, folder: Path) -> None:
        self.real, self.seen = folder / "real", folder / "usb"
        for each in (self.real, self.seen):
            each.mkdir()

    def mount(self, *how: str) -> None:
        subprocess.run(["mount", *how, str(self.seen)], check=True)

    def pull(self) -> None:
        subprocess.run(["umount", "-l", str(self.seen)], check=True)

    def part(self) -> Path:
        (found,) = self.seen.glob("*.part")
        return found


def gone_while(stage: str, stick: Stick) -> Tell:
    """Pulled at the first word of a stage; of one that is another disk the empty folder stays."""
    if stage == "check":
        stick.mount("-t", "tmpfs", "tmpfs")
    else:
        stick.mount("--bind", str(stick.real))
    return _once(stage, stick.pull)


def full_while_copying(stick: Stick) -> Tell:
    """Room enough at first; then somebody else takes all of it."""
    stick.mount("-t", "tmpfs", "-o", "size=6m", "tmpfs")

    def fill() -> None:
        with (stick.seen / "video.mp4").open("wb") as video:
            try:
                while True:
                    video.write(bytes(65536))
                    video.flush()
            except OSError:
                return

    return _once("copy", fill)


def too_small(stick: Stick) -> Tell:
    stick.mount("-t", "tmpfs", "-o", "size=500k", "tmpfs")
    return lambda _stage, _done, _whole: None


def read_only(stick: Stick) -> Tell:
    stick.mount("--bind", str(stick.real))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(stick.seen)], check=True)
    return lambda _stage, _done, _whole: None


def altered_at(share: float, stick: Stick) -> Tell:
    """A stick that keeps another byte than it was given."""
    stick.mount("--bind", str(stick.real))

    def alter() -> None:
        part = stick.part()
        content = bytearray(part.read_bytes())
        content[int(share * (len(content) - 1))] ^= 16
        part.write_bytes(content)

    return _once("read", alter)


def cut(stick: Stick) -> Tell:
    """A stick that drops its last block."""
    stick.mount("--bind", str(stick.real))

    def drop() -> None:
        with stick.part().open("rb+") as part:
            part.truncate(part.seek(0, 2) - 512)

    return _once("read", drop)


def _once(stage: str, act: Callable[[], None]) -> Tell:
    done: list[str] = []

    def tell(now: str, _done: int, _whole: int) -> None:
        if now == stage and not done:
            done.append(now)
            act()

    return tell


FAULTS: dict[str, Callable[[Stick], Tell]] = {
    "gone while sealing": lambda stick: gone_while("read", stick),
    "gone while checking": lambda stick: gone_while("check", stick),
    "gone while copying": lambda stick: gone_while("copy", stick),
    "full while copying": full_while_copying,
    "too small": too_small,
    "read only": read_only,
    "altered in the header": lambda stick: altered_at(0.001, stick),
    "altered in the middle": lambda stick: altered_at(0.5, stick),
    "altered at the end": lambda stick: altered_at(1.0, stick),
    "cut": cut,
}


def run(fault: str, folder: Path) -> dict[str, Any]:
    books = an_office_on_disk(folder / "ananea.db")
    issued(books)
    office = folder / "ananea-copias"
    at_once(copies.make_copy(books.file, copies.Wanted(office=office, folder=None, day=date(2026, 11, 22))))
    issued(books)
    stick = Stick(folder)
    (stick.real / "ananea-copia-000001-2026-11-22.db").write_bytes(b"an older one")
    tell = FAULTS[fault](stick)
    keys = () if "copying" in fault else (str(pyrage.x25519.Identity.generate().to_public()),)
    wanted = copies.Wanted(office=office, folder=stick.seen, day=date(2026, 11, 23), keys=keys)
    problem = ""
    with books.file.held_still():
        try:
            copy_writer.write(copies.order_of(books.file, wanted, 2), tell)
        except StorageProblem as refused:
            problem = refused.sentence
    issued(books)
    again = at_once(copies.make_copy(books.file, copies.Wanted(office=office, folder=None, day=date(2026, 11, 24))))
    books.file.close()
    return {"problem": problem, "stick": _files(stick.real), "office": _files(office), "again": again.receipts}


def _files(folder: Path) -> dict[str, str]:
    return {each.name: sha256(each.read_bytes()).hexdigest() for each in sorted(folder.iterdir())}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
