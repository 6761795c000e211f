"""For Windows: the offline folder made here, and the program and its installer made there from that folder."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from ananea_desktop import __version__
from resources.packaging import icons, program, wheels
from resources.packaging.program import HERE, NAME, ROOT, CannotPackage

_PROJECT = ("ananea_desktop", "resources", "pyproject.toml", "README.md")
Target = Literal["x86-unicode", "amd64-unicode"]
"""What the installer itself runs on: the first every NSIS can make and every Windows runs."""
_MAKENSIS_PLACES = ("C:/Program Files (x86)/NSIS/makensis.exe", "C:/Program Files/NSIS/makensis.exe")


def offline_folder(folder: Path, fill: Callable[[Path], list[str]] = wheels.fill) -> Path:
    """All that a Windows PC with Python needs to make program and installer without internet. Raises CannotPackage."""
    made = folder / f"{NAME}-{__version__}-windows"
    project = made / "proyecto"
    made.mkdir(exist_ok=True)
    shutil.rmtree(project, ignore_errors=True)
    for name in _PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, project)
    for source, target in (("construir.cmd", "construir.cmd"), ("LEEME-windows-carpeta.txt", "LEEME.txt")):
        _copy_for_windows(HERE / source, made / target)
    lines = fill(made / "ruedas")
    (made / "requisitos.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\r\n")
    return made


def build_there(folder: Path, work: Path) -> list[Path]:
    """On Windows: the program's folder, and its installer where NSIS is installed. Raises CannotPackage."""
    frozen = program.freeze(work)
    made = [Path(shutil.make_archive(str(folder / f"{NAME}-{__version__}-windows"), "zip", frozen.parent, NAME))]
    if makensis() is None:
        print("Sin instalador: falta NSIS (makensis). / No installer: NSIS is missing.")
    else:
        made.append(installer(frozen, folder, work))
    return made


def installer(frozen: Path, folder: Path, work: Path, target: Target = "x86-unicode") -> Path:
    """Puts the program's folder ``frozen`` into an installer. Raises CannotPackage."""
    compiler = makensis()
    if compiler is None:
        raise CannotPackage("Falta makensis (en Debian: apt-get install nsis). / makensis is missing.")
    icon = work / "made" / "ananea.ico"
    icon.parent.mkdir(parents=True, exist_ok=True)
    icons.write_ico(icon)
    made = folder / f"{NAME}-{__version__}-instalar.exe"
    size = sum(path.stat().st_size for path in program.files_in(frozen)) // 1024
    facts = {"VERSION": __version__, "PROGRAM": frozen, "ICON": icon, "TARGET": made, "SIZE": size}
    command = [compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", f"-XTarget {target}"]
    command += [f"-D{name}={value}" for name, value in facts.items()]
    done = subprocess.run([*command, str(HERE / "ananea.nsi")], capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise CannotPackage(f"makensis:\n{done.stdout}{done.stderr}")
    return made


def makensis() -> str | None:
    """Where NSIS's compiler is."""
    return shutil.which("makensis") or next((place for place in _MAKENSIS_PLACES if Path(place).is_file()), None)


def _copy_for_windows(source: Path, target: Path) -> None:
    target.write_text(source.read_text("utf-8"), "utf-8", newline="\r\n")
