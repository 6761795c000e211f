"""The developers' one door: ``python3 resources/dev.py VERB`` makes the environment, then does what the verb says.

    run [ARGS]        the program; with ARGS one of its commands, without a window
    test [ARGS]       everything a change must pass; ARGS go to pytest; --full: the long forms, for hours
    bench [NAMES]     the benchmarks, one line each: name ours reference ratio limit; --markdown: README's table;
                      --install-peers: first installs the programs that we are measured against
    screenshots DIR   every tab and dialog with sample data, as PNG; --manual: the pictures of the manual
    package [DIR]     what is installed without internet; --only linux|deb|windows; without DIR in dist/

Standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)

# What Qt's wheels expect of the system: the library, and the Debian package that brings it.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


@dataclass(frozen=True)
class Environment:
    """The ``.venv`` beside the project, and the stamp in it that says what it was made from."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        return self.folder / "made-from.json"

    def program(self, name: str) -> str:
        return str(self.folder / ("Scripts" if os.name == "nt" else "bin") / name)

    def fingerprint(self) -> str:
        """Changes whenever what is to be installed changes."""
        digest = hashlib.sha256()
        for name in ("pyproject.toml", "resources/constraints.txt"):
            digest.update((self.root / name).read_bytes() + b"\0")
        return digest.hexdigest()

    def read_stamp(self) -> dict[str, object]:
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def write_stamp(self, dev: bool) -> None:
        stamp = {"fingerprint": self.fingerprint(), "root": str(self.root), "dev": dev}
        self.stamp.write_text(json.dumps(stamp), encoding="utf-8")

    def is_current(self, dev: bool) -> bool:
        """Whether nothing has changed since it was made; with ``dev``, whether it holds the test tools too."""
        stamp = self.read_stamp()
        unchanged = stamp.get("fingerprint") == self.fingerprint() and stamp.get("root") == str(self.root)
        return unchanged and (not dev or stamp.get("dev") is True)

    def works(self) -> bool:
        """False where it is missing, half made, or its Python is gone."""
        try:
            return subprocess.run([self.program("python"), "-c", "import pip"], capture_output=True).returncode == 0
        except OSError:
            return False

    def has_moved(self) -> bool:
        """The programs in a .venv name their Python by its full path, so a moved or copied one is no use."""
        return self.read_stamp().get("root", str(self.root)) != str(self.root)

    def make_folder(self) -> None:
        if self.works() and not self.has_moved():
            return
        if importlib.util.find_spec("ensurepip") is None:
            install_packages([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], may_install())
        shutil.rmtree(self.folder, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", str(self.folder)]).returncode:
            stop(f"No se pudo crear {self.folder}.", f"{self.folder} could not be made.")

    def ensure(self, dev: bool) -> None:
        """Makes or updates it. Where it is up to date, this needs no network and takes a moment."""
        if self.is_current(dev) and self.works():
            return
        say("Preparando el entorno (la primera vez tarda unos minutos) … / Preparing the environment …")
        dev = dev or self.read_stamp().get("dev") is True
        self.make_folder()
        self.stamp.unlink(missing_ok=True)
        what = f"{self.root}[dev]" if dev else str(self.root)
        versions = str(self.root / "resources" / "constraints.txt")
        pip = [self.program("python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        if subprocess.run([*pip, "--constraint", versions, "--editable", what]).returncode:
            stop(
                "No se pudo instalar lo que falta. Revise la conexión a internet y repita la orden.",
                "What is missing could not be installed. Check the network and run the command again.",
            )
        self.write_stamp(dev)


# ---------------------------------------------------------------- the system underneath


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(spanish: str, english: str) -> NoReturn:
    sys.exit(f"{spanish}\n{english}")


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(libraries: Mapping[str, str] = SYSTEM_LIBRARIES) -> list[str]:
    """The Debian packages of the libraries that this system does not have."""
    if not sys.platform.startswith("linux"):
        return []
    return sorted(package for library, package in libraries.items() if not can_load(library))


def may_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: Sequence[str], allowed: bool) -> None:
    """Installs them where that is allowed; elsewhere says the command that would, and stops."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not allowed:
        stop(
            f"Faltan programas del sistema. Pida a quien administra la PC que ejecute: sudo {' '.join(command)}",
            "System packages are missing: run the command above (or your system's own) and try again.",
        )
    say(f"apt-get: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    retries = ["-o", "Acquire::Retries=3", "-qq"]
    subprocess.run(["apt-get", *retries, "update"], env=env, stdout=sys.stderr)
    if subprocess.run([*command, *retries], env=env, stdout=sys.stderr).returncode:
        stop(f"No se pudo ejecutar: {' '.join(command)}", f"This failed: {' '.join(command)}")


def ensure_libraries() -> None:
    packages = missing_packages()
    if packages:
        install_packages(packages, may_install())


def opens_window(args: Sequence[str], env: Mapping[str, str]) -> bool:
    """Whether ``run ARGS`` will need Qt: a command does not, and without a display the program only says so."""
    has_display = any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return has_display and (not args or args[0].startswith("-"))


def call(command: Sequence[str], cwd: Path | None = None, env: Mapping[str, str] | None = None) -> int:
    """Runs it in the open and returns its exit code, as a shell would give it."""
    process = subprocess.Popen(command, cwd=cwd, env=env)
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:  # the child got it too, and ends in its own way
            continue
        return code if code >= 0 else 128 - code


# ---------------------------------------------------------------- verbs


def run(args: Sequence[str]) -> int:
    environment = Environment(ROOT)
    environment.ensure(dev=False)
    if opens_window(args, os.environ):
        ensure_libraries()
    return call([environment.program("python"), "-m", "ananea_desktop", *args])


def developing() -> Environment:
    environment = Environment(ROOT)
    environment.ensure(dev=True)
    ensure_libraries()
    return environment


def test(args: Sequence[str]) -> int:
    if "--full" in args:
        os.environ["ANANEA_FUZZ_SECONDS"] = "600"  # for each reader of what comes from elsewhere
    environment = developing()
    checks = {
        "ruff": [environment.program("ruff"), "check"],
        "mypy": [environment.program("mypy")],
        "import-linter": [environment.program("lint-imports"), "--no-logo"],
        # a process for each core; a file stays in one, for its tests share what is dear to make
        "pytest": [environment.program("python"), "-m", "pytest", "-n", "auto", "--dist", "loadfile", *args],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if call(command, cwd=ROOT):
            failed.append(name)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def asks_for_help(args: Sequence[str]) -> bool:
    return bool(args) and args[0] in ("-h", "--help")


def bench(args: Sequence[str]) -> int:
    return call([developing().program("python"), "-m", "tests.benchmarks.run", *args], cwd=ROOT)


def screenshots(args: Sequence[str]) -> int:
    if asks_for_help(args):
        print(__doc__)
        return 0
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if list(args) == ["--manual"]:
        return call([developing().program("python"), "-m", "tests.ui.manual_pictures"], cwd=ROOT, env=env)
    if len(args) != 1 or args[0].startswith("-"):
        stop("Falta la carpeta: screenshots CARPETA", "The folder is missing: screenshots DIR")
    script = str(ROOT / "tests" / "ui" / "screenshots.py")
    return call([developing().program("python"), script, str(Path(args[0]).resolve())], cwd=ROOT, env=env)


def package(args: Sequence[str]) -> int:
    return call([developing().program("python"), "-m", "resources.packaging.build", *args])


VERBS = {"run": run, "test": test, "bench": bench, "screenshots": screenshots, "package": package}


def main(argv: Sequence[str]) -> int:
    if sys.version_info < OLDEST_PYTHON:
        stop("Hace falta Python 3.11 o más nuevo.", "Python 3.11 or newer is needed.")
    if asks_for_help(argv):
        print(__doc__)
        return 0
    if not argv or argv[0] not in VERBS:
        say(__doc__ or "")
        return 2
    return VERBS[argv[0]](argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
