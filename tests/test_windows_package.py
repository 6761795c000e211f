"""What is made here for Windows: the installer, compiled on a stand-in folder, and the folder that needs no internet.

Windows itself is not here: that the two do what they say there was not tried.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from PIL import Image

from ananea_desktop import __version__
from resources.packaging import icons, program, wheels, windows
from resources.packaging.program import HERE, ROOT, CannotPackage

SCRIPT = (HERE / "ananea.nsi").read_text("utf-8")


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    return a_frozen_folder(tmp_path / "stand in" / program.NAME)


def a_frozen_folder(folder: Path) -> Path:
    """Shaped as PyInstaller's for Windows is."""
    for name in ("ananea-desktop.exe", "ananea-orden.exe", "LEEME.txt", "_internal/Qt6Core.dll", "licencias/LISTA.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"MZ" + name.encode())
    return folder


def test_the_installer_is_compiled_without_a_warning(stand_in: Path, tmp_path: Path) -> None:
    made = windows.installer(stand_in, tmp_path, tmp_path / "work")
    assert made.name == f"ananea-desktop-{__version__}-instalar.exe"
    content = made.read_bytes()
    assert content.startswith(b"MZ") and b"NullsoftInst" in content
    assert __version__.encode("utf-16-le") in content  # what Windows shows of the file
    assert b'requestedExecutionLevel level="asInvoker"' in content  # no administrator


def test_a_fault_of_the_installers_script_is_told(stand_in: Path, tmp_path: Path) -> None:
    (stand_in / "LEEME.txt").unlink()
    for path in sorted(stand_in.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with pytest.raises(CannotPackage, match="no files found"):
        windows.installer(stand_in, tmp_path, tmp_path / "work")


def test_the_installer_deletes_only_what_it_put_there() -> None:
    deleted = re.findall(r"^\s*(?:Delete|RMDir)(?: /r)? \"([^\"]+)\"", SCRIPT, re.MULTILINE)
    assert set(deleted) == {
        "$INSTDIR\\_internal",
        "$INSTDIR\\licencias",
        "$INSTDIR\\${EXECUTABLE}",
        "$INSTDIR\\ananea-orden.exe",
        "$INSTDIR\\LEEME.txt",
        "$INSTDIR\\quitar.exe",
        "$INSTDIR",
        "$SMPROGRAMS\\Ananea.lnk",
        "$DESKTOP\\Ananea.lnk",
    }
    assert 'RMDir /r "$INSTDIR"' not in SCRIPT
    data = re.findall(r"^.*ananea_desktop.*$", SCRIPT, re.MULTILINE)
    assert all(line.startswith((";", "LangString")) or "Publisher" in line or "Copyright" in line for line in data)


def test_the_installer_takes_its_keys_away_again() -> None:
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', SCRIPT))
    removed = set(re.findall(r'DeleteReg(?:Key|Value) HKCU "([^"]+)"', SCRIPT))
    left = {key for key in written if not any(key == gone or key.startswith(gone + "\\") for gone in removed)}
    assert left == set()
    assert "HKLM" not in SCRIPT.replace("ReadRegStr $1 HKLM", "")


def test_the_installer_says_all_in_both_languages() -> None:
    spanish, english = (
        set(re.findall(rf"LangString (\w+) \$\{{LANG_{language}\}}", SCRIPT)) for language in ("SPANISH", "ENGLISH")
    )
    assert spanish == english == set(re.findall(r"\$\((Text\w+)\)", SCRIPT))


def test_the_folder_has_all_wheels_for_windows_and_pip_installs_from_it(tmp_path: Path) -> None:
    """Needs the Python package index, as test_wheel does: 90 MB."""
    made = windows.offline_folder(tmp_path)
    names = {path.name.split("-")[0].lower() for path in (made / "ruedas").glob("*.whl")}
    assert {"pyside6_essentials", "pyinstaller", "pefile", "pywin32_ctypes"} <= names
    assert not [path for path in (made / "ruedas").iterdir() if path.suffix != ".whl"]
    a_wheel(tmp_path, "pip", "24.0", [])  # every environment has it, but pip does not look into this one
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--dry-run"]
    command += ["--report", str(tmp_path / "report.json"), "--find-links", str(tmp_path)]
    command += ["--no-index", "--find-links", str(made / "ruedas"), "--only-binary=:all:", "--target", str(tmp_path)]
    command += ["--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp"]
    command += ["--abi", "cp312", "--abi", "abi3", "--abi", "none", "--requirement", str(made / "requisitos.txt")]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert told.returncode == 0, told.stdout
    installed = json.loads((tmp_path / "report.json").read_text("utf-8"))["install"]
    lines = (made / "requisitos.txt").read_text("utf-8").split()
    assert {canonicalize_name(each["metadata"]["name"]) for each in installed} == {
        "pip",
        *(line.partition("==")[0] for line in lines),
    }


def a_wheel(folder: Path, name: str, version: str, requires: list[str], tags: str = "py3-none-any") -> None:
    about = "".join(f"Requires-Dist: {each}\n" for each in requires)
    with zipfile.ZipFile(folder / f"{name}-{version}-{tags}.whl", "w") as wheel:
        inside = f"{name}-{version}.dist-info"
        wheel.writestr(f"{inside}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{about}\n")
        wheel.writestr(f"{inside}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tags}\n")


def written_wheels(asked: list[str], folder: Path) -> None:
    """As the index would, for libraries that ask for something on Windows alone."""
    more = {"pyinstaller": ['pefile; sys_platform == "win32"', 'macholib; sys_platform == "darwin"']}
    for each in asked:
        name, _, version = each.partition("==")
        a_wheel(folder, name.replace("-", "_"), version, more.get(name, []))


def test_what_only_windows_needs_is_fetched_and_nothing_of_other_systems(tmp_path: Path) -> None:
    lines = wheels.fill(tmp_path, written_wheels)
    names = [line.partition("==")[0] for line in lines]
    assert "pefile" in names and "macholib" not in names
    assert {canonicalize_name(each.name) for each in wheels.wanted()} <= set(names)
    assert wheels.lacking(tmp_path, wheels.pins()) == []


def test_wheels_of_older_versions_go(tmp_path: Path) -> None:
    a_wheel(tmp_path, "pillow", "9.0", [])
    wheels.fill(tmp_path, written_wheels)
    assert [path.name for path in tmp_path.glob("pillow-*")] == [f"pillow-{wheels.pins()['pillow']}-py3-none-any.whl"]


def test_without_the_index_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CannotPackage, match="Revise la conexión a internet"):
        wheels.fill(tmp_path)


def test_without_the_compiler_of_installers_its_package_is_named(
    stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotPackage, match="apt-get install nsis"):
        windows.installer(stand_in, tmp_path, tmp_path)


def test_a_wheel_of_another_system_does_not_count(tmp_path: Path) -> None:
    wheels.fill(tmp_path, written_wheels)
    (pillow,) = tmp_path.glob("pillow-*.whl")
    pillow.rename(tmp_path / pillow.name.replace("py3-none-any", "cp312-cp312-manylinux_2_28_x86_64"))
    assert wheels.lacking(tmp_path, wheels.pins()) == ["pillow"]


def test_a_library_without_a_pinned_version_is_named(tmp_path: Path) -> None:
    wheels.fill(tmp_path, written_wheels)
    (tmp_path / f"pefile-{wheels.pins()['pefile']}-py3-none-any.whl").unlink()
    with pytest.raises(CannotPackage, match=r"constraints\.txt: pefile"):
        wheels.lacking(tmp_path, {name: version for name, version in wheels.pins().items() if name != "pefile"})


def test_the_folder_brings_the_project_and_what_its_script_calls(tmp_path: Path) -> None:
    made = windows.offline_folder(tmp_path, fill=lambda _folder: ["click==8.5.1"])
    script = (made / "construir.cmd").read_bytes()
    assert script.count(b"\r\n") == script.count(b"\n") > 20
    assert (made / "requisitos.txt").read_bytes() == b"click==8.5.1\r\n"
    for name in ("resources/packaging/build.py", "resources/packaging/ananea.spec", "resources/sample/sample.json"):
        assert (made / "proyecto" / name).read_bytes() == (ROOT / name).read_bytes()
    assert not list(made.rglob("__pycache__"))


def test_the_icon_has_every_size_and_the_windows_one_is_drawn_from_it(tmp_path: Path) -> None:
    icons.write_ico(tmp_path / "a.ico")
    with Image.open(tmp_path / "a.ico") as image:
        assert image.info["sizes"] == {(side, side) for side in icons.SIZES}
    with Image.open(icons.WINDOW_ICON) as kept:
        assert kept.convert("RGBA").tobytes() == icons.picture(kept.width).convert("RGBA").tobytes()
