"""Constancias: for who came and passed, numbered, frozen, sealed, annulled; what check and the diary say of them."""

import sqlite3
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import certificates, checking, office, records, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.diary import diary_path, entries
from tests.builders import (
    a_member,
    a_profile,
    a_training,
    an_office_on_disk,
    issued,
    save_member,
    save_members,
    save_training,
)
from tests.documents.papers import page_texts


def text_of(books: Books, *ids: int) -> str:
    return " ".join(" ".join(page_texts(at_once(certificates.pdf(books, ids)))).split())


def test_everyone_who_came_gets_one_that_is_numbered_and_sealed(books: Books) -> None:
    members = save_members(books, 3)
    session = save_training(books, members[:2])
    made = certificates.issue(books, session)
    found = certificates.get(books, made.ids)
    assert [each.number for each in found] == [1, 2]
    assert all(len(each.seal) == 64 for each in found)
    assert certificates.issued_words(made) == "Se emitieron 2 constancias."
    assert checking.check(books).problems == []
    with pytest.raises(UserError, match="ya tienen su constancia"):
        certificates.issue(books, session)
    trainings.tick(books, session, members)
    assert certificates.issued_words(certificates.issue(books, session)) == ("Se emitió 1 constancia; 2 ya la tenían.")


def test_where_there_is_a_test_only_who_passed_gets_one(books: Books) -> None:
    first, second, third = save_members(books, 3)
    session = save_training(books, [first, second, third], pass_mark="11")
    with pytest.raises(UserError, match="Nadie aprobó todavía: la constancia es para quien tiene 11 o más"):
        certificates.issue(books, session)
    trainings.note(books, session, first, {"mark": "11"})
    trainings.note(books, session, second, {"mark": "10"})
    assert certificates.due(books, session)[1:] == (1, "1 no aprobó; 1 no tiene nota")
    made = certificates.issue(books, session)
    assert certificates.issued_words(made) == "Se emitió 1 constancia; 1 no aprobó; 1 no tiene nota."
    assert "Aprobó con la nota 11 de 20" in text_of(books, *made.ids)


def test_who_has_one_stays_passed(books: Books) -> None:
    first, second = save_members(books, 2)
    session = save_training(books, [first, second], pass_mark="11")
    trainings.note(books, session, first, {"mark": "15"})
    certificates.issue(books, session)
    with pytest.raises(InvalidRecord) as refused:
        trainings.note(books, session, first, {"mark": "10"})
    assert "tiene la constancia N.º 1: anúlela primero" in refused.value.problems["mark"]
    with pytest.raises(InvalidRecord) as refused:
        trainings.note(books, session, first, {"mark": ""})
    assert refused.value.problems.keys() == {"mark"}
    with pytest.raises(InvalidRecord) as refused:
        trainings.save(books, a_training(pass_mark="16"), record_id=session)
    assert "Con 16 no aprueba" in refused.value.problems["pass_mark"]
    trainings.note(books, session, second, {"mark": "10"})
    trainings.note(books, session, first, {"mark": "12"})
    trainings.save(books, a_training(pass_mark="12"), record_id=session)
    trainings.save(books, a_training(pass_mark=""), record_id=session)


def test_none_is_issued_where_nobody_came_or_nothing_was_held(books: Books) -> None:
    (member,) = save_members(books, 1)
    with pytest.raises(UserError, match="tome primero la asistencia"):
        certificates.issue(books, save_training(books))
    with pytest.raises(UserError, match="está Realizada"):
        certificates.issue(books, save_training(books, [member], state="planned", held_on="01/12/2026"))
    with pytest.raises(LookupError):
        certificates.issue(books, 77)


def test_it_says_what_was_true_when_it_was_issued(books: Books) -> None:
    member = save_member(books)
    days = ({"held_on": "10/11/2026", "starts_at": "9", "ends_at": "12"}, {"held_on": "12/11/2026"})
    session = save_training(books, [member], days, topic="Uso del extintor", place="Ananea", trainer_firm="Bomberos")
    (only,) = certificates.issue(books, session).ids
    records.save(books, MEMBERS, a_member(given_names="Pedro"), member)
    trainings.save(books, {**trainings_texts(), "topic": "Otra cosa"}, record_id=session)
    office.save_profile(books, a_profile(president_name="Otro, Presidente"))
    text = text_of(books, only)
    for words in (
        "José Ccʼallo Núñez",
        "con DNI 00041527,",
        "«Uso del extintor»",
        "del 10 al 12 de noviembre de 2026 en Ananea, con una duración de 4 horas",
        "a cargo de Ing. Apaza Condori, Luz, Bomberos.",
        "Huanca Layme, Tomás",
        "Ananea, 23 de noviembre de 2026",
        "N.º 000001",
    ):
        assert words in text
    assert "MUESTRA" not in text and "ANULADA" not in text
    assert checking.check(books).problems == []


def trainings_texts() -> dict[str, str]:
    from tests.builders import a_training

    return a_training()


