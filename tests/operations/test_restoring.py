"""A copy put back: in place of the file in use or on a new PC, with what it does not know told, kept and doubted."""

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest

from ananea_desktop.domain import paper_key
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, StorageProblem
from ananea_desktop.domain.rights import RIGHTS, Role
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import copying, lost_papers, receipts, restoring, second_person, sign_in
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.rights import NotAllowed
from ananea_desktop.operations.second_person import NeedsSecondPerson
from ananea_desktop.storage import check, sealed, swap
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.storage.diary import diary_path, entries
from ananea_desktop.storage.schema import SCHEMA_VERSION
from tests.builders import a_draft, a_line, a_person, an_office_on_disk, clock, issue_anyway, issued

REASON = "Se borró un socio"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "oficina" / "ananea.db"


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """A copy with two receipts; three more were issued since, one of them annulled, and the file is closed."""
    books = an_office_on_disk(path)
    issued(books)
    issued(books)
    made = copying.copy_to(books, tmp_path / "usb").path
    third = issued(books, a_line(amount="70.00"))
    issued(books)
    issued(books)
    receipts.annul(books, third.id, "Duplicado")
    books.file.close()
    return made


def put_back(path: Path, copy: Path, reason: str = REASON) -> Books:
    """As the window does it: prepared and decided with the file in use, which is closed, and opened again."""
    books = an_office_on_disk(path)
    prepared = at_once(restoring.prepare(path, copy))
    restoring.decide(books, prepared, reason)
    books.file.close()
    return an_office_on_disk(path)


def numbers(books: Books) -> list[int]:
    return [number for (number,) in books.db.execute("SELECT number FROM receipts ORDER BY id")]


def test_a_copy_takes_the_place_of_the_file_which_is_kept_with_its_diary(path: Path, copy: Path) -> None:
    before = path.read_bytes(), diary_path(path).read_bytes()
    books = put_back(path, copy)
    assert numbers(books) == [1, 2]
    assert check.check(books.file).problems == []
    kept = path.with_name("ananea-antes-de-restaurar-001.db")
    assert (kept.read_bytes(), diary_path(kept).read_bytes()) == before
    assert not swap.note_path(path).exists()
    assert not swap.prepared_path(path).exists()
    assert [entry.subject for entry in entries(diary_path(path))] == [
        "user act",
        "receipt",
        "receipt",
        "restoration",
    ]
    books.file.close()


def test_what_the_copy_does_not_know_is_written_down_and_sealed(path: Path, copy: Path) -> None:
    books = put_back(path, copy)
    assert books.db.execute("SELECT reason, approved_by, user, kept_as FROM restorations").fetchall() == [
        (REASON, "", "Rosa", "ananea-antes-de-restaurar-001")
    ]
    assert [each.name for each in lost_papers.lost_papers(books)] == [
        "Recibo de ingreso N.º 001-000003",
        "Recibo de ingreso N.º 001-000004",
        "Recibo de ingreso N.º 001-000005",
        "anulación: Recibo de ingreso N.º 001-000003",
    ]
    assert lost_papers.lost_papers(books)[0].amount == "S/\xa070.00"
    books.file.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER lost_documents_frozen_update")
        connection.execute("UPDATE lost_documents SET amount_text = 'PEN 1' WHERE id = 1")
        connection.commit()
        assert any(problem.startswith("Sellos") for problem in check.check(DataFile(path, connection)).problems)


