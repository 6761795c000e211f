"""The keys of the copies: made in memory, put on paper, counted once read back from it, retired; each act is sealed."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pyrage
import pytest

from ananea_desktop.domain import paper_key
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.rights import Role, rights_of
from ananea_desktop.operations import copy_keys
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import NotAllowed
from ananea_desktop.storage import copy_list, drives, sealed
from ananea_desktop.storage.check import check
from tests.builders import an_office_on_disk


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Books]:
    opened = an_office_on_disk(tmp_path / "ananea.db")
    yield opened
    opened.file.close()


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk than the data file's: what a stick is."""
    for place in ("/dev/shm", "/run", "/tmp", str(Path.home())):
        if Path(place).is_dir() and not drives.is_same_disk(Path(place), tmp_path):
            folder = Path(tempfile.mkdtemp(dir=place))
            yield folder
            shutil.rmtree(folder)
            return
    pytest.skip("this computer has one disk only")


def words(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


def test_it_counts_once_its_last_groups_were_read_from_the_paper(books: Books) -> None:
    key = copy_keys.make_key(books, "  Rosa   Ccama ")
    assert copy_list.public_keys(books.db) == []
    for typed in ("", "QQQQ QQ", key.last_groups[:-1], key.secret):
        with pytest.raises(InvalidRecord) as refused:
            copy_keys.add_holder(books, key, typed)
        assert "los números 14 y 15" in refused.value.problems["typed"]
    copy_keys.add_holder(books, key, key.last_groups.lower().replace(" ", "-"))
    assert copy_list.public_keys(books.db) == [key.public]
    (holder,) = copy_keys.holders(books)
    assert (holder["name"], holder["print"]) == ("Rosa Ccama", sealed.fingerprint(key.public))


def test_the_paper_has_who_keeps_it_the_whole_key_and_how_to_use_it(books: Books) -> None:
    key = copy_keys.make_key(books, "Rosa Ccama")
    read = words(copy_keys.paper(books, key))
    assert all(group in read for group in paper_key.groups(key.secret))
    assert "Rosa Ccama" in read and sealed.fingerprint(key.public) in read
    assert "sobre cerrado" in read and "age-encryption.org" in read
    assert paper_key.PREFIX in read


def test_nothing_of_the_secret_stays(on_disk: Books, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = copy_keys.make_key(on_disk, "Rosa Ccama")
    copy_keys.paper(on_disk, key)
    copy_keys.add_holder(on_disk, key, key.last_groups)
    on_disk.file.checkpoint()
    part = key.secret[20:60].encode()
    assert all(part not in each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert key.secret not in caplog.text
    assert key.secret not in repr(key)


def test_on_a_stick_it_is_a_key_file_of_age_and_on_the_pc_it_is_refused(
    on_disk: Books, tmp_path: Path, other_disk: Path
) -> None:
    key = copy_keys.make_key(on_disk, "Rosa Ccama")
    with pytest.raises(UserError, match="elija una memoria USB"):
        copy_keys.write_key_file(on_disk, key, tmp_path / "llave.txt")
    assert not (tmp_path / "llave.txt").exists()
    copy_keys.write_key_file(on_disk, key, other_disk / "llave.txt")
    assert sealed.key_in_file(other_disk / "llave.txt") == key.secret
    assert str(pyrage.x25519.Identity.from_str(key.secret).to_public()) == key.public


def test_who_is_named(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        copy_keys.make_key(books, "  ")
    assert refused.value.problems == {"name": "Escriba quién va a guardar esta llave."}
    key = copy_keys.make_key(books, "Rosa Ccama")
    copy_keys.add_holder(books, key, key.last_groups)
    with pytest.raises(InvalidRecord) as refused:
        copy_keys.make_key(books, "rosa ccama")
    assert "primero retire la suya" in refused.value.problems["name"]


def test_a_retired_one_seals_no_more_and_its_place_can_be_taken(books: Books) -> None:
    first = copy_keys.make_key(books, "Rosa Ccama")
    copy_keys.add_holder(books, first, first.last_groups)
    copy_keys.retire_holder(books, 1)
    copy_keys.retire_holder(books, 1)
    assert copy_list.public_keys(books.db) == []
    second = copy_keys.make_key(books, "Rosa Ccama")
    copy_keys.add_holder(books, second, second.last_groups)
    assert copy_list.public_keys(books.db) == [second.public]
    assert [row["retired_at"] is None for row in copy_keys.holders(books)] == [True, False]


def test_each_act_is_sealed(books: Books) -> None:
    key = copy_keys.make_key(books, "Rosa Ccama")
    copy_keys.add_holder(books, key, key.last_groups)
    copy_keys.retire_holder(books, 1)
    acts = books.db.execute("SELECT user_name, detail, user FROM user_acts WHERE kind = 'keys' ORDER BY id").fetchall()
    mark = sealed.fingerprint(key.public)
    assert acts == [("Rosa Ccama", f"new {mark}", "Rosa"), ("Rosa Ccama", f"retired {mark}", "Rosa")]
    assert check(books.file).problems == []
    books.db.execute("DROP TRIGGER user_acts_frozen_update")
    books.db.execute("UPDATE user_acts SET detail = 'new 0' WHERE kind = 'keys'")
    assert any("alterado" in problem for problem in check(books.file).problems)


def test_only_who_may_change_people_may_change_keys(books: Books) -> None:
    books.rights = rights_of([Role.TREASURY, Role.RECORDS, Role.SUPERVISION])
    with pytest.raises(NotAllowed):
        copy_keys.make_key(books, "Rosa")
    with pytest.raises(NotAllowed):
        copy_keys.retire_holder(books, 1)
    books.rights = rights_of([Role.ADMINISTRATION])
    assert copy_keys.make_key(books, "Rosa").name == "Rosa"