def test_an_annulled_one_keeps_its_number_and_another_can_be_issued(books: Books) -> None:
    member = save_member(books)
    session = save_training(books, [member])
    (first,) = certificates.issue(books, session).ids
    with pytest.raises(UserError, match="José Ccʼallo Núñez ya tiene su constancia"):
        certificates.issue(books, session, [member])
    with pytest.raises(UserError, match="anúlela primero"):
        trainings.untick(books, session, [member])
    with pytest.raises(InvalidRecord):
        certificates.annul(books, first, "  ")
    certificates.annul(books, first, "El nombre está mal")
    with pytest.raises(UserError, match="ya está anulada"):
        certificates.annul(books, first, "Otra vez")
    (second,) = certificates.issue(books, session).ids
    assert [each.number for each in certificates.get(books, [first, second])] == [1, 2]
    assert certificates.of_session(books, session) == [second]
    assert "ANULADA el 23/11/2026: El nombre está mal" in text_of(books, first)
    assert "ANULADA" not in text_of(books, second)
    assert certificates.find(books, "000002").id == second
    with pytest.raises(UserError, match="No hay una constancia"):
        certificates.find(books, "3")
    assert checking.check(books).problems == []


def test_what_is_certified_stays_held(books: Books) -> None:
    session = save_training(books, [save_member(books)])
    (only,) = certificates.issue(books, session).ids
    with pytest.raises(InvalidRecord) as refused:
        trainings.save(books, {**trainings_texts(), "state": "cancelled"}, record_id=session)
    assert "Tiene 1 constancia que vale" in refused.value.problems["state"]
    with books.permitted(), books.act() as db:
        db.execute("UPDATE training_sessions SET state = 'cancelled'")
    assert any("no está como Realizada" in each for each in checking.check(books).problems)
    certificates.annul(books, only, "No se realizó")
    assert checking.check(books).problems == []


def test_a_sample_says_so(books: Books) -> None:
    office.save_profile(books, a_profile(is_sample="yes"))
    session = save_training(books, [save_member(books)])
    assert "MUESTRA" in text_of(books, *certificates.issue(books, session).ids)


def test_no_more_than_a_batch_on_one_pdf(books: Books) -> None:
    with pytest.raises(UserError, match="hasta 500"):
        at_once(certificates.pdf(books, range(501)))


def test_the_file_refuses_to_change_one(books: Books) -> None:
    session = save_training(books, [save_member(books)])
    certificates.issue(books, session)
    for change in (
        "UPDATE certificates SET person_name = 'Otro'",
        "DELETE FROM certificates",
        "INSERT INTO certificates SELECT 2, 5, 'x', " + ", ".join(_columns(books)[3:]) + " FROM certificates",
    ):
        with pytest.raises(sqlite3.IntegrityError), books.permitted(), books.act() as db:
            db.execute(change)


def _columns(books: Books) -> list[str]:
    return [row[1] for row in books.db.execute("PRAGMA table_info(certificates)")]


def test_check_finds_one_that_was_changed_or_taken_away(books: Books) -> None:
    first, second = save_members(books, 2)
    session = save_training(books, [first, second])
    certificates.issue(books, session)
    books.db.execute("DROP TRIGGER certificates_frozen_update")
    books.db.execute("UPDATE certificates SET person_name = 'Otro' WHERE id = 1")
    problems = checking.check(books).problems
    assert any("constancia 1: alterado" in each for each in problems)
    books.db.execute("DROP TRIGGER certificates_frozen_delete")
    books.db.execute("DELETE FROM certificates WHERE id = 1")
    problems = checking.check(books).problems
    assert any("hay 1 constancias y la última es la N.º 2" in each for each in problems)


def test_check_finds_two_that_hold_and_one_of_who_did_not_come(books: Books) -> None:
    member = save_member(books)
    session = save_training(books, [member])
    certificates.issue(books, session)
    names = [name for name in _columns(books) if name not in ("id", "number", "token")]
    with books.permitted(), books.act() as db:
        db.execute(
            f"INSERT INTO certificates (number, token, {', '.join(names)}) SELECT 2, 'x', {', '.join(names)}"
            " FROM certificates"
        )
        db.execute("DELETE FROM attendances")
    problems = checking.check(books).problems
    assert any("las constancias 1 y 2 son de la misma persona" in each for each in problems)
    assert any("no está en la asistencia" in each for each in problems)


def test_the_diary_tells_of_each_by_its_own_number(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    session = save_training(books, [save_member(books, document_number="10000009")])
    (only,) = certificates.issue(books, session).ids
    certificates.annul(books, only, "Equivocada")
    diary = diary_path(tmp_path / "ananea.db")
    lines = diary.read_text(encoding="utf-8").splitlines()[-2:]
    assert [line.split("\t")[1:5] for line in lines] == [
        ["certificate", "constancia 000001", "2026-11-23", ""],
        ["certificate annulment", "constancia 000001", "2026-11-23", ""],
    ]
    assert [each.subject for each in entries(diary)] == ["user act", "receipt", "certificate", "certificate annulment"]
    assert checking.check(books).problems == []
    books.file.close()
    again = an_office_on_disk(tmp_path / "ananea.db")
    assert checking.check(again).problems == []
    again.file.close()
