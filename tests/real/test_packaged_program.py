"""The packaged program as a person gets it: on a PC without Python and without a network, from its folder and from the
Debian package.

It is made once for this file: about a minute. The archive of it is not pressed here, which takes another two.
"""

import ast
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PyInstaller.archive.readers import CArchiveReader

from ananea_desktop import __version__
from resources.packaging import debian, program
from tests.real import without_python
from tests.real.x_window import XWindow, connected, titled, wait_until

PACKAGE = without_python.ROOT / "ananea_desktop"
LARGEST = 205
"""MiB unpacked. Of 176 became a .tar.xz of 53; that is to stay below 65."""
ELSEWHERE = {"__future__", "_winapi", "msvcrt", "winreg", "psycopg"}
"""Python's own, what only Windows has, and what only a Central with a server needs (left_out.py)."""
TITLE = "Ananea: tesorería"
GOLD = (240, 179, 35)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packaged")


@pytest.fixture(scope="module")
def folder(work: Path) -> Path:
    return program.freeze(work)


@pytest.fixture(scope="module")
def executable(folder: Path) -> Path:
    return folder / program.NAME


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, executable: Path) -> Path:
    """A person's folder, with the sample and its papers in it, made by the packaged program."""
    home = tmp_path_factory.mktemp("person")
    without_python.run(home, executable, "demo", "muestra")
    return home


def test_there_is_no_python_where_it_is_tried(tmp_path: Path) -> None:
    for python in (sys.executable, "/usr/bin/python3"):
        tried = subprocess.run(without_python.command(python, "-c", "pass"), capture_output=True)
        assert tried.returncode != 0
    assert "lo" in Path("/proc/net/dev").read_text()
    there = without_python.run(tmp_path, "cat", "/proc/net/dev").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in there] == ["lo"]


def available(executable: Path) -> set[str]:
    """The modules in the archive, and those of C beside it."""
    archive = CArchiveReader(str(executable))
    modules = {*archive.toc, *archive.open_embedded_archive("PYZ.pyz").toc, *sys.builtin_module_names}
    inside = executable.parent / "_internal"
    for extension in inside.rglob("*.so"):
        place = extension.relative_to(inside).with_name(extension.name.partition(".")[0])
        parts = [part for part in place.parts if part not in ("python3." + str(sys.version_info[1]), "lib-dynload")]
        modules.add(".".join(parts))
    with_zip = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(inside / "base_library.zip")], capture_output=True, text=True
    )
    names = (line.split()[0] for line in with_zip.stdout.splitlines()[1:])
    return modules | {name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in names}


def imported_modules() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def test_every_module_and_all_that_they_import_is_in_it(executable: Path) -> None:
    there = available(executable)
    ours = {module.name for module in pkgutil.walk_packages([str(PACKAGE)], "ananea_desktop.")}
    assert len(ours) > 300 and ours <= there
    missing = {name for name in imported_modules() if name not in there}
    assert {name for name in missing if name.partition(".")[0] not in ELSEWHERE} == set()


def test_it_stays_small_and_knows_no_network(folder: Path) -> None:
    assert sum(size for _part, size in program.sizes(folder)) < LARGEST * 2**20
    names = [path.name for path in program.files_in(folder)]
    assert not [name for name in names if "Network" in name or "Quick" in name or "gtk" in name]


def test_the_licences_of_what_is_in_it_go_along(folder: Path) -> None:
    listed = (folder / "licencias" / "LISTA.txt").read_text("utf-8")
    for name in ("Python 3", "PySide6_Essentials 6", "reportlab 5", "pillow 1"):
        assert name in listed
    assert "pytest" not in listed
    assert list((folder / "licencias" / "reportlab").iterdir())


def test_the_archive_holds_the_folder_and_belongs_to_nobody(folder: Path, tmp_path: Path) -> None:
    few = tmp_path / program.NAME
    few.mkdir()
    (few / "LEEME.txt").write_bytes((folder / "LEEME.txt").read_bytes())
    (few / "otro").symlink_to("LEEME.txt")
    archive = program.archive(few, tmp_path / "few.tar.xz", preset=0)
    listed = subprocess.run(["tar", "-tvJf", str(archive)], capture_output=True, text=True, check=True).stdout
    assert f"{program.NAME}-{__version__}/LEEME.txt" in listed
    assert "-> LEEME.txt" in listed
    assert all("root/root" in line for line in listed.splitlines())


