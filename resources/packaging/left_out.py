"""What of the libraries the program never uses, and so is left out of the package: names only, no work.

Names are those inside the package, with "/" on every system. Where something here turns out to be needed, delete its
line: the tests of the packaged program (tests/real/test_packaged_program.py) then show the rest.
"""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

MODULES = (
    "PIL.AvifImagePlugin",  # documents/picture_worker.py says which formats are read
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingtk",
    "PIL._tkinter_finder",
    "PySide6.QtNetwork",  # nothing of the program uses a network
    "chardet",  # of a library of the tests; ReportLab takes what it asks for itself
    "lxml.html",  # python-pptx needs lxml.etree alone
    "lxml.isoschematron",
    "lxml.objectify",
    "pkg_resources",
    "psycopg",  # only a Central that has a server needs it, and installs the program with Python
    "psycopg_binary",
    "qtpy",  # of QtAwesome only its font is used, found without importing it
    "reportlab.graphics.testshapes",
    "setuptools",
    "tkinter",
)
"""Not followed when the imports are looked for."""

FILES = (
    # Qt: one way to a screen for each system, no OpenGL, no devices without a desktop, no network
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*qdirect2d*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platformthemes/*gtk3*",  # 20 MB of GTK for its file chooser; the portal gives the system's own
    "*/plugins/tls/*",
    "*/plugins/wayland-graphics-integration-client/*",
    "*/plugins/wayland-shell-integration/*fullscreen*",
    "*/plugins/wayland-shell-integration/*ivi*",
    "*/plugins/wayland-shell-integration/*qt-shell*",
    "*/plugins/wayland-shell-integration/*wl-shell*",
    "*/plugins/xcbglintegrations/*",
    "*opengl32sw.dll",
    "*d3dcompiler_47.dll",
    "*/Qt6Network.dll",
    "*/Qt6OpenGL.dll",
    "*/Qt6Pdf.dll",
    "*/Qt6Qml*.dll",
    "*/Qt6Quick*.dll",
    "*/Qt6VirtualKeyboard.dll",
    # pictures that the program never meets: what it keeps and shows are JPEG, PNG, SVG
    "*/plugins/imageformats/*gif*",
    "*/plugins/imageformats/*icns*",
    "*/plugins/imageformats/*pdf*",
    "*/plugins/imageformats/*tga*",
    "*/plugins/imageformats/*tiff*",
    "*/plugins/imageformats/*wbmp*",
    "*/plugins/imageformats/*webp*",
    "stdnum/*.dat",  # telephone books of banks and makers; DNI, RUC and CUI are sums
    "font_source_sans_pro/*.otf",  # the same letters as the .ttf
)

ONLY = {
    "*/translations/*.qm": ("*/qtbase_es.qm", "*/qtbase_en.qm", "*/qt_es.qm", "*/qt_en.qm"),
    "babel/locale-data/*.dat": (
        "babel/locale-data/root.dat",
        "babel/locale-data/es.dat",
        "babel/locale-data/es_PE.dat",
        "babel/locale-data/en.dat",
        "babel/locale-data/en_US.dat",
    ),
    "qtawesome/fonts/*": ("qtawesome/fonts/phosphor-*",),
}
"""Of what the first names, only what the others name."""

_DEPENDENCIES = ("*/Qt/lib/*", "pillow.libs/*")


def is_left_out(name: str) -> bool:
    """Whether a file of this name stays out of the package."""
    name = name.replace("\\", "/")
    if any(fnmatchcase(name, pattern) for pattern in FILES):
        return True
    return any(
        fnmatchcase(name, pattern) and not any(fnmatchcase(name, kept) for kept in exceptions)
        for pattern, exceptions in ONLY.items()
    )


def is_dependency(name: str) -> bool:
    """Whether a library is there only because others need it: the system's own lie flat, and Qt's in their folder."""
    path = PurePosixPath(name)
    looks_so = path.name.startswith("lib") and ".so" in path.name and "python" not in path.name
    return looks_so and (len(path.parts) == 1 or any(fnmatchcase(name, pattern) for pattern in _DEPENDENCIES))


def still_needed(names: Iterable[str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """``names`` without the libraries that only left-out ones needed. ``needs`` gives the file names (without folders)
    that a library asks for."""
    by_file: dict[str, list[str]] = {}
    for name in names:
        by_file.setdefault(PurePosixPath(name).name, []).append(name)
    waiting = [name for found in by_file.values() for name in found if not is_dependency(name)]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting.extend(found for file in needs(name) for found in by_file.get(file, ()))
    return kept
