"""Copies: whole, checked and read back, or not made and said so; numbered over all places; looked at again."""

import errno
import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyrage
import pytest

from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import checking, copying
from ananea_desktop.operations.books import Books, look_at_books, open_books
from ananea_desktop.paths import copies_folder
from ananea_desktop.storage import copy_list, copy_writer, sealed
from ananea_desktop.storage.apart import Progress
from ananea_desktop.storage.check import check
from ananea_desktop.storage.copy_writer import digest
from tests.builders import NOW, a_stick, an_office_on_disk, clock, issued, save_member
from tests.faults.full_disk import no_file_longer_than

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
FIRST = "ananea-copia-000001-2026-11-23.db"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ananea.db"


@pytest.fixture
def usb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return a_stick(tmp_path / "usb", monkeypatch)


@pytest.fixture
def books(path: Path) -> Iterator[Books]:
    opened = an_office_on_disk(path)
    issued(opened)
    yield opened
    opened.file.close()


@pytest.fixture
def keys(books: Books) -> list[pyrage.x25519.Identity]:
    """Two holders, as the keys' page writes them down."""
    made = [pyrage.x25519.Identity.generate() for _each in range(2)]
    with books.file.transaction("Rosa", books.now()) as db:
        for number, key in enumerate(made):
            row = ("Rosa", "Fiscal")[number], str(key.to_public()), books.now(), "Rosa"
            db.execute("INSERT INTO key_holders (name, public_key, made_at, user) VALUES (?, ?, ?, ?)", row)
    return made


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def opened_copy(path: Path) -> tuple[list[str], dict[str, int]]:
    copy = open_books(path, "Luz", clock)
    report = check(copy.file)
    copy.file.close()
    return report.problems, report.counts


def test_a_copy_opens_as_books_with_the_same_counts_and_is_kept_beside_the_file_too(
    books: Books, path: Path, usb: Path
) -> None:
    counted = check(books.file).counts
    made = copying.copy_to(books, usb)
    assert names(usb) == names(copies_folder(path)) == [FIRST]
    assert made.path.stat().st_size == made.size
    assert opened_copy(made.path) == ([], counted)
    assert made.office is not None
    assert opened_copy(made.office.path) == ([], counted)


def test_it_is_noted_with_what_it_holds(books: Books, usb: Path) -> None:
    made = copying.copy_to(books, usb)
    noted = books.db.execute(
        "SELECT place, file_name, size, sha256, number, sealed, seal_id, receipts, history_id, content_sha256"
        " FROM copies ORDER BY place DESC"
    ).fetchall()
    newest = copy_list.newest(books.db)
    for row, place in zip(noted, ("usb", "office"), strict=True):
        assert row[:3] == (place, FIRST, made.size)
        assert row[3] == row[9] == made.sha256
        assert row[4:9] == (1, "no", newest["seal_id"], 1, newest["history_id"])


def test_numbers_run_on_over_all_places_and_over_what_a_stick_brings(books: Books, usb: Path, tmp_path: Path) -> None:
    usb.mkdir()
    (usb / "ananea-copia-000041-2031-01-01.db").write_bytes(b"of another computer")
    assert copying.copy_to(books, usb).number == 42
    save_member(books)
    beside = copying.copy_on_close(books)
    assert beside is not None and beside.number == 43
    assert copying.copy_to(books, tmp_path / "other").number == 44
    assert "ananea-copia-000041-2031-01-01.db" in names(usb)


def test_with_keys_the_one_on_the_stick_is_sealed_and_the_one_beside_the_file_is_not(
    books: Books, path: Path, usb: Path, tmp_path: Path, keys: list[pyrage.x25519.Identity]
) -> None:
    made = copying.copy_to(books, usb)
    assert names(usb) == ["ananea-copia-000001-2026-11-23.ananea"]
    assert names(copies_folder(path)) == [FIRST]
    header = sealed.read_header(made.path)
    assert (header.number, header.receipts, header.last_numbers) == (1, 1, (("in", "001", 1),))
    assert (header.seal_id, header.content_sha256) == (made.seal_id, made.content_sha256)
    assert b"Rosa" not in made.path.read_bytes()[: sealed.HEADER_SIZE]
    for number, key in enumerate(keys):
        opened = tmp_path / f"opened-{number}.db"
        sealed.open_sealed(made.path, str(key), opened)
        assert opened.read_bytes() == (copies_folder(path) / FIRST).read_bytes()