def test_a_receipt_with_the_number_of_a_lost_paper_is_doubted_unless_it_is_like_it(path: Path, copy: Path) -> None:
    books = put_back(path, copy)
    with pytest.raises(NeedsConfirmation, match="ya está en un papel entregado, del 23/11/2026 por S/") as asked:
        receipts.issue(books, a_draft(a_line(amount="71.00")))
    assert asked.value.concern == "lost_number"
    draft = a_draft(a_line(amount="70.00"))
    assert "Anote lo mismo" in lost_papers.note(books, receipts.preview(books, draft))
    assert receipts.issue(books, draft).number == 3
    assert [each.name for each in lost_papers.lost_papers(books)] == [
        "Recibo de ingreso N.º 001-000004",
        "Recibo de ingreso N.º 001-000005",
        "anulación: Recibo de ingreso N.º 001-000003",
    ]
    receipts.annul(books, 3, "Duplicado")
    issued(books)
    issued(books)
    assert lost_papers.lost_papers(books) == []
    assert issue_anyway(books, a_draft(a_line(amount="1.00"))).number == 6
    books.file.close()


def test_what_was_lost_before_is_not_forgotten_by_an_older_copy(path: Path, copy: Path, tmp_path: Path) -> None:
    put_back(path, copy).file.close()
    books = put_back(path, copy)
    assert len(lost_papers.lost_papers(books)) == 4
    assert path.with_name("ananea-antes-de-restaurar-002.db").exists()
    books.file.close()


def test_without_a_reason_or_the_right_nothing_is_put_back(path: Path, copy: Path) -> None:
    books = an_office_on_disk(path)
    prepared = at_once(restoring.prepare(path, copy))
    with pytest.raises(InvalidRecord, match="Falta el motivo"):
        restoring.decide(books, prepared, "  ")
    books.rights = RIGHTS[Role.TREASURY]
    with pytest.raises(NotAllowed):
        restoring.decide(books, prepared, REASON)
    books.file.close()
    books = an_office_on_disk(path)
    assert numbers(books) == [1, 2, 3, 4, 5]
    books.file.close()


def test_a_receipt_issued_after_the_decision_stops_it(path: Path, copy: Path) -> None:
    books = an_office_on_disk(path)
    restoring.decide(books, at_once(restoring.prepare(path, copy)), REASON)
    issued(books)
    books.file.close()
    with pytest.raises(StorageProblem, match="mientras tanto se emitieron más recibos"):
        an_office_on_disk(path)
    books = an_office_on_disk(path)
    assert numbers(books) == [1, 2, 3, 4, 5, 6]
    books.file.close()


@pytest.mark.parametrize(
    "destroy",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 3996 + path.read_bytes()[4096:]),
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    ],
)
def test_a_file_that_does_not_open_is_replaced_and_its_diary_tells_what_is_lost(
    path: Path, copy: Path, destroy
) -> None:
    destroy(path)
    ruin = path.read_bytes() if path.exists() else None
    with pytest.raises(StorageProblem):
        open_books(path)
    prepared = at_once(restoring.prepare(path, copy, is_open=False))
    assert restoring.documents(prepared.beyond)[-2:] == [
        "Recibo de ingreso N.º 001-000005",
        "anulación: Recibo de ingreso N.º 001-000003",
    ]
    kept = restoring.decide_closed(path, prepared, REASON, "Rosa", clock)
    books = an_office_on_disk(path)
    assert numbers(books) == [1, 2]
    assert len(lost_papers.lost_papers(books)) == 4
    assert check.check(books.file).problems == []
    books.file.close()
    if ruin is not None:
        assert path.with_name(f"{kept}.db").read_bytes() == ruin


def test_a_lost_diary_is_made_up_for_by_the_file_itself(path: Path, copy: Path) -> None:
    diary_path(path).unlink()
    books = put_back(path, copy)
    assert len(lost_papers.lost_papers(books)) == 4
    books.file.close()