def test_it_makes_the_sample_with_its_papers(home: Path) -> None:
    papers = sorted((home / "muestra").glob("*.pdf"))
    assert len(papers) > 60
    receipt = pypdfium2.PdfDocument(home / "muestra" / "recibo-ingreso.pdf")
    assert "RECIBO DE INGRESO" in receipt[0].get_textpage().get_text_bounded().upper()
    receipt.close()


def test_a_copy_is_made_read_back_and_listed(home: Path, executable: Path) -> None:
    stick = home / "memoria"
    stick.mkdir()
    data = home / "muestra" / "ananea.db"
    without_python.run(home, executable, "--file", data, "backup", stick)
    assert [path.suffix for path in stick.glob("ananea-copia-000001-*")] == [".db"]
    assert "comprobada" in without_python.run(home, executable, "--file", data, "backups", stick)
    assert "Todo lo comprobado está bien" in without_python.run(home, executable, "--file", data, "check")


def test_its_own_children_read_pictures_and_spreadsheets(home: Path, executable: Path) -> None:
    data = home / "muestra" / "ananea.db"
    photo = home / "foto.jpg"
    photo.write_bytes((without_python.ROOT / "resources" / "sample" / "chute.jpg").read_bytes())
    assert "foto.jpg" in without_python.run(home, executable, "--file", data, "attach", "premium_projects", "1", photo)
    without_python.run(home, executable, "import-template", "socios", "socios.xlsx")
    told = without_python.run(home, executable, "--file", data, "import", "socios", "socios.xlsx", "--dry-run")
    assert "0 nuevos" in told


def test_slides_and_charts_are_made_in_both_languages(home: Path, executable: Path) -> None:
    data = home / "muestra" / "ananea.db"
    for name, more in (("x.pptx", ()), ("x.pdf", ("--lang", "en"))):
        without_python.run(home, executable, "--file", data, "slides", "--year", "2026", *more, "--out", name)
    assert (home / "x.pptx").read_bytes().startswith(b"PK")
    slides = pypdfium2.PdfDocument(home / "x.pdf")
    words = " ".join(page.get_textpage().get_text_bounded() for page in slides)
    slides.close()
    assert "Premium" in words


def test_the_manual_and_what_the_central_signs_are_in_it(home: Path, executable: Path) -> None:
    without_python.run(home, executable, "manual", "--out", "manual.pdf")
    manual = pypdfium2.PdfDocument(home / "manual.pdf")
    assert len(manual) > 20
    manual.close()
    without_python.run(home, executable, "central-demo", "central", "--cooperatives", "1", "--years", "1")
    assert list((home / "central").rglob("*.db"))


def shown(process: "subprocess.Popen[str]", window: XWindow) -> bool:
    """Whether its page is painted: the golden button stands, and text round about."""
    assert process.poll() is None, process.stdout and process.stdout.read()
    colours: dict[object, int] = {colour: count for count, colour in window.picture().getcolors(2**24) or ()}
    return len(colours) > 100 and max((colours.get(each, 0) for each in near_gold(colours)), default=0) > 2000


def near_gold(colours: dict[object, int]) -> list[object]:
    return [
        each
        for each in colours
        if isinstance(each, tuple) and all(abs(part - gold) < 12 for part, gold in zip(each, GOLD, strict=True))
    ]


