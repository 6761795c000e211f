"""Trainings: their state, days and invitations, the register of who came, and that only what was held counts."""

from datetime import date
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.trainings import TRAINING_SESSIONS, TrainingDay
from ananea_desktop.operations import (
    attachments,
    cards,
    listings,
    project_dossier,
    purchases,
    receipt_drafts,
    records,
    reports,
    trainings,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.home import home
from ananea_desktop.storage import attendances, lists, retention, statistics
from ananea_desktop.storage import trainings as store
from tests.builders import (
    OWN,
    a_member,
    a_purchase,
    a_purchase_line,
    a_training,
    save_member,
    save_members,
    save_project,
    save_supplier,
    save_training,
)
from tests.hostile import a_photo

YEAR = date(2026, 1, 1), date(2026, 12, 31)
TWO_DAYS = (
    {"held_on": "12/11/2026", "starts_at": "9", "ends_at": "12:30"},
    {"held_on": "10/11/2026", "starts_at": "2 pm", "ends_at": "6 pm"},
    {"held_on": "", "starts_at": "", "ends_at": ""},
)


def problems(books: Books, /, *days: dict[str, str], **changes: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as refused:
        trainings.save(books, a_training(**changes), days=days)
    return refused.value.problems


def rows_of(books: Books, session: int) -> dict[int, dict[str, object]]:
    return {row["id"]: row for row in store.of_register(books.db, session, range(1, 50))}


def test_a_session_of_the_future_is_not_held_yet(books: Books) -> None:
    assert problems(books, held_on="24/11/2026") == {
        "state": "El 24/11/2026 todavía no llega: déjela como Programada hasta que se realice."
    }
    trainings.save(books, a_training(held_on="24/11/2026", state="planned"))
    last = ({"held_on": "23/11/2026"}, {"held_on": "24/11/2026"})
    assert "Su último día es el 24/11/2026" in problems(books, *last, held_on="23/11/2026")["state"]
    trainings.save(books, a_training(held_on="23/11/2026"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"pass_mark": "21"}, "pass_mark", "de 1 a 20"),
        ({"pass_mark": "0"}, "pass_mark", "de 1 a 20"),
        ({"pass_mark": "once"}, "pass_mark", "solo cifras"),
        ({"capacity": "0"}, "capacity", "cuántas personas caben"),
        ({"fund_id": "77"}, "fund_id", "ya no está en la lista"),
        ({"state": "hecha"}, "state", "no está en la lista"),
        ({"programme": "x" * 4001}, "programme", "demasiado largo"),
    ],
)
def test_what_is_wrong_in_a_session_is_said_beside_it(
    books: Books, changes: dict[str, str], field: str, words: str
) -> None:
    assert words in problems(books, **changes)[field]


def test_the_days_give_the_date_and_the_hours(books: Books) -> None:
    session = save_training(books, days=TWO_DAYS, held_on="", duration="")
    (row,) = cards.page_of(books, TRAINING_SESSIONS)
    assert (row["held_on"], row["last_held_on"], row["duration"]) == (date(2026, 11, 10), date(2026, 11, 12), 450)
    assert store.days(books.db, session) == [
        TrainingDay(date(2026, 11, 10), "14:00", "18:00"),
        TrainingDay(date(2026, 11, 12), "09:00", "12:30"),
    ]
    trainings.save(books, a_training(), record_id=session)
    assert len(store.days(books.db, session)) == 2, "what is not given stays"
    trainings.save(books, a_training(), record_id=session, days=())
    (row,) = cards.page_of(books, TRAINING_SESSIONS)
    assert (store.days(books.db, session), row["last_held_on"]) == ([], date(2026, 11, 10))


def test_what_goes_on_is_not_held_yet_also_where_its_days_stay(books: Books) -> None:
    days = [{"held_on": "20/11/2026"}, {"held_on": "30/11/2026"}]
    texts = a_training(state="planned", held_on="20/11/2026")
    session = trainings.save(books, texts, days=days)
    with pytest.raises(InvalidRecord) as refused:
        trainings.save(books, texts | {"state": "held"}, record_id=session)
    assert "Su último día es el 30/11/2026" in refused.value.problems["state"]


def test_hours_are_asked_where_the_days_do_not_say_them(books: Books) -> None:
    days = ({"held_on": "10/11/2026", "starts_at": "9"}, {"held_on": "11/11/2026"})
    assert "Faltan las horas" in problems(books, *days, duration="")["duration"]
    session = save_training(books, days=days, duration="7.5")
    assert trainings.get(books, session)["duration"] == 450


def test_wrong_days_are_said_at_their_line(books: Books) -> None:
    days = (
        {"held_on": "10/11/2026", "starts_at": "9", "ends_at": "8"},
        {"held_on": "10/11/2026"},
        {"held_on": "", "starts_at": "25:00"},
    )
    found = problems(books, *days)
    assert "Termina antes" in found["line 1 ends_at"]
    assert "ya está en la lista" in found["line 2 held_on"]
    assert "Falta la fecha" in found["line 3 held_on"]
    assert "no existe" in found["line 3 starts_at"]


