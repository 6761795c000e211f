"""The Premium committee: terms that do not overlap, sessions with who came and what was proposed, and its paper."""

from datetime import date

import pytest

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.domain.committee import COMMITTEE_SESSIONS, COMMITTEE_TERMS
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import attachments, cards, checking, committee, committee_reports, records
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import committee as store
from ananea_desktop.storage import records as kept
from ananea_desktop.storage import year
from tests.builders import a_committee_session, a_committee_term, a_member, save_members, save_project
from tests.hostile import a_photo


def term_problems(books: Books, **changes: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as refused:
        committee.save_term(books, a_committee_term(**changes))
    return refused.value.problems


def session_problems(books: Books, *proposals: int, **changes: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as refused:
        committee.save_session(books, a_committee_session(**changes), [], proposals)
    return refused.value.problems


def test_nobody_sits_twice_on_one_day(books: Books) -> None:
    first, second = save_members(books, 2)
    term = committee.save_term(books, a_committee_term(member_id=str(first)))
    assert "desde el 25/01/2025" in term_problems(books, member_id=str(first), starts_on="01/05/2026")["starts_on"]
    committee.save_term(books, a_committee_term(member_id=str(second), role="president"))
    committee.save_term(books, a_committee_term(member_id=str(first), ends_on="31/12/2025"), term)
    assert "31/12/2025" not in term_problems(books, member_id=str(first), starts_on="31/12/2025")["starts_on"]
    committee.save_term(books, a_committee_term(member_id=str(first), role="secretary", starts_on="01/01/2026"))
    assert [row["role"] for row in store.in_office(books.db, books.today())] == ["president", "secretary"]
    assert [row["role"] for row in cards.page_of(books, COMMITTEE_TERMS, search="secret")] == ["secretary"]
    assert cards.page_of(books, COMMITTEE_TERMS, search="nadie") == []


@pytest.mark.parametrize(
    ("changes", "sits"),
    [
        ({}, True),
        ({"ends_on": "23/11/2026"}, True),
        ({"ends_on": "31/12/2027"}, True),
        ({"ends_on": "22/11/2026"}, False),
        ({"starts_on": "24/11/2026"}, False),
    ],
)
def test_who_sits_today_is_in_office_though_the_end_is_known(books: Books, changes: dict[str, str], sits: bool) -> None:
    save_members(books, 1)
    committee.save_term(books, a_committee_term(**changes))
    assert len(cards.page_of(books, COMMITTEE_TERMS, conditions=committee.sitting(books))) == sits


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"member_id": ""}, "member_id", "Elija a la persona"),
        ({"member_id": "77"}, "member_id", "ya no está en la lista"),
        ({"member_id": "Tomás"}, "member_id", "no está en la lista"),
        ({"starts_on": ""}, "starts_on", "desde cuándo"),
        ({"ends_on": "24/01/2025"}, "ends_on", "antes de empezar"),
        ({"role": "jefe"}, "role", "no está en la lista"),
    ],
)
def test_what_is_wrong_in_a_term_is_said_beside_it(
    books: Books, changes: dict[str, str], field: str, words: str
) -> None:
    save_members(books, 1)
    assert words in term_problems(books, **changes)[field]


def test_a_session_keeps_who_came_and_what_was_proposed_in_one_act(books: Books) -> None:
    ids = save_members(books, 3)
    for member in ids[:2]:
        committee.save_term(books, a_committee_term(member_id=str(member)))
    project, other = save_project(books), save_project(books, name="Otro")
    session = committee.save_session(books, a_committee_session(), ids, [project])
    (row,) = cards.page_of(books, COMMITTEE_SESSIONS)
    assert [row[name] for name in ("attendance", "seated", "seats", "proposal_count")] == [3, 2, 2, 1]
    assert committee_reports.came_words(row) == "2 de los 2 del comité y 1 más"
    parts = cards.card(books, COMMITTEE_SESSIONS, session).parts
    assert [(part["table"], part["id"]) for part in parts] == [
        *(("members", each) for each in ids),
        ("premium_projects", project),
    ]
    written = kept.history_count(books.db, "committee_attendances", 1)
    committee.save_session(books, a_committee_session(), ids[1:], [other], session)
    assert [part["id"] for part in cards.card(books, COMMITTEE_SESSIONS, session).parts] == [*ids[1:], other]
    assert kept.history_count(books.db, "committee_attendances", 1) == written + 1
    assert kept.history_count(books.db, "committee_attendances", 2) == 1
    assert [each["id"] for each in store.proposed_by(books.db, other)] == [session]
    assert checking.check(books).problems == []


def test_a_refused_session_writes_nothing(books: Books) -> None:
    save_members(books, 1)
    assert "acta" in session_problems(books, acta="")
    assert "matters" in session_problems(books, matters="")
    assert "todavía no llega" in session_problems(books, held_on="24/11/2026")["held_on"]
    assert store.sessions(books.db) == []
    committee.save_session(books, a_committee_session(held_on="24/11/2026"), confirmed=["held_on"])
    assert len(store.sessions(books.db)) == 1


def test_what_was_approved_before_it_was_proposed_is_a_doubt(books: Books) -> None:
    project = save_project(books, budget="1,000.00")
    assert "se aprobó el 28/02/2026" in session_problems(books, project)["held_on"]
    committee.save_session(books, a_committee_session(), [], [project], confirmed=["held_on"])
    committee.save_session(books, a_committee_session(held_on="20/02/2026"), [], [project])


def test_who_can_come_begins_with_the_committee_and_leaves_out_who_retired(books: Books) -> None:
    first, second, third = save_members(books, 3)
    committee.save_term(books, a_committee_term(member_id=str(third), role="president"))
    texts = a_member(document_number="10000002", number="2", state="retired", state_since="01/01/2026")
    records.save(books, MEMBERS, texts, second)
    found = committee.who_can_come(books)
    assert [member for member, _name in found] == [third, first]
    assert found[0][1].endswith("Presidente/a")


def test_projects_that_wait_for_the_assembly_come_first(books: Books) -> None:
    save_project(books, budget="1,000.00", name="Antes")
    save_project(books, name="Después")
    assert [name for _id, name in committee.what_can_be_proposed(books)] == ["Después", "Antes  ·  Aprobado"]


def test_the_paper_has_terms_and_sessions_of_the_year(books: Books) -> None:
    (member,) = save_members(books, 1)
    committee.save_term(books, a_committee_term(member_id=str(member), ends_on="30/06/2026"))
    committee.save_session(books, a_committee_session(), [member], [save_project(books)])
    listing = committee_reports.committee(books, 2026)
    assert [row.text for row in listing.rows if isinstance(row, GroupRow)] == ["Integrantes", "Sesiones"]
    session = listing.rows[-1]
    assert not isinstance(session, GroupRow)
    assert session[4] == "1 persona: Ccʼallo Núñez, José"
    assert session[5] == "Alojamiento"
    assert committee_reports.committee(books, 2024).rows == []


def test_the_scan_of_an_acta_lies_with_its_session_and_its_year(books: Books) -> None:
    session = committee.save_session(books, a_committee_session())
    attachments.keep(books, "committee_sessions", session, attachments.prepare(a_photo(), "acta-7.jpg"))
    (row,) = cards.card(books, COMMITTEE_SESSIONS, session).attachments
    assert row["file_name"] == "acta-7.jpg"
    (kept,) = year.attachments(books.db, date(2026, 1, 1), date(2026, 12, 31))
    assert (kept["table_name"], kept["of"]) == ("committee_sessions", "Acta 7")
    assert year.attachments(books.db, date(2025, 1, 1), date(2025, 12, 31)) == []
