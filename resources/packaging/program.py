"""The packaged program: one folder with everything in it, Python and Qt included, and the archive of that folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Literal

from ananea_desktop import __version__
from resources.packaging import icons, left_out

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAME = "ananea-desktop"
IS_WINDOWS = sys.platform == "win32"

Entry = tuple[str, str, str]
"""Of PyInstaller: the name in the package, where it is taken from, and what it is."""

_NOT_PACKAGED = ("pip", "qtpy")
"""Asked for by a library, for what the program does not use."""

_VERSION_FOR_WINDOWS = """
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("0C0A04B0", [
      StringStruct("FileDescription", "Ananea: tesorería de la cooperativa"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "ananea-desktop"),
      StringStruct("OriginalFilename", "ananea-desktop.exe"),
      StringStruct("ProductName", "Ananea"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0C0A, 1200])]),
  ],
)
"""


class CannotPackage(Exception):
    """Its argument is the sentence for whoever gave the command."""


def freeze(work: Path, script: Path = ROOT / "ananea_desktop" / "__main__.py") -> Path:
    """Makes the program's folder below ``work`` and returns it. ``script`` is what it starts with: another one to
    measure. Raises CannotPackage."""
    made = work / "made"
    made.mkdir(parents=True, exist_ok=True)
    icons.write_ico(made / "ananea.ico")
    numbers = tuple(int(part) for part in f"{__version__}.0.0.0".split(".")[:4])
    version = _VERSION_FOR_WINDOWS.format(numbers=numbers, version=__version__)
    (made / "version.txt").write_text(version, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--workpath", str(work / "work"), "--distpath", str(work / "program"), str(HERE / "ananea.spec")]
    env = {**os.environ, "ANANEA_MADE": str(made), "ANANEA_SCRIPT": str(script)}
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise CannotPackage(f"PyInstaller:\n{done.stdout}")
    folder = work / "program" / NAME
    shutil.copy(HERE / ("LEEME-windows.txt" if IS_WINDOWS else "LEEME.txt"), folder / "LEEME.txt")
    write_licences(folder / "licencias")
    return folder


# ---------------------------------------------------------------- for ananea.spec


def resource_files(root: Path) -> list[tuple[str, str]]:
    """The files of resources/ that the program reads, each with its folder in the package."""
    resources = root / "resources"
    ours = {"packaging", "screenshots", "__pycache__"}
    return [
        (str(path), (Path("ananea_desktop") / "resources" / path.relative_to(resources).parent).as_posix())
        for path in sorted(resources.rglob("*"))
        if path.is_file()
        and not ours & set(path.relative_to(resources).parts)
        and path.name not in ("dev.py", "constraints.txt")
    ]


def lighter(entries: list[Entry], made: Path) -> list[Entry]:
    """``entries`` without what the program never uses, and Python's own libraries without their names for debuggers."""
    kept = [entry for entry in entries if not left_out.is_left_out(entry[0])]
    if IS_WINDOWS:
        return kept
    from PyInstaller.depend.bindepend import get_imports

    libraries = {name: source for name, source, kind in kept if kind in ("BINARY", "EXTENSION")}
    needed = left_out.still_needed(libraries, lambda name: [file for file, _ in get_imports(libraries[name])])
    kept = [entry for entry in kept if entry[0] in needed or entry[0] not in libraries]
    files = {Path(name).name for name in needed}
    kept = [entry for entry in kept if entry[2] != "SYMLINK" or Path(entry[1]).name in files]
    return [(name, _stripped(source, made), kind) for name, source, kind in kept]


def _stripped(source: str, made: Path) -> str:
    path = Path(source)
    libraries = Path(sys.base_prefix, "lib")
    ours = path.parent == libraries or path.is_relative_to(libraries / f"python3.{sys.version_info[1]}")
    if not ours or ".so" not in path.name or shutil.which("strip") is None:
        return source
    target = made / "stripped" / path.name
    target.parent.mkdir(exist_ok=True)
    subprocess.run(["strip", "--strip-unneeded", "-o", str(target), str(path)], check=True)
    return str(target)


# ---------------------------------------------------------------- what goes with it


def write_licences(folder: Path) -> None:
    """The licences of what is packaged, as each library brings them, and a list of them all."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    lines = []
    for distribution in packaged_distributions():
        about = distribution.metadata
        lines.append(f"{about['Name']} {distribution.version}: {_terms(about)}")
        for file in distribution.files or ():
            if file.name.upper().startswith(("LICEN", "COPYING", "NOTICE")) and ".py" not in file.suffix:
                target = folder / about["Name"] / "-".join(file.parts[1:])
                target.parent.mkdir(exist_ok=True)
                shutil.copy(str(distribution.locate_file(file)), target)
    (folder / "LISTA.txt").write_text("\n".join([f"Python {sys.version.split()[0]}: PSF-2.0", *lines, ""]), "utf-8")


def _terms(about: metadata.PackageMetadata) -> str:
    """The licence's name, from wherever a library says it."""
    said = [*about.get_all("License-Expression", []), *about.get_all("License", [])]
    classes = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License")]
    return next((words.splitlines()[0] for words in (*said, ", ".join(classes)) if words.strip()), "")


def packaged_distributions() -> list[metadata.Distribution]:
    """The libraries that the program asks for, and those that they ask for; not the tools of the developers."""
    from packaging.requirements import Requirement

    found: dict[str, metadata.Distribution] = {}
    waiting: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    while waiting:
        requirement = Requirement(waiting.pop())
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = requirement.name.lower()
        if name not in found and name not in _NOT_PACKAGED:
            found[name] = metadata.distribution(name)
            waiting.extend(metadata.requires(name) or [])
    return [found[name] for name in sorted(found)]


def archive(folder: Path, target: Path, preset: Literal[0, 9] = 9) -> Path:
    """``folder`` as a .tar.xz that belongs to nobody; whoever unpacks it owns it."""

    def nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        return member

    with tarfile.open(target, "w:xz", preset=preset) as tar:
        tar.add(folder, f"{NAME}-{__version__}", filter=nobodys)
    return target


def sizes(folder: Path) -> list[tuple[str, int]]:
    """The parts of the program and their bytes as they lie on the disk, the largest first."""
    parts: dict[str, int] = {}
    for path in files_in(folder):
        inside = path.relative_to(folder).parts
        is_flat = inside[0] == "_internal" and len(inside) == 2 and ".so" in path.name and "python" not in path.name
        part = "the system's libraries" if is_flat else inside[min(1, len(inside) - 1)]
        parts[part] = parts.get(part, 0) + path.stat().st_size
    return sorted(parts.items(), key=lambda part: -part[1])


def files_in(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