def test_more_invited_than_fit_is_asked_once(books: Books) -> None:
    members = save_members(books, 3)
    with pytest.raises(InvalidRecord) as refused:
        trainings.save(books, a_training(capacity="2"), invited=members)
    assert "Invitó a 3 y caben 2" in refused.value.problems["capacity"]
    session = trainings.save(books, a_training(capacity="2"), invited=members, confirmed=("capacity",))
    assert trainings.get(books, session)["invited"] == 3
    trainings.save(books, a_training(), record_id=session, invited=members[:1])
    assert [row["id"] for row in store.invited(books.db, session)] == members[:1]


def test_a_topic_is_proposed_as_it_was_written(books: Books) -> None:
    save_training(books, topic="tributación")
    save_training(books, topic="Uso del extintor")
    assert trainings.topics_like(books, "tri") == ["tributación"]
    assert trainings.topics_like(books, "exti del") == ["Uso del extintor"]
    assert len(trainings.topics_like(books, "")) == 7


def test_only_what_was_held_counts(books: Books) -> None:
    """In charts, slides, lists, dossiers, the member's trainings, the counter of the law and the years shown."""
    member, project = save_member(books), save_project(books)
    for state, day in (("planned", "01/12/2026"), ("cancelled", "10/11/2026"), ("planned", "01/02/2027")):
        texts = {"kind": "induction", "topic": state, "state": state, "held_on": day, "project_id": str(project)}
        session = trainings.save(books, a_training(**texts))
        with books.permitted(), books.act() as db:
            attendances.write(db, session, [member])
    first, last = YEAR
    assert statistics.trainings_between(books.db, first, last) == []
    assert statistics.kinds_of_trainings(books.db, first, last) == []
    assert lists.trainings_of_member(books.db, member) == []
    assert lists.years_with_data(books.db) == []
    assert not lists.has_data(books.db, first, last)
    assert retention.span(books.db, "trainings") == (None, None)
    assert home(books).safety_trainings == 0
    assert listings.trainings(books, None).rows == []
    assert project_dossier._find(books, project).trained == []
    assert reports.make_report(books, "informe", 2026, "es", "pdf").startswith(b"%PDF")
    assert len(cards.page_of(books, TRAINING_SESSIONS)) == 3, "the tab shows them with their state"
    save_training(books, [member], kind="induction", topic="held", project_id=str(project))
    assert home(books).safety_trainings == 1
    assert [row["topic"] for row in statistics.trainings_between(books.db, first, last)] == ["held"]
    assert [row["topic"] for row in lists.trainings_of_member(books.db, member)] == ["held"]
    assert lists.years_with_data(books.db) == [2026]
    assert [row["topic"] for row in project_dossier._find(books, project).trained] == ["held"]
    assert len(listings.trainings(books, 2026).rows) == 1


def test_what_it_cost_is_on_its_card(books: Books) -> None:
    """Purchases that say they were for it, and the receipt with its fund and project."""
    project = save_project(books)
    session = save_training(books, project_id=str(project), fund_id=OWN)
    supplier = save_supplier(books)
    purchase = purchases.save(books, a_purchase(supplier), [a_purchase_line()])
    with books.permitted(), books.act() as db:
        db.execute("UPDATE purchases SET training_session_id = ? WHERE id = ?", (session, purchase))
    card = cards.card(books, TRAINING_SESSIONS, session)
    assert card.training is not None
    assert [row["id"] for row in card.training.purchases] == [purchase]
    (line,) = receipt_drafts.for_training(books, session).lines
    assert (line["fund_id"], line["project_id"]) == (OWN, str(project))


def test_material_and_the_signed_list_are_attached(books: Books, tmp_path: Path) -> None:
    session = save_training(books)
    for shade, stage in enumerate(("material", "signed")):
        (tmp_path / "lista.jpg").write_bytes(a_photo(shade=100 * shade))
        prepared = attachments.prepare(tmp_path / "lista.jpg")
        attachments.keep(books, "training_sessions", session, prepared, stage, stage)
    assert {row["stage"] for row in attachments.of_record(books, "training_sessions", session)} == {
        "material",
        "signed",
    }
    with pytest.raises(InvalidRecord):
        attachments.keep(books, "training_sessions", session, prepared, "", "before")


# who came