def test_nothing_written_makes_no_copy_on_close(path: Path, books: Books) -> None:
    assert copying.copy_on_close(books) is not None
    assert copying.copy_on_close(books) is None
    books.file.close()
    again = open_books(path, "Rosa", clock)
    assert copying.copy_on_close(again) is None
    save_member(again)
    assert copying.is_behind(again)
    assert copying.copy_on_close(again) is not None
    again.file.close()


def test_a_copy_that_was_not_made_on_leaving_is_made_at_the_next_start(path: Path, books: Books) -> None:
    copying.copy_on_close(books)
    save_member(books)
    books.file.close()  # the light went out
    again = open_books(path, "Rosa", clock)
    made = at_once(copying.catch_up(again))
    assert made is not None and made.number == 2
    again.file.close()


def test_after_twenty_receipts_a_copy_is_made_by_itself(books: Books) -> None:
    copying.copy_on_close(books)
    for _each in range(copying.EVERY_RECEIPTS - 1):
        issued(books)
    assert at_once(copying.keep_up(books)) is None
    issued(books)
    made = at_once(copying.keep_up(books))
    assert made is not None and made.receipts == copying.EVERY_RECEIPTS + 1
    assert at_once(copying.keep_up(books)) is None


def test_work_goes_on_while_a_copy_is_made_and_what_comes_later_is_not_in_it(books: Books, usb: Path) -> None:
    steps = copying.make_copy(books, usb)
    next(steps)
    issued(books)
    made = at_once(steps)
    assert made.receipts == 1
    assert copying.state(books).receipts == 1
    assert check(books.file).counts["receipts"] == 2


def test_two_copies_at_once_are_refused(books: Books, usb: Path, tmp_path: Path) -> None:
    first = copying.make_copy(books, usb)
    next(first)
    with pytest.raises(UserError, match=r"^NO se hizo la copia\. Ya se está haciendo otra"):
        copying.copy_to(books, tmp_path / "other")
    assert at_once(first).number == 1
    assert copying.copy_to(books, tmp_path / "other").number == 2


def test_other_files_in_the_folder_are_left_alone_and_leftovers_are_not(books: Books, usb: Path) -> None:
    usb.mkdir()
    (usb / "fotos.zip").write_bytes(b"not ours")
    (usb / "ananea-copia-000001-2026-11-22.ananea.part").write_bytes(b"half a copy")
    (usb / "ananea-copia-000007-2026-11-22.db").write_bytes(b"")
    copying.copy_to(books, usb)
    assert names(usb) == [FIRST, "fotos.zip"]


def test_of_a_stick_only_copies_of_this_book_are_thinned_out(books: Books, usb: Path, path: Path) -> None:
    usb.mkdir()
    for number in range(1, 31):
        (usb / f"ananea-copia-{number:06d}-2026-11-01.db").write_bytes(b"of another book")
    made = copying.copy_to(books, usb)
    for number in range(32, 46):  # as many more as are kept
        name = f"ananea-copia-{number:06d}-2026-11-23.db"
        for place, folder in (("usb", usb), ("office", copies_folder(path))):
            shutil.copy(made.path, folder / name)
            with books.file.transaction("Rosa", books.now()) as db:
                copy_list.note(db, replace(made, number=number, path=folder / name), place, books.now())
    assert copying.copy_to(books, usb).number == 46
    there = [each.number for each in copying.copies_in(books, usb)]
    assert there == [*range(46, 32, -1), *range(30, 0, -1)]
    assert [each.number for each in copying.copies_in(books, copies_folder(path))] == [*range(46, 32, -1)]


