"""Where the data file lies, under what names, and who else may read it."""

import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ananea_desktop.domain.errors import AlreadyOpen, StorageProblem
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import copying, home
from ananea_desktop.operations.books import open_books
from ananea_desktop.storage import places
from ananea_desktop.storage.diary import diary_path
from ananea_desktop.ui.tabs.home_matters import matters
from tests.builders import NOW, an_office_on_disk, issued

MOUNTS = """
/dev/vda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdb1 /media/rosa/USB\\040DE\\040ROSA vfat rw 0 0
/dev/sdc1 /run/media/rosa/stick exfat rw 0 0
//pc2/caja /mnt/caja cifs rw 0 0
pc2:/home /home/rosa nfs4 rw 0 0
/dev/vda2 /home/rosa/local ext4 rw 0 0
""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/ananea/ananea.db", ""),
        ("/media/rosa/USB DE ROSA/ananea.db", places.REMOVABLE),
        ("/run/media/rosa/stick/libros/ananea.db", places.REMOVABLE),
        ("/mnt/caja/ananea.db", places.NETWORK),
        ("/home/rosa/ananea.db", places.NETWORK),
        ("/home/rosa/local/ananea.db", ""),
        ("/home/rosana/ananea.db", ""),
    ],
)
def test_innermost_mount_tells_what_a_path_lies_on(path: str, kind: str) -> None:
    assert places.mounted_kind(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "drive_type", "kind"),
    [
        (r"C:\Users\Rosa\ananea.db", 3, ""),
        (r"E:\ananea.db", 2, places.REMOVABLE),
        (r"Z:\ananea.db", 4, places.NETWORK),
        (r"\\pc2\caja\ananea.db", 0, places.NETWORK),
        (r"\\?\C:\Users\Rosa\ananea.db", 3, ""),
        (r"D:\ananea.db", 1, ""),
    ],
)
def test_windows_tells_the_type_of_the_drive(path: str, drive_type: int, kind: str) -> None:
    assert places.windows_kind(PureWindowsPath(path), drive_type) == kind


@pytest.mark.parametrize(
    ("path", "is_cloud"),
    [
        (r"C:\Users\Rosa\OneDrive\Documentos\ananea.db", True),
        (r"C:\Users\Rosa\OneDrive - Cooperativa\ananea.db", True),
        (r"C:\Users\Rosa\Dropbox\ananea.db", True),
        (r"C:\Users\Rosa\Mi unidad\ananea.db", True),
        (r"D:\Nube\Documentos\ananea.db", True),
        (r"C:\Users\Rosa\Documentos\Dropbox.db", False),
        (r"C:\Users\Rosa\Documentos\cajabox\ananea.db", False),
    ],
)
def test_folder_that_is_copied_to_the_internet_is_known(path: str, is_cloud: bool) -> None:
    assert places.in_cloud(PureWindowsPath(path), {"OneDrive": r"D:\Nube"}) is is_cloud


def test_first_page_says_what_is_unsafe_about_the_place(tmp_path: Path) -> None:
    path = tmp_path / "OneDrive" / "ananea.db"
    books = an_office_on_disk(path)
    figures = at_once(home.home_figures(books))
    told = [each.title for each in matters(home.home(books), figures, hidden=False)]
    assert any("carpeta que se copia a internet" in title for title in told)
    books.file.close()
    books = an_office_on_disk(tmp_path / "disco" / "ananea.db")
    assert at_once(home.home_figures(books)).place == []
    books.file.close()


def test_a_file_with_two_names_is_one_file(tmp_path: Path) -> None:
    path, link, second = tmp_path / "ananea.db", tmp_path / "enlace.db", tmp_path / "otro" / "libros.db"
    books = an_office_on_disk(path)
    second.parent.mkdir()
    link.symlink_to(path)
    os.link(path, second)
    with pytest.raises(AlreadyOpen, match="Rosa lo tiene abierto"):
        open_books(link, clock=lambda: NOW)
    with pytest.raises(AlreadyOpen):
        open_books(tmp_path / "otro" / ".." / "ananea.db", clock=lambda: NOW)
    with pytest.raises(StorageProblem, match="Otro programa está usando el archivo de datos"):
        open_books(second, clock=lambda: NOW)
    books.file.close()
    again = open_books(link, clock=lambda: NOW)
    assert again.file.path == path
    assert any("dos nombres" in sentence for sentence in at_once(home.home_figures(again)).place)
    again.file.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_other_users_of_the_pc_cannot_read_the_books_or_their_copies(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        path = tmp_path / "ananea.db"
        books = an_office_on_disk(path)
        issued(books)
        at_once(copying.catch_up(books))
        files = [path, path.with_name("ananea.db-wal"), diary_path(path), *tmp_path.glob("ananea-copias/*.db")]
        assert len(files) == 4
        assert {each.name: stat.S_IMODE(each.stat().st_mode) & 0o077 for each in files} == {
            each.name: 0 for each in files
        }
        books.file.close()
    finally:
        os.umask(before)