def test_who_came_is_ticked_signed_and_marked(books: Books) -> None:
    first, second, third = save_members(books, 3)
    session = save_training(books, pass_mark="11")
    trainings.tick(books, session, [first, second])
    trainings.tick(books, session, [second, third])
    assert trainings.get(books, session)["attendance"] == 3, "nobody stands there twice"
    row = trainings.note(books, session, first, {"signature": "fingerprint", "mark": "12", "remark": " Llegó tarde "})
    assert (row["signature"], row["mark"], row["remark"]) == ("fingerprint", 12, "Llegó tarde")
    trainings.note(books, session, second, {"mark": "10"})
    trainings.note(books, session, second, {"remark": "Falta"})
    found = rows_of(books, session)
    assert (found[second]["mark"], found[second]["signature"]) == (10, "pending"), "what is not given stays"
    with books.permitted(), books.act() as db:
        attendances.write(db, session, [first, second])
    assert rows_of(books, session)[first]["mark"] == 12, "who stays keeps signature, mark and remark"
    assert [row["id"] for row in trainings.sign_pending(books, session)] == [second]
    assert rows_of(books, session)[first]["signature"] == "fingerprint"


@pytest.mark.parametrize("mark", ["21", "-1", "12.5", "doce", "999999999999999999999"])
def test_a_mark_is_of_twenty(books: Books, mark: str) -> None:
    session = save_training(books, save_members(books, 1), pass_mark="11")
    with pytest.raises(InvalidRecord) as refused:
        trainings.note(books, session, 1, {"mark": mark})
    assert "0 a 20" in refused.value.problems["mark"]
    assert rows_of(books, session)[1]["mark"] is None


def test_without_a_test_there_is_no_mark(books: Books) -> None:
    session = save_training(books, save_members(books, 1))
    with pytest.raises(InvalidRecord) as refused:
        trainings.note(books, session, 1, {"mark": "12"})
    assert "no tiene examen" in refused.value.problems["mark"]


def test_taking_away_what_was_noted_is_asked(books: Books) -> None:
    first, second = save_members(books, 2)
    session = save_training(books, [first, second])
    trainings.note(books, session, first, {"signature": "signed"})
    trainings.untick(books, session, [second])
    with pytest.raises(NeedsConfirmation, match="Se pierde la firma"):
        trainings.untick(books, session, [first])
    trainings.untick(books, session, [first], confirmed=True)
    assert rows_of(books, session) == {}


def test_nobody_came_to_what_is_cancelled_or_not_yet_there(books: Books) -> None:
    (member,) = save_members(books, 1)
    cancelled = save_training(books, state="cancelled")
    with pytest.raises(UserError, match="se canceló"):
        trainings.tick(books, cancelled, [member])
    future = save_training(books, state="planned", held_on="24/11/2026")
    with pytest.raises(UserError, match="Es el 24/11/2026"):
        trainings.tick(books, future, [member])
    assert trainings.register(books, future).refusal


def test_a_planned_session_is_held_once_its_last_day_has_come(books: Books) -> None:
    (member,) = save_members(books, 1)
    running = save_training(
        books, days=({"held_on": "23/11/2026"}, {"held_on": "24/11/2026"}), state="planned", held_on=""
    )
    trainings.tick(books, running, [member])
    assert trainings.get(books, running)["state"] == "planned"
    due = save_training(books, state="planned", held_on="23/11/2026")
    trainings.tick(books, due, [member])
    assert trainings.get(books, due)["state"] == "held"


def test_who_comes_in_new_is_in_the_register_and_present(books: Books) -> None:
    session = save_training(books)
    texts = {
        "kind": "worker",
        "document_type": "dni",
        "document_number": "10000077",
        "paternal_surname": "Ñaupari",
        "given_names": "Rosa",
        "sex": "f",
    }
    row = trainings.add_walk_in(books, session, texts)
    assert (row["name"], row["attendance_id"] is not None) == ("Ñaupari, Rosa", True)
    with pytest.raises(InvalidRecord) as refused:
        trainings.add_walk_in(books, session, texts)
    assert refused.value.problems["document_number"] == "Ya está registrado: es Ñaupari, Rosa."
    with pytest.raises(InvalidRecord) as refused:
        trainings.add_walk_in(books, session, {**texts, "document_number": "123", "kind": "member", "sex": ""})
    assert set(refused.value.problems) == {"document_number", "admitted_on", "sex"}
    member = {**texts, "document_number": "10000078", "kind": "member", "admitted_on": "23/11/2026"}
    assert trainings.add_walk_in(books, session, member)["number"] == 1
    assert trainings.get(books, session)["attendance"] == 2


def test_who_retired_stays_in_the_register_of_then(books: Books) -> None:
    (member,) = save_members(books, 1)
    session = save_training(books, [member])
    gone = a_member(document_number="10000001", state="retired", state_since="20/11/2026")
    records.save(books, MEMBERS, gone, member)
    assert [row["id"] for row in trainings.register(books, session).people] == [member]
    assert trainings.register(books, save_training(books)).people == []


def test_what_is_planned_next_and_what_was_forgotten(books: Books) -> None:
    save_training(books, state="planned", held_on="20/11/2026", topic="Olvidada")
    save_training(books, state="planned", held_on="01/12/2026", topic="Próxima")
    found = trainings.next_planned(books, books.today())
    assert found is not None and found["topic"] == "Próxima"
    assert [row["topic"] for row in trainings.past_planned(books)] == ["Olvidada"]