def test_failed_copy_is_said_and_leaves_the_old_ones_whole(books: Books, usb: Path, path: Path) -> None:
    old = copying.copy_to(books, usb)
    whole = old.path.read_bytes()
    with no_file_longer_than(100_000), pytest.raises(StorageProblem, match=r"^NO se hizo la copia\. El disco"):
        copying.copy_to(books, usb)
    assert names(usb) == names(copies_folder(path)) == [old.path.name]
    assert old.path.read_bytes() == whole
    assert books.db.execute("SELECT count(*) FROM copies").fetchone() == (2,)
    assert copying.copy_to(books, usb).path.name == "ananea-copia-000002-2026-11-23.db"


def test_copy_onto_a_file_is_said(books: Books, usb: Path) -> None:
    usb.write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageProblem, match=r"^NO se hizo la copia\. "):
        copying.copy_to(books, usb)


def test_copy_of_damaged_books_is_not_made(books: Books, path: Path, usb: Path) -> None:
    save_member(books)
    books.file.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        trigger = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'members_history_update'")
        (sql,) = trigger.fetchone()
        connection.execute("DROP TRIGGER members_history_update")
        connection.execute("UPDATE members SET phone = '951000000'")
        connection.execute(sql)
    damaged = open_books(path, "Rosa", clock)
    with pytest.raises(StorageProblem, match=r"NO se hizo la copia\. La copia no pasó la comprobación: Historial"):
        copying.copy_to(damaged, usb)
    damaged.file.close()
    assert names(usb) == []


def test_a_file_that_is_only_looked_at_is_not_copied_and_its_copies_are_still_read(
    books: Books, path: Path, usb: Path
) -> None:
    copying.copy_to(books, usb)
    issued(books)
    books.file.checkpoint()
    books.file.close()
    looked = look_at_books(path)
    assert not copying.is_behind(looked)
    assert copying.copy_on_close(looked) is None
    assert at_once(copying.monthly_trial(looked)) is None
    with pytest.raises(UserError, match="abierto solo para mirar"):
        copying.copy_to(looked, usb)
    assert at_once(copying.read_again(looked, usb)) == ""
    looked.file.close()


# how old they are


def test_a_copy_is_late_after_seven_days_or_fifty_receipts_or_when_the_clock_went_back(books: Books, usb: Path) -> None:
    assert copying.state(books).is_late  # a receipt, and no copy outside at all
    copying.copy_to(books, usb)
    state = copying.state(books)
    assert (state.made_on, state.days, state.receipts, state.is_late) == (date(2026, 11, 23), 0, 0, False)
    for days, late in ((7, False), (8, True), (-1, True)):
        books.clock = partial(_after, days)
        assert copying.state(books).is_late is late
    books.clock = clock
    for _each in range(copying.LATE_RECEIPTS):
        issued(books)
    assert not copying.state(books).is_late
    issued(books)
    assert copying.state(books).is_late


def test_a_stick_that_is_gone_is_not_called_the_data_file(books: Books, usb: Path) -> None:
    usb.write_bytes(b"no folder any more")
    with pytest.raises(StorageProblem, match=r"NO se hizo la copia\. Ahí no se puede escribir"):
        copying.copy_to(books, usb)


def test_what_lies_on_the_disk_of_the_data_is_no_copy_outside(
    books: Books, tmp_path: Path, usb: Path, request: pytest.FixtureRequest
) -> None:
    """A folder was chosen by hand: if the disk fails, it is lost with the data."""
    folder = tmp_path / "Documentos"
    copying.copy_to(books, folder)
    state = copying.state(books)
    assert (state.name, state.made_on, state.is_late) == ("", None, True)
    assert [each.is_ours for each in copying.copies_in(books, folder)] == [True]
    request.getfixturevalue("keys")
    copying.copy_to(books, folder)
    assert copying.state(books).is_late
    assert [each.is_ours for each in copying.copies_in(books, folder)] == [True, True]
    copying.copy_to(books, usb)
    assert not copying.state(books).is_late


def _after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def test_an_empty_book_wants_no_copy_urgently(tmp_path: Path) -> None:
    empty = an_office_on_disk(tmp_path / "empty.db")
    assert not copying.state(empty).is_late
    empty.file.close()


# looked at again