def test_its_window_opens_is_worked_with_by_keys_and_closes(display: str, home: Path, executable: Path) -> None:
    environment = without_python.environment(home, DISPLAY=display)
    command = without_python.command(executable, "--open", home / "muestra" / "ananea.db")
    with (
        connected(display) as server,
        subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        try:
            wait_until(lambda: titled(server, TITLE), "the window")
            window = titled(server, TITLE)
            assert window is not None
            wait_until(lambda: shown(process, window), "its first page")
            before = window.picture()
            window.press("Control_L", "2")
            wait_until(lambda: window.picture() != before, "the next page")
            window.ask_to_close()
            said, _none = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0, said
    assert "Traceback" not in said and "Error" not in said
    assert list((home / "muestra" / "ananea-copias").glob("ananea-copia-*"))


def test_a_copy_that_is_clicked_is_not_opened(display: str, home: Path, executable: Path) -> None:
    copy = home / "ananea-copia-000009-2026-11-28.db"
    copy.write_bytes((home / "muestra" / "ananea.db").read_bytes())
    environment = without_python.environment(home, DISPLAY=display)
    with (
        connected(display) as server,
        subprocess.Popen(without_python.command(executable, "--open", copy), cwd=home, env=environment) as process,
    ):
        try:
            wait_until(lambda: titled(server, "es una copia"), "the message")
            message = titled(server, "es una copia")
            assert message is not None
            message.press("Return")
            assert process.wait(60) == 1
        finally:
            process.kill()
    assert copy.read_bytes() == (home / "muestra" / "ananea.db").read_bytes()
    assert sorted(path.name for path in home.glob("ananea-copia-000009*")) == [copy.name]


# ---------------------------------------------------------------- the Debian package


class System:
    """An empty Debian of our own, into which packages are installed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("updates", "info"):
            (root / "var/lib/dpkg" / name).mkdir(parents=True)
        (root / "var/lib/dpkg/status").touch()

    def dpkg(self, *words: str | Path) -> None:
        """--force-depends: the libraries of the real system are there, but it does not know of them."""
        command = ["unshare", "-Ur", "dpkg", f"--root={self.root}", "--force-depends", "--force-script-chrootless"]
        path = f"{os.environ['PATH']}:/usr/sbin:/sbin"  # dpkg looks for ldconfig
        done = subprocess.run([*command, *words], env={**os.environ, "PATH": path}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def package(folder: Path, work: Path) -> Path:
    return debian.build(folder, work, work, compression="gzip")


@pytest.fixture
def system(package: Path, tmp_path: Path) -> System:
    system = System(tmp_path / "system")
    system.dpkg("--install", package)
    return system


def kind_of(file: Path, system: System) -> str:
    """The MIME type that a desktop sees, by what lies in /usr/share/mime of both systems."""
    code = "import sys; from PySide6.QtCore import QMimeDatabase as D; print(D().mimeTypeForFile(sys.argv[1]).name())"
    share = system.root / "usr/share"
    environment = {**os.environ, "XDG_DATA_DIRS": f"{share}:/usr/share"}
    asked = [sys.executable, "-c", code, str(file)]
    return subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_the_debian_package_is_installed_and_removed_and_the_data_stay(system: System, home: Path) -> None:
    command = system.root / "usr/bin" / program.NAME
    data = home / ".local/share/ananea_desktop/ananea.db"
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_bytes((home / "muestra" / "ananea.db").read_bytes())
    assert "Rosa" in without_python.run(home, command, "people")
    system.dpkg("--purge", program.NAME)
    assert not command.is_symlink()
    assert not [path for path in system.root.rglob("*ananea*") if "dpkg" not in path.parts]
    assert data.read_bytes() == (home / "muestra" / "ananea.db").read_bytes()


def test_the_debian_package_names_program_icon_and_kinds_of_file(system: System, home: Path, tmp_path: Path) -> None:
    share = system.root / "usr/share"
    entry = share / "applications" / f"{program.NAME}.desktop"
    subprocess.run(["desktop-file-validate", str(entry)], check=True)
    subprocess.run(["update-mime-database", str(share / "mime")], check=True)
    for side in ("48x48", "256x256", "scalable"):
        assert list((share / "icons/hicolor" / side / "apps").glob(f"{program.NAME}.*"))
    renamed = tmp_path / "tesoreria.db"
    renamed.write_bytes((home / "muestra" / "ananea.db").read_bytes())
    assert kind_of(renamed, system) == "application/vnd.ananea.data+sqlite3"
    sealed = tmp_path / "copia.ananea"
    sealed.write_bytes(b"ANANEA COPIA SELLADA 1\n")
    assert kind_of(sealed, system) == "application/vnd.ananea.sealed-copy"
    strange = tmp_path / "otro.db"
    strange.write_bytes(b"SQLite format 3\0" + bytes(84))
    assert "ananea" not in kind_of(strange, system)
    kinds = {kind_of(renamed, system), kind_of(sealed, system)}
    assert kinds <= set(entry.read_text("utf-8").split("MimeType=")[1].splitlines()[0].split(";"))


def test_the_debian_package_asks_for_the_c_library_it_was_made_with(package: Path, folder: Path) -> None:
    fields = subprocess.run(["dpkg-deb", "--field", str(package)], capture_output=True, text=True, check=True).stdout
    assert f"libc6 (>= {debian.newest_glibc(folder)})" in fields
    assert f"Version: {__version__}" in fields
    assert list(debian.glibc_versions(b"\0GLIBC_2.4\0GLIBC_2.34\0GLIBC_PRIVATE\0")) == [(2, 4), (2, 34)]
