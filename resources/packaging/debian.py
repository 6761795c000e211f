"""The Debian package: the program's folder in /usr/lib, a command, an icon, an entry in the menu, its kinds of file."""

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Literal

from ananea_desktop import __version__
from resources.packaging import icons, program
from resources.packaging.program import HERE, NAME, CannotPackage

ARCHITECTURE = "amd64"
MAINTAINER = "ananea_desktop <tesoreria@ananea.invalid>"

_DEPENDS = ("libegl1", "libgl1", "libxcb1")
"""What PyInstaller never takes along, since it belongs to the PC's own screen; every desktop has it. See freeze()."""

_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: libc6 (>= {glibc}), {depends}
Recommends: cups-client, fontconfig-config, libwayland-client0, libwayland-cursor0
Section: misc
Priority: optional
Description: tesorería de una cooperativa minera, sin internet
 Socios, aportaciones, capacitaciones, compras, proyectos de Prima y recibos
 numerados de una cooperativa, en un solo archivo. Lleva dentro todo lo que
 necesita. Los datos de cada persona quedan en su carpeta, también cuando se
 quita el programa.
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ananea_desktop
Comment: Lleva dentro bibliotecas de otros. La lista está en licencias/LISTA.txt de esta carpeta, y sus licencias al
 lado; Qt y PySide6 se usan bajo la LGPL 3 (/usr/share/common-licenses/LGPL-3).

Files: *
Copyright: ananea_desktop
License: all-rights-reserved
 The project's source names no licence of its own.
"""


def build(frozen: Path, folder: Path, work: Path, compression: Literal["xz", "gzip"] = "xz") -> Path:
    """Makes the package of the program's folder ``frozen`` in ``folder``; ``gzip`` is quick and large, for tests.
    Raises CannotPackage."""
    if shutil.which("dpkg-deb") is None:
        raise CannotPackage("El paquete .deb se hace en Debian o Ubuntu. / dpkg-deb is missing: apt-get install dpkg")
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _furnish(frozen, root)
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    size = sum(path.stat().st_size for path in program.files_in(root)) // 1024
    glibc, depends = newest_glibc(frozen), ", ".join(_DEPENDS)
    facts = {"name": NAME, "version": __version__, "architecture": ARCHITECTURE, "maintainer": MAINTAINER}
    control.write_text(_CONTROL.format(**facts, size=size, glibc=glibc, depends=depends), "utf-8")
    _write_sums(root)
    _give_rights(root)
    target = folder / f"{NAME}_{__version__}_{ARCHITECTURE}.deb"
    command = ["dpkg-deb", "--root-owner-group", f"-Z{compression}", *(["-z1"] if compression == "gzip" else [])]
    done = subprocess.run([*command, "--build", str(root), str(target)], capture_output=True, text=True)
    if done.returncode:
        raise CannotPackage(f"dpkg-deb:\n{done.stderr}")
    return target


def _furnish(frozen: Path, root: Path) -> None:
    library, documents = root / "usr/lib" / NAME, root / "usr/share/doc" / NAME
    shutil.copytree(frozen, library, symlinks=True, ignore=shutil.ignore_patterns("LEEME.txt", "licencias"))
    command = root / "usr/bin" / NAME
    command.parent.mkdir()
    command.symlink_to(f"../lib/{NAME}/{NAME}")
    shutil.copytree(frozen / "licencias", documents / "licencias")
    (documents / "copyright").write_text(_COPYRIGHT, "utf-8")
    changed = format_datetime(datetime.now(UTC))
    log = f"{NAME} ({__version__}) stable; urgency=low\n\n  * Versión {__version__}.\n\n -- {MAINTAINER}  {changed}\n"
    (documents / "changelog.gz").write_bytes(gzip.compress(log.encode(), 9, mtime=0))
    for source, place in ((f"{NAME}.desktop", "applications"), (f"{NAME}.xml", "mime/packages")):
        target = root / "usr/share" / place / source
        target.parent.mkdir(parents=True)
        shutil.copy(HERE / source, target)
    hicolor = root / "usr/share/icons/hicolor"
    for side in icons.SIZES:
        icons.write_png(hicolor / f"{side}x{side}/apps/{NAME}.png", side)
    drawing = hicolor / f"scalable/apps/{NAME}.svg"
    drawing.parent.mkdir(parents=True)
    shutil.copy(icons.SOURCE, drawing)


def _write_sums(root: Path) -> None:
    """What ``dpkg --verify`` compares with, in the form that dpkg asks for: MD5."""
    from hashlib import md5

    files = sorted(path for path in program.files_in(root) if root / "DEBIAN" not in path.parents)
    lines = [f"{md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]
    (root / "DEBIAN" / "md5sums").write_text("".join(lines), "utf-8")


def _give_rights(root: Path) -> None:
    """Everybody reads, root alone writes, and only the program itself is run."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr/lib" / NAME / NAME
            path.chmod(0o755 if runs else 0o644)


def newest_glibc(frozen: Path) -> str:
    """The version of the C library that the program's libraries ask for."""
    found = {(2, 17)}
    for path in program.files_in(frozen):
        if ".so" in path.name or os.access(path, os.X_OK):
            found.update(glibc_versions(path.read_bytes()))
    return ".".join(map(str, max(found)))


def glibc_versions(library: bytes) -> Iterable[tuple[int, int]]:
    return ((int(major), int(minor)) for major, minor in re.findall(rb"\0GLIBC_(\d+)\.(\d+)(?=[.\0])", library))