def test_the_newest_on_a_stick_is_read_again_and_an_altered_one_is_found(books: Books, usb: Path) -> None:
    assert at_once(copying.read_again(books, usb)) is None
    made = copying.copy_to(books, usb)
    assert at_once(copying.read_again(books, usb)) == ""
    whole = bytearray(made.path.read_bytes())
    whole[len(whole) // 2] ^= 4
    made.path.write_bytes(whole)
    problem = at_once(copying.read_again(books, usb))
    assert problem is not None and "ya no es lo que se escribió" in problem
    assert copying.state(books).name == ""
    assert copying.state(books).is_late
    (found,) = copying.copies_in(books, usb)
    assert found.is_ours and found.problem == problem


def test_once_a_month_the_newest_beside_the_file_is_put_back_for_a_trial(books: Books, path: Path) -> None:
    assert at_once(copying.monthly_trial(books)) is None
    copying.copy_on_close(books)
    assert at_once(copying.monthly_trial(books)) == ""
    assert at_once(copying.monthly_trial(books)) is None
    books.clock = lambda: NOW + timedelta(days=31)
    copy = copies_folder(path) / FIRST
    whole = bytearray(copy.read_bytes())
    whole[-5000] ^= 1
    copy.write_bytes(whole)
    assert "ya no es lo que se escribió" in (at_once(copying.monthly_trial(books)) or "")
    trial = copying.state(books).trial
    assert trial is not None and trial["file_name"] == FIRST and trial["problem"]
    assert names(copies_folder(path)) == [FIRST]


def test_a_copy_with_a_problem_is_made_anew(books: Books, path: Path) -> None:
    copying.copy_on_close(books)
    copies_folder(path).joinpath(FIRST).write_bytes(b"x")
    books.db.execute("SELECT 1")
    assert not copying.is_behind(books)
    with books.file.transaction("Rosa", books.now()) as db:
        copy_list.note_check(db, "trial", FIRST, "altered", books.now(), "Rosa")
    assert copying.is_behind(books)


def test_once_a_year_a_sealed_one_is_opened_with_the_key_on_paper(
    books: Books, usb: Path, path: Path, keys: list[pyrage.x25519.Identity]
) -> None:
    made = copying.copy_to(books, usb)
    assert not copying.state(books).is_to_be_opened
    books.clock = lambda: NOW + timedelta(days=365)
    assert copying.state(books).is_to_be_opened
    with pytest.raises(UserError, match="58 letras"):
        at_once(copying.open_with_key(books, made.path, "AGE-SECRET-KEY-1QQQQ"))
    with pytest.raises(UserError, match="Esta llave no es de la copia"):
        at_once(copying.open_with_key(books, made.path, str(pyrage.x25519.Identity.generate())))
    assert copying.state(books).is_to_be_opened
    assert at_once(copying.open_with_key(books, made.path, str(keys[1]).lower())) == ""
    assert not copying.state(books).is_to_be_opened
    assert names(copies_folder(path)) == [FIRST]


def test_copies_say_what_they_hold(books: Books, usb: Path, keys: list[pyrage.x25519.Identity]) -> None:
    copying.copy_to(books, usb)
    (usb / "ananea-copia-000009-2026-11-20.db").write_bytes(b"no data file at all")
    other, ours = copying.copies_in(books, usb)
    assert (ours.number, ours.is_sealed, ours.is_ours, ours.receipts) == (1, True, True, 1)
    assert ours.last_numbers == (("in", "001", 1),) and ours.verified_at and not ours.problem
    assert (other.is_ours, other.receipts, other.problem) == (False, None, "No se puede leer.")
    (stranger, same) = copying.copies_in(None, usb)
    assert (same.is_ours, same.verified_at, same.receipts) == (False, "", 1)
    assert stranger.number == 9


def test_the_check_beside_a_copy_is_not_put_out_by_receipts_of_meanwhile(books: Books, usb: Path) -> None:
    """Both look at the file as it was when the first of them began, and the diary is ahead of that."""
    copy = copying.make_copy(books, usb)
    while not books.file.is_held:
        next(copy)
    issued(books)
    report = at_once(checking.check_apart(books))
    assert report.problems == []
    assert report.counts["receipts"] == 1
    at_once(copy)
    assert at_once(checking.check_apart(books)).counts["receipts"] == 2


def test_the_office_s_own_folder_is_no_place_for_another_copy(books: Books, path: Path, tmp_path: Path) -> None:
    copying.copy_on_close(books)
    before = names(copies_folder(path))
    (tmp_path / "link").symlink_to(copies_folder(path))
    for folder in (copies_folder(path), tmp_path / "link"):
        with pytest.raises(StorageProblem, match=r"NO se hizo la copia\. En esa carpeta ya están"):
            copying.copy_to(books, folder)
    assert names(copies_folder(path)) == before


def test_a_planted_number_does_not_make_the_names_of_copies_too_long(books: Books, usb: Path) -> None:
    usb.mkdir()
    (usb / "ananea-copia-999999999-2026-01-01.db").write_bytes(b"planted")
    assert copying.copy_to(books, usb).path.name == FIRST
    assert [each.number for each in copying.copies_in(books, usb) if each.is_ours] == [1]


def test_a_copy_of_before_the_program_was_renewed_passes_its_trial(books: Books, path: Path) -> None:
    """As the first start of a newer program finds it: of the older schema, and as it was written."""
    made = copying.copy_on_close(books)
    assert made is not None
    made.path.write_bytes(gzip.decompress((SCHEMAS / "v7.db.gz").read_bytes()))
    with closing(sqlite3.connect(made.path)) as old:
        (receipts,) = old.execute("SELECT count(*) FROM receipts").fetchone()
    written = {"size": made.path.stat().st_size, "sha256": digest(made.path), "receipts": receipts}
    older: Any = {**written, "seal_id": None, "seal_hash": None, "history_id": None}  # the list had no more then
    with books.permitted(), books.noting() as db:
        copy_list.note(db, replace(made, **older), "office", books.now())
    before = made.path.read_bytes()
    assert at_once(copying.monthly_trial(books)) == ""
    assert made.path.read_bytes() == before
    assert names(copies_folder(path)) == [FIRST]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENAMETOOLONG, errno.ETIMEDOUT])
