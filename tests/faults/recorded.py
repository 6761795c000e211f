"""Everything a child process does to the files of a folder, with every byte, as strace tells it: what a power cut can
then be tried on (power.py)."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
_LONGEST = 4_000_000
"""Bytes of one write; more than any has."""
_TRACED = (
    "openat,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,lseek,mmap,"
    "rename,renameat,renameat2,link,linkat,symlink,unlink,unlinkat,mkdir,mkdirat,rmdir,sendfile,copy_file_range"
)
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_HALF = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>$")
_REST = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)$")
_OF_A_FILE = re.compile(r"(\d+)<([^>]*)>")
_NAMED = re.compile(r'[<"]((?:\\x[0-9a-f]{2})*)[>"]')
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


class Op(NamedTuple):
    """One thing done to a file of the folder, or the words that the child said meanwhile."""

    kind: str
    """create, write, truncate, sync, sync folder, rename, unlink, mkdir, said"""
    path: str = ""
    """Relative to the folder; of what was said, the words."""
    offset: int = 0
    """In bytes; of truncate the new size."""
    data: bytes = b""
    target: str = ""
    call: str = ""
    """Of the system, and how often its process had made it on a file of the folder, this one counted."""
    nth: int = 0


class Recording(NamedTuple):
    ops: list[Op]
    paths: set[str]
    """Of every file of the folder that was touched or looked for, relative to it."""


def record(folder: Path, *command: str) -> Recording:
    """Runs ``python -m COMMAND`` to its end and gives, in order, all that it and its children did in ``folder``."""
    folder = folder.resolve()
    there = {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*")}
    log = folder.with_name(f"{folder.name}.strace")
    traced = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", str(_LONGEST), "-e", f"trace={_TRACED}"]
    try:
        done = subprocess.run(
            [*traced, "-o", str(log), sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
        )
    except FileNotFoundError:
        pytest.fail("strace is not installed: apt-get install strace")
    if "ptrace" in done.stderr and not done.stdout:
        pytest.fail(f"strace may not watch a process here (a container needs the right SYS_PTRACE): {done.stderr}")
    assert done.stderr == "", done.stderr
    with log.open(encoding="ascii") as lines:
        reader = _Reader(folder, there)
        ops = list(reader.ops(whole_lines(lines)))
    log.unlink()
    return Recording(ops, reader.paths)


def whole_lines(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    """A call that another process interrupted stands in two lines; it counts where it ended."""
    begun: dict[str, str] = {}
    for line in lines:
        if half := _HALF.match(line.rstrip("\n")):
            begun[half[1]] = half[2]
        elif rest := _REST.match(line.rstrip("\n")):
            yield f"{rest[1]} {begun.pop(rest[1])}{rest[2]}"
        else:
            yield line


class _Reader:
    """Follows which names there are and where each file is being written."""

    def __init__(self, folder: Path, there: dict[str, int]) -> None:
        self._folder = folder
        self._there = set(there)
        self._position: dict[str, int] = {}
        self._size = there
        self._appends: set[str] = set()
        self._half_said = ""
        self._main = ""
        self._counts = Counter[tuple[str, str]]()
        self.paths: set[str] = set()

    def ops(self, lines: Iterator[str]) -> Iterator[Op]:
        for line in lines:
            found = _CALL.match(line)
            if found is not None:
                self._main = self._main or found[1]
                self._count(found[1], found[2], found[3])
                if int(found[4]) >= 0:
                    for op in self._op(found[1], found[2], found[3], int(found[4])):
                        yield op._replace(call=found[2], nth=self._counts[found[1], found[2]])

    def _count(self, process: str, name: str, given: str) -> None:
        """How often each process made a call on a file of the folder: so strace counts where it injects."""
        named = [_bytes(each).decode(errors="replace") for each in _NAMED.findall(given)]
        within = [path for each in named if (path := self._relative(each)) is not None]
        if within:
            self.paths.update(within)
            self._counts[process, name] += 1

    def _op(self, process: str, name: str, given: str, result: int) -> Iterator[Op]:
        file = _OF_A_FILE.match(given)
        texts = [(_bytes(each[1]), each[2]) for each in _TEXT.finditer(given)]
        if name == "write" and file is not None and file[1] == "1":
            if process != self._main:
                return  # what a child of it says to it
            *said, self._half_said = (self._half_said + texts[0][0].decode()).split("\n")
            yield from (Op("said", words) for words in said)
        elif file is not None:
            path = self._relative(_bytes(file[2]).decode())
            if path is not None:
                yield from self._on_file(name, path, given, texts, result)
        else:
            names = [self._relative(text.decode(errors="replace")) for text, _cut in texts]
            if any(each is not None for each in names):
                yield from self._on_name(name, names, given)

    def _relative(self, path: str) -> str | None:
        full = Path(path)
        return str(full.relative_to(self._folder)) if full.is_relative_to(self._folder) else None

    def _on_file(self, name: str, path: str, given: str, texts: list[tuple[bytes, str]], result: int) -> Iterator[Op]:
        if name in ("write", "pwrite64"):
            (data, cut), *_none = texts
            assert not cut, "a write was recorded without its end"
            offset = int(given.rpartition(", ")[2]) if name == "pwrite64" else self._where(path)
            data = data[:result]
            if name == "write":
                self._position[path] = offset + result
            self._size[path] = max(self._size.get(path, 0), offset + result)
            yield Op("write", path, offset, data)
        elif name == "ftruncate":
            size = self._size[path] = int(given.rpartition(", ")[2])
            yield Op("truncate", path, size)
        elif name in ("fsync", "fdatasync"):
            yield Op("sync folder" if (self._folder / path).is_dir() else "sync", path)
        elif name == "lseek":
            self._position[path] = result
        elif not (name == "mmap" and not ("MAP_SHARED" in given and "PROT_WRITE" in given)):
            raise NotImplementedError(f"nobody can replay {name} of {path} yet")

    def _where(self, path: str) -> int:
        return self._size.get(path, 0) if path in self._appends else self._position.get(path, 0)

    def _on_name(self, name: str, names: list[str | None], given: str) -> Iterator[Op]:
        path = names[0]
        if name == "openat":
            assert path is not None
            yield from self._opened(path, given)
        elif name.startswith("rename"):
            source, target = names
            assert source is not None and target is not None, "moved into the folder or out of it"
            self._there = self._there - {source} | {target}
            for table in (self._position, self._size):
                if source in table:
                    table[target] = table.pop(source)
            self._appends.discard(target)
            yield Op("rename", source, target=target)
        elif name in ("unlink", "unlinkat", "mkdir"):
            assert path is not None
            self._there = self._there | {path} if name == "mkdir" else self._there - {path}
            yield Op("mkdir" if name == "mkdir" else "unlink", path)
        else:
            raise NotImplementedError(f"nobody can replay {name} of {names} yet")

    def _opened(self, path: str, given: str) -> Iterator[Op]:
        self._position[path] = 0
        (self._appends.add if "O_APPEND" in given else self._appends.discard)(path)
        if path not in self._there and "O_CREAT" in given:
            self._there = self._there | {path}
            self._size[path] = 0
            yield Op("create", path)
        elif "O_TRUNC" in given:
            self._size[path] = 0
            yield Op("truncate", path, 0)


def _bytes(hexadecimal: str) -> bytes:
    return bytes.fromhex(hexadecimal.replace("\\x", ""))
