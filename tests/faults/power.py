"""A disk in memory that loses power: what a child was recorded to do to it (recorded.py) is done up to some moment, and
then all that was synced is there, while of the rest each write may be there, be missing, or be torn at 512 bytes.

Two models of a drive that does what it confirms, and two of a drive that lies:
``honest``: a name that was made, changed or taken away is so at once.
``late``: a name is only safe once its folder was synced.
``lying``: as ``honest``, but the last ``UNSAFE`` writes are not safe, whatever was synced.
``apart``: the same, and the diary lies on another drive, which does not lie.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.faults.recorded import Op

SECTOR = 512
UNSAFE = 30
Files = dict[str, bytes]


class Write(NamedTuple):
    """Not safe yet. ``data`` is None where the file was cut or lengthened to ``offset``."""

    number: int
    offset: int
    data: bytes | None


class Content:
    """What a file has on the disk for sure, and what was written since."""

    def __init__(self, data: bytes = b"") -> None:
        self.safe = bytearray(data)
        self.pending: list[Write] = []
        self.synced = 0
        """How many of the pending ones the drive confirmed: a lying one keeps them pending."""

    def settle(self, up_to: int) -> None:
        """What was confirmed and is older than the write number ``up_to`` is safe."""
        while self.synced and self.pending[0].number <= up_to:
            put(self.safe, self.pending.pop(0))
            self.synced -= 1

    def after_cut(self, chance: random.Random) -> bytes:
        data = bytearray(self.safe)
        for write in _kept(self.pending, chance):
            put(data, write)
        return bytes(data)


def put(data: bytearray, write: Write) -> None:
    if write.data is None:
        del data[write.offset :]
        data.extend(bytes(write.offset - len(data)))
    else:
        data.extend(bytes(max(0, write.offset - len(data))))
        data[write.offset : write.offset + len(write.data)] = write.data


def _kept(pending: Sequence[Write], chance: random.Random) -> list[Write]:
    """All, none, the first ones, some, or pieces; in their order or in another."""
    kept = list(pending)
    how = chance.choice(("all", "none", "first", "some", "torn", "torn"))
    if how == "none":
        return []
    if how == "first":
        kept = kept[: chance.randint(0, len(kept))]
    elif how in ("some", "torn"):
        share = chance.choice((0.1, 0.5, 0.9))
        pieces = kept if how == "some" else [piece for write in kept for piece in _sectors(write)]
        kept = [piece for piece in pieces if chance.random() < share]
    if chance.random() < 0.3:
        chance.shuffle(kept)
    return kept


def _sectors(write: Write) -> Iterator[Write]:
    if write.data is None:
        yield write
        return
    start = 0
    while start < len(write.data):
        end = start + SECTOR - (write.offset + start) % SECTOR
        yield Write(write.number, write.offset + start, write.data[start:end])
        start = end


class NameChange(NamedTuple):
    path: str
    content: Content | None
    """None where the name is taken away."""
    before: str = ""
    """The name it had until then, which is gone in the same moment."""


@dataclass
class Disk:
    """Files by their name as the program sees them, and as the disk has them for sure."""

    model: str
    now: dict[str, Content] = field(default_factory=dict)
    safe: dict[str, Content] = field(default_factory=dict)
    names: list[NameChange] = field(default_factory=list)
    writes: int = 0

    def do(self, op: Op) -> None:
        if op.kind in ("write", "truncate") and op.path in self.now:  # not of a file that has no name any more
            self.writes += 1
            data = op.data if op.kind == "write" else None
            self.now[op.path].pending.append(Write(self.writes, op.offset, data))
        elif op.kind == "sync" and op.path in self.now:
            self.now[op.path].synced = len(self.now[op.path].pending)
        elif op.kind == "create":
            self._name(NameChange(op.path, Content()))
        elif op.kind == "unlink":
            self._name(NameChange(op.path, None))
        elif op.kind == "rename":
            self._name(NameChange(op.target, self.now[op.path], op.path))
        elif op.kind == "sync folder":
            kept, self.names = self.names, []
            for change in kept:
                if str(Path(change.path).parent) == op.path:
                    _rename(self.safe, change)
                else:
                    self.names.append(change)
        for path, content in self.now.items():
            content.settle(self.writes - UNSAFE if self._lies_about(path) else self.writes)

    def _lies_about(self, path: str) -> bool:
        return self.model == "lying" or (self.model == "apart" and not path.endswith(".diario"))

    def _name(self, change: NameChange) -> None:
        _rename(self.now, change)
        if self.model == "late":
            self.names.append(change)
        else:
            _rename(self.safe, change)

    def after_cut(self, chance: random.Random) -> Files:
        """What lies on the disk when there is power again."""
        names = dict(self.safe)
        share = chance.choice((0, 0.5, 1))
        for change in self.names:
            if chance.random() < share:
                _rename(names, change)
        return {path: content.after_cut(chance) for path, content in names.items()}

    def as_meant(self) -> Files:
        """What lies there if nothing is lost."""
        found = {}
        for path, content in self.now.items():
            data = bytearray(content.safe)
            for write in content.pending:
                put(data, write)
            found[path] = bytes(data)
        return found


def _rename(names: dict[str, Content], change: NameChange) -> None:
    names.pop(change.before, None)
    if change.content is None:
        names.pop(change.path, None)
    else:
        names[change.path] = change.content


def files_in(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_files(files: Files, folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class Cut(NamedTuple):
    at: int
    """How many of the ops were begun."""
    files: Files
    said: list[str]
    """By the child, until then."""


def cuts(begun: Files, ops: Sequence[Op], model: str, count: int, seed: int) -> Iterator[Cut]:
    """``count`` cuts at random moments after the child said its first words, by rising moment.

    Half of them at the syncs and changes of names, which a long row of writes would else leave hardly any.
    """
    chance = random.Random(f"{seed} moments {model}")
    first = next(place for place, op in enumerate(ops) if op.kind == "said")
    turns = [place for place, op in enumerate(ops) if place > first and op.kind != "write"]
    moments = sorted(
        chance.choice(turns) + chance.randint(0, 1) if chance.random() < 0.5 else chance.randint(first + 1, len(ops))
        for _cut in range(count)
    )
    yield from cuts_at(begun, ops, model, moments, seed)


def cuts_at(begun: Files, ops: Sequence[Op], model: str, moments: Sequence[int], seed: int) -> Iterator[Cut]:
    """One cut at each of these moments, which rise; twice at one, what is left differs."""
    chance = random.Random(f"{seed} {model}")
    disk = disk_with(begun, model)
    said: list[str] = []
    done = 0
    for moment in moments:
        for op in ops[done:moment]:
            said += [op.path] if op.kind == "said" else []
            disk.do(op)
        done = moment
        yield Cut(moment, disk.after_cut(chance), list(said))


def as_meant(begun: Files, ops: Sequence[Op]) -> Files:
    """What lies on the disk after all of them."""
    disk = disk_with(begun, "honest")
    for op in ops:
        disk.do(op)
    return disk.as_meant()


def meant(begun: Files, ops: Sequence[Op]) -> Iterator[Files]:
    """What lies on the disk each time that the child says something, if no power is ever lost."""
    disk = disk_with(begun, "honest")
    for op in ops:
        disk.do(op)
        if op.kind == "said":
            yield disk.as_meant()


def disk_with(files: Files, model: str) -> Disk:
    held = {path: Content(data) for path, data in files.items()}
    return Disk(model, dict(held), dict(held))