def test_whatever_a_disk_of_the_net_says_is_told_in_words(code: int) -> None:
    with pytest.raises(StorageProblem, match=r"Elija otra|use otra"), copy_writer.of_the_target():
        raise OSError(code, "as the system says it")


def test_a_copy_made_beside_a_trial_leaves_the_trial_alone(books: Books, path: Path, usb: Path) -> None:
    copying.copy_on_close(books)
    folder = copies_folder(path)
    trial = copying.monthly_trial(books)
    next(trial)
    (folder / "ananea-prueba-opened.part").write_bytes(b"of another trial")
    issued(books)
    at_once(copying.make_copy(books, usb))
    assert "ananea-prueba-opened.part" in names(folder)
    assert at_once(trial) == ""
    issued(books)
    copying.copy_on_close(books)
    assert [name for name in names(folder) if name.startswith("ananea-prueba")] == []  # nobody tries any more


def test_a_trial_that_is_given_up_leaves_no_opened_copy(
    books: Books, path: Path, usb: Path, keys: list[pyrage.x25519.Identity]
) -> None:
    made = copying.copy_to(books, usb)
    before = names(copies_folder(path))
    seen: list[str] = []

    def give_up(progress: Progress) -> None:
        if progress.stage == "check":
            seen.extend(names(copies_folder(path)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        at_once(copying.open_with_key(books, made.path, str(keys[0]), give_up))
    assert seen == [*before, "ananea-prueba-opened.part"]
    assert names(copies_folder(path)) == before


def test_ended_while_it_writes_nothing_of_the_copy_stays(books: Books, path: Path, usb: Path) -> None:
    """SQLite keeps a journal beside what it writes."""
    at_once(copying.make_copy(books, usb))
    issued(books)
    before = names(copies_folder(path))
    left = copies_folder(path) / "ananea-copia-000002-2026-11-23.db.part-journal"

    def end(_progress: Progress) -> None:
        left.write_bytes(b"as a process leaves it that is ended")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        at_once(copying.make_copy(books, usb, end))
    assert names(copies_folder(path)) == before
