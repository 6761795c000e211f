"""The Windows installer at work, in Wine: what it writes, an upgrade, and its removal. The program in it is a stand-in.

Wine is not Windows, and no dialog is shown (/S): files and registry are what is looked at.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ananea_desktop import __version__
from resources.packaging import windows
from tests.real.x_window import wait_until
from tests.test_windows_package import a_frozen_folder

UNINSTALL = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Ananea"


class Pc:
    """A Windows of our own, with a person who has data in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("home", "prefix"):
            (root / name).mkdir()
        self.environment = {
            **os.environ,
            "WINEPREFIX": str(root / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",  # else it asks to fetch them
            "HOME": str(root / "home"),
            "USER": "rosa",
            "LC_ALL": "C.UTF-8",
        }

    def start(self) -> None:
        subprocess.run(["wineserver", "--persistent"], env=self.environment, check=True)  # else each order starts one
        self.run("wineboot", "--init")
        self.run("winecfg", "-v", "win10")

    def run(self, *words: str | Path) -> int:
        """Its exit code. No pipes: what goes on behind it (Wine's services) would hold them."""
        quiet = subprocess.DEVNULL
        wine = ["wine", *map(str, words)]
        return subprocess.run(wine, env=self.environment, stdout=quiet, stderr=quiet, timeout=120).returncode

    def registry(self, key: str) -> str:
        asked = ["wine", "reg", "query", key, "/s"]
        return subprocess.run(asked, env=self.environment, capture_output=True, text=True, timeout=120).stdout

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%."""
        (local,) = (self.root / "prefix/drive_c/users").glob("*/AppData/Local")
        return local

    @property
    def folder(self) -> Path:
        return self.local / "Programs" / "Ananea"

    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pc]:
    pc = Pc(tmp_path_factory.mktemp("pc"))
    try:
        pc.start()
        data = pc.local / "ananea_desktop" / "ananea.db"
        data.parent.mkdir()
        data.write_bytes(b"all that she wrote")
        yield pc
    finally:
        subprocess.run(["wineserver", "--kill"], env=pc.environment)


@pytest.fixture(scope="module")
def installer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For 64 bits, as this Wine is; the one that is handed out runs on 32 too, and is compiled in its own test."""
    work = tmp_path_factory.mktemp("installer")
    return windows.installer(a_frozen_folder(work / "program"), work, work, "amd64-unicode")


def test_it_installs_upgrades_and_goes_and_the_data_stay(pc: Pc, installer: Path) -> None:
    program = {"ananea-desktop.exe", "ananea-orden.exe", "LEEME.txt", "_internal/Qt6Core.dll", "licencias/LISTA.txt"}
    assert pc.run(installer, "/S") == 0
    assert pc.files() == program | {"quitar.exe"}
    assert f"DisplayVersion    REG_SZ    {__version__}" in pc.registry(UNINSTALL)
    command = pc.registry("HKCU\\Software\\Classes\\Ananea.Copia\\shell\\open\\command")
    assert 'ananea-desktop.exe" --open "%1"' in command
    assert "Ananea.Copia" in pc.registry("HKCU\\Software\\Classes\\.ananea")
    assert "Ananea.Datos" in pc.registry("HKCU\\Software\\Classes\\.db")
    (link,) = (pc.root / "prefix").rglob("Start Menu/Programs/Ananea.lnk")

    (pc.folder / "_internal" / "of-the-old-version.dll").touch()
    (pc.folder / "hers.txt").touch()
    assert pc.run(installer, "/S") == 0
    assert pc.files() == program | {"quitar.exe", "hers.txt"}

    assert pc.run(pc.folder / "quitar.exe", "/S") == 0  # it goes on as a copy of itself, so that it can remove itself
    wait_until(lambda: "DisplayName" not in pc.registry(UNINSTALL), "the end of the removal")
    assert pc.files() == {"hers.txt"}
    assert not link.exists()
    for key in (UNINSTALL, "HKCU\\Software\\Ananea", "HKCU\\Software\\Classes\\.ananea"):
        assert "HKEY" not in pc.registry(key)
    assert "Ananea" not in pc.registry("HKCU\\Software\\Classes\\.db")
    assert (pc.local / "ananea_desktop" / "ananea.db").read_bytes() == b"all that she wrote"


def test_a_windows_that_is_too_old_is_left_as_it_was(pc: Pc, installer: Path) -> None:
    pc.run("winecfg", "-v", "win7")
    before = pc.files()
    assert pc.run(installer, "/S") == 2
    assert pc.files() == before
    pc.run("winecfg", "-v", "win10")