def test_copies_are_offered_with_what_they_hold_and_what_is_none_says_why(
    path: Path, copy: Path, tmp_path: Path
) -> None:
    usb = copy.parent
    (usb / "foto.db").write_bytes(b"\x89PNG" + bytes(500))
    shutil.copy(copy, usb / "cambiada.db")
    with closing(sqlite3.connect(usb / "cambiada.db")) as connection:
        connection.execute("CREATE TRIGGER planted AFTER INSERT ON members BEGIN DELETE FROM suppliers; END")
    found = {Path(held.path).name: held for held in at_once(restoring.offered(path, [usb]))}
    assert next(iter(found)) == copy.name
    assert (found[copy.name].last_receipt, found[copy.name].receipts, found[copy.name].number) == ("001-000002", 2, 1)
    assert found[copy.name].problem == ""
    assert "no es un archivo de este programa" in found["foto.db"].problem
    assert "cambió la estructura" in found["cambiada.db"].problem
    with pytest.raises(StorageProblem, match="cambió la estructura"):
        at_once(restoring.prepare(path, usb / "cambiada.db"))
    assert not swap.prepared_path(path).exists()


def test_a_copy_is_brought_to_a_new_file_only(path: Path, copy: Path, tmp_path: Path) -> None:
    new = tmp_path / "nueva" / "ananea.db"
    prepared = at_once(restoring.restore_to(copy, new))
    assert [(each.kind, each.documents, each.total) for each in prepared.totals] == [("in", 2, 10000)]
    books = open_books(new)
    assert numbers(books) == [1, 2]
    assert check.check(books.file).problems == []
    books.file.close()
    with pytest.raises(StorageProblem, match="Ya hay un archivo"):
        at_once(restoring.restore_to(copy, new))


def seal_up(copy: Path, identity: pyrage.x25519.Identity, **changes: object) -> Path:
    """The copy of the fixture, sealed to a key."""
    header = sealed.Header(
        **{
            "number": 1,
            "day": "2026-11-23",
            "program": "0.1.0",
            "schema": SCHEMA_VERSION,
            "installation": "",
            "seal_id": 3,
            "seal_hash": "",
            "receipts": 2,
            "history_id": 0,
            "last_numbers": (("in", "002", 1), ("in", "001", 2)),
            "content_size": copy.stat().st_size,
            "content_sha256": sha256(copy.read_bytes()).hexdigest(),
            **changes,
        }  # type: ignore[arg-type]
    )
    target = copy.with_suffix(sealed.SUFFIX)
    sealed.seal(copy, target, header, [str(identity.to_public())])
    return target


