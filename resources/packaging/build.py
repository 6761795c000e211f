"""What ``dev.py package`` does: ``python -m resources.packaging.build [DIR] [--only linux|deb|windows]``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ananea_desktop import __version__
from resources.packaging import debian, program, windows
from resources.packaging.program import CannotPackage

PARTS = ("linux", "deb", "windows")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument(
        "folder", nargs="?", default=program.ROOT / "dist", type=Path, help="where the packages go (dist)"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="one of them; all, where none is named")
    chosen = parser.parse_args(arguments)
    folder = chosen.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for made in build(folder, chosen.only or PARTS):
            print(f"{made.name}: {size_of(made) / 2**20:.1f} MiB")
    except CannotPackage as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def build(folder: Path, parts: Sequence[str]) -> list[Path]:
    """Makes the named packages in ``folder`` and returns them. On Windows there is one kind. Raises CannotPackage."""
    made: list[Path] = []
    work = folder / "build"
    if program.IS_WINDOWS:
        return windows.build_there(folder, work)
    if {"linux", "deb"} & set(parts):
        print("PyInstaller …", flush=True)
        frozen = program.freeze(work)
        for part, size in program.sizes(frozen):
            print(f"  {size / 2**20:8.1f} MiB  {part}")
        if "linux" in parts:
            made.append(program.archive(frozen, folder / f"{program.NAME}-{__version__}-linux-x86_64.tar.xz"))
        if "deb" in parts:
            made.append(debian.build(frozen, folder, work))
    if "windows" in parts:
        made.append(windows.offline_folder(folder))
    return made


def size_of(path: Path) -> int:
    return sum(file.stat().st_size for file in program.files_in(path)) if path.is_dir() else path.stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
