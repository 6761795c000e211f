"""The offline folder of wheels for Windows: what is in it, and whether that is all that is needed.

pip downloads for another system, but asks for its own what belongs to a system only (``; sys_platform == "win32"``). So
the markers are read here, with Windows' answers.
"""

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from resources.packaging.program import ROOT, CannotPackage

PYTHON = (3, 12)
PLATFORM = "win_amd64"
BUILD_TOOLS = ("pyinstaller",)

_WINDOWS = {
    "extra": "",
    "implementation_name": "cpython",
    "implementation_version": "3.12.0",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.17763",
    "python_full_version": "3.12.0",
    "python_version": "3.12",
    "sys_platform": "win32",
}
_WITH_PYTHON = ("pip",)
"""What every environment has, and sqlite-utils asks for."""
_TRIES = 2

Fetch = Callable[[list[str], Path], None]


def wanted(root: Path = ROOT) -> list[Requirement]:
    """What pyproject.toml says that the program needs, PyInstaller with it, at the versions of constraints.txt."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    tools = [text for text in project["optional-dependencies"]["dev"] if Requirement(text).name in BUILD_TOOLS]
    return [Requirement(text) for text in (*project["dependencies"], *tools)]


def pins(root: Path = ROOT) -> dict[str, str]:
    """The exact version of each library, by its canonical name."""
    lines = (root / "resources" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [line.partition("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in pinned}


def fill(folder: Path, fetch: Fetch | None = None) -> list[str]:
    """Brings every wheel that is needed into ``folder`` and returns the exact versions, as lines for pip.
    Raises CannotPackage."""
    folder.mkdir(parents=True, exist_ok=True)
    versions = pins()
    while missing := lacking(folder, versions):
        (fetch or _download)([f"{name}=={versions[name]}" for name in missing], folder)
    names = sorted(needed(folder, versions)[0])
    there = dict(_installable(folder))
    for wheel in {*folder.glob("*.whl")} - {there[name, versions[name]] for name in names}:
        wheel.unlink()  # of an older version of the program
    return [f"{name}=={versions[name]}" for name in names]


def lacking(folder: Path, versions: dict[str, str]) -> list[str]:
    """The libraries that are asked for and have no wheel in ``folder`` that Windows could install. Raises CannotPackage
    where constraints.txt names no version of one."""
    found, missing = needed(folder, versions)
    unknown = sorted(name for name in (*found, *missing) if name not in versions)
    if unknown:
        raise CannotPackage(f"resources/constraints.txt: {', '.join(unknown)}")
    return sorted(missing)


def needed(folder: Path, versions: dict[str, str]) -> tuple[set[str], set[str]]:
    """What is needed and there, and what is needed and not there; what the latter needs is not known yet."""
    there = dict(_installable(folder))
    found: set[str] = set()
    missing: set[str] = set()
    waiting = wanted()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        extras = ("", *requirement.extras)
        wheel = there.get((name, versions.get(name, "")))
        if name in _WITH_PYTHON:
            continue
        if wheel is None:
            missing.add(name)
        elif name not in found or requirement.extras:
            found.add(name)
            waiting.extend(each for each in _requirements(wheel) if _applies(each, extras))
    return found, missing


def _applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    return requirement.marker is None or any(
        requirement.marker.evaluate({**_WINDOWS, "extra": extra}) for extra in extras
    )


def _installable(folder: Path) -> Iterator[tuple[tuple[str, str], Path]]:
    """The wheels that CPython 3.12 of Windows can install, by name and version."""
    tags = {*cpython_tags(PYTHON, ["cp312"], [PLATFORM]), *_pure_tags()}
    for path in folder.glob("*.whl"):
        name, version, _build, has = parse_wheel_filename(path.name)
        if tags & has:
            yield (name, str(version)), path


def _pure_tags() -> Iterator[Tag]:
    for interpreter in ("py3", "py2.py3", *(f"py3{minor}" for minor in range(PYTHON[1] + 1))):
        for platform in ("any", PLATFORM):
            yield Tag(interpreter, "none", platform)


def _requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = BytesParser().parsebytes(archive.read(name), headersonly=True)
    return [Requirement(text) for text in about.get_all("Requires-Dist") or ()]


def _download(requirements: list[str], folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--platform", PLATFORM, "--implementation", "cp"]
    command += ["--python-version", ".".join(map(str, PYTHON)), "--abi", "cp312", "--abi", "abi3", "--abi", "none"]
    command += ["--retries", "5", "--dest", str(folder), *requirements]
    for _try in range(_TRIES):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            return
    raise CannotPackage(
        "No se pudieron bajar las bibliotecas para Windows. Revise la conexión a internet y repita la orden.\n"
        f"The wheels for Windows could not be downloaded:\n{done.stdout}"
    )