def test_a_sealed_copy_is_offered_by_its_header_and_opened_with_the_key_as_typed(path: Path, copy: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    closed = seal_up(copy, identity)
    (held,) = [each for each in at_once(restoring.offered(path, [closed.parent])) if each.is_sealed]
    assert (held.last_receipt, held.receipts, held.number, held.problem) == ("001-000002", 2, 1, "")
    asks_for_key = [each.is_sealed for each in at_once(restoring.offered(path, [closed.parent])) if each.number == 1]
    assert asks_for_key[-1], "what needs no key is offered first"
    typed = " - ".join(paper_key.groups(str(identity))).lower()
    prepared = at_once(restoring.prepare(path, closed, secret=typed))
    assert prepared.counts["receipts"] == 2
    with pytest.raises(StorageProblem, match="otras llaves"):
        at_once(restoring.prepare(path, closed, secret=str(pyrage.x25519.Identity.generate())))
    assert not swap.prepared_path(path).exists()


def test_a_sealed_copy_that_holds_something_else_than_it_says_is_refused(path: Path, copy: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    with pytest.raises(StorageProblem, match="no tiene lo que dice por fuera"):
        at_once(restoring.prepare(path, seal_up(copy, identity, seal_id=9), secret=str(identity)))
    assert not swap.prepared_path(path).exists()


def test_where_somebody_else_can_say_yes_they_must(path: Path, copy: Path) -> None:
    books = an_office_on_disk(path)
    sign_in.enter(books, "Rosa Quispe")
    a_person(books, "Tomás Huanca", {Role.SUPERVISION}, "tres piedras cantan")
    prepared = at_once(restoring.prepare(path, copy))
    with pytest.raises(NeedsSecondPerson) as asked:
        restoring.decide(books, prepared, REASON)
    assert asked.value.what == "recuperar la copia del 23/11/2026"
    second_person.approve(books, "Tomás Huanca", "tres piedras cantan", asked.value.what)
    restoring.decide(books, prepared, REASON)
    books.file.close()
    again = an_office_on_disk(path)
    assert again.db.execute("SELECT approved_by FROM restorations").fetchall() == [("Tomás Huanca",)]
    again.file.close()


def test_a_name_with_brackets_can_be_put_back_twice(tmp_path: Path) -> None:
    """As a browser names what it brings a second time; for a search of names they are signs."""
    path = tmp_path / "caja [1].db"
    books = an_office_on_disk(path)
    issued(books)
    made = copying.copy_to(books, tmp_path / "usb").path
    issued(books)
    books.file.close()
    for again in (1, 2):
        books = put_back(path, made)
        assert numbers(books) == [1]
        assert path.with_name(f"caja [1]-antes-de-restaurar-00{again}.db").exists()
        assert len(lost_papers.lost_papers(books)) == 1
        books.file.close()


@pytest.mark.parametrize("moment", ["ayer", "2026-99-99"])
def test_a_day_that_is_none_is_shown_as_no_day(moment: str, path: Path, copy: Path) -> None:
    """In the header of a sealed one, in the tables of a plain one, in a name: whoever can write on the stick."""
    sealed_one = seal_up(copy, pyrage.x25519.Identity.generate(), day=moment)
    named = shutil.copy(copy, copy.with_name(f"ananea-copia-000007-{moment}.db"))
    inside = shutil.copy(copy, copy.with_name("dentro.db"))
    with closing(sqlite3.connect(inside)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
        ).fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE history SET at = ?", (moment,))
        for _name, sql in guards:
            connection.execute(sql)
        connection.commit()
    found = {held.path: held for held in at_once(restoring.offered(path, [copy.parent]))}
    days = {Path(each).name: restoring.when(held) for each, held in found.items()}
    assert days["dentro.db"] == ""
    assert days[copy.name] == days[Path(named).name] == "23/11/2026"
    assert [bool(found[str(each)].problem) for each in (sealed_one, inside, named)] == [True, True, False]


def test_given_up_in_the_middle_nothing_stays_on_the_new_pc(copy: Path, tmp_path: Path) -> None:
    new = tmp_path / "nueva" / "ananea.db"
    heard: list[restoring.Progress] = []
    steps = restoring.restore_to(copy, new, heard.append)
    while not heard:
        next(steps)
    assert swap.prepared_path(new).exists()
    steps.close()
    assert list(new.parent.iterdir()) == []


def test_copies_are_offered_whatever_the_data_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "libros.sqlite"
    books = an_office_on_disk(path)
    issued(books)
    copying.copy_on_close(books)
    books.file.close()
    offered = at_once(restoring.offered(path))
    assert [Path(held.path).name for held in offered] == ["ananea-copia-000001-2026-11-23.db"]


def test_a_memory_that_does_not_answer_hides_no_other_copy(path: Path, copy: Path, tmp_path: Path) -> None:
    gone = tmp_path / ("no name is as long as this " * 20)
    found = at_once(restoring.offered(path, [gone, copy.parent]))
    assert str(copy) in [held.path for held in found]


def test_a_changed_line_in_the_diary_hides_no_later_paper(path: Path, copy: Path) -> None:
    """The file does not open, and its diary has a flipped bit: whoever has a paper of what came after is told of it."""
    lines = diary_path(path).read_text().splitlines(keepends=True)
    assert "PEN 5000" in lines[2]  # of the heading, a seal, and the first receipt, which the copy has
    lines[2] = lines[2].replace("PEN 5000", "PEN 9000")
    diary_path(path).write_text("".join(lines))
    path.write_bytes(b"")
    prepared = at_once(restoring.prepare(path, copy, is_open=False))
    assert len(restoring.documents(prepared.beyond)) == 4
    restoring.decide_closed(path, prepared, REASON, "Rosa", clock)
    books = an_office_on_disk(path)
    assert len(lost_papers.lost_papers(books)) == 4
    books.file.close()
