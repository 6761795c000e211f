"""By clicks and keys: the Premium committee, a session with who came and what it proposed, and the plan of a year."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QListWidget

from ananea_desktop.domain.committee import COMMITTEE_SESSIONS, COMMITTEE_TERMS
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.operations import cards, committee
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_form import RecordForm, field_text
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.tabs.committee import CommitteeSessionForm, CommitteeTermForm
from tests.builders import a_committee_session, a_committee_term, an_office_on_disk, save_members, save_project
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked
from tests.ui.test_main_job import go_to, press, save_form, type_into
from tests.ui.test_premium_pages import open_premium

OpenOffice = Callable[[], Office]


def office_with_members(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_members(books, 3)
    save_project(books, name="Baños móviles")
    save_project(books, name="Retortas", budget="500.00")
    books.file.close()
    return open_office()


def change(office: Office) -> None:
    (link,) = (
        each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == "Cambiar datos"
    )
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    office.settle()


def tick(office: Office, name: str, *rows: int) -> None:
    """With the arrows and the space bar."""
    people = office.seen(QListWidget, name)
    office.focus(people)
    for row in rows:
        people.setCurrentRow(row)
        office.qtbot.keyClick(people, Qt.Key.Key_Space)


def test_a_member_of_the_committee_is_noted_and_found(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    open_premium(office, "committee_terms")
    press(office, "first")
    form = office.seen(CommitteeTermForm)
    type_into(office, "role", "president")
    type_into(office, "starts_on", "25/01/2025")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Elija a la persona" in form.rows["member_id"].problem()
    type_into(office, "member_id", "10000002")
    office.settle()
    field = office.seen(PickField, "member_id")
    office.qtbot.waitUntil(field.is_open)
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    save_form(office)
    (row,) = asked(office, cards.page_of, COMMITTEE_TERMS)
    assert (row["document_number"], row["role"], row["ends_on"]) == ("10000002", "president", None)
    change(office)
    assert office.seen(PickField, "member_id").text() == "Ccʼallo Núñez, José"
    assert not office.seen(CommitteeTermForm)._draft_timer.isActive()  # only looking leaves no draft
    type_into(office, "ends_on", "31/12/2025")
    save_form(office)
    (row,) = asked(office, cards.page_of, COMMITTEE_TERMS)
    assert (row["document_number"], row["ends_on"].year) == ("10000002", 2025)


def test_who_is_in_office_today_is_found_though_the_end_is_known(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    *members, coming = save_members(books, 5)
    for member, ends_on in zip(members, ("", "31/12/2040", "22/11/2026", "31/12/2037"), strict=True):
        committee.save_term(books, a_committee_term(member_id=str(member), ends_on=ends_on))
    committee.save_term(books, a_committee_term(member_id=str(coming), starts_on="01/12/2039"))
    books.file.close()
    office = open_office()
    open_premium(office, "committee_terms")
    tab = office.window.stack.currentWidget()
    assert isinstance(tab, RecordTab)
    assert tab.model.rowCount() == 5
    tab.filter.set_value("En el cargo hoy")
    office.settle()
    assert {tab.model.row(number)["member_id"] for number in range(tab.model.rowCount())} == {1, 2, 4}
    tab.show_record(4)
    office.settle()
    assert any("31/12/2037, sigue en el cargo" in each.text() for each in tab.card.findChildren(QLabel))


def test_the_card_of_a_project_says_which_session_proposed_it_and_leads_there(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    project = save_project(books, name="Baños móviles")
    committee.save_session(books, a_committee_session(acta="Acta 7"), [], [project])
    books.file.close()
    office = open_office()
    go_to(office, 4)
    lines = [each for each in office.window.findChildren(CardLine) if each.isVisible()]
    assert "Lo propuso el comité de la Prima" in [each.text() for each in lines]
    line = next(each for each in lines if each.text() == "Acta 7")
    assert line.accessibleName() == "Acta 7, Ananea, 18/11/2026"
    office.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    office.settle()
    tab = office.window.stack.currentWidget()
    assert isinstance(tab, RecordTab)
    assert (tab.spec.record_type, tab.card.record_id) == (COMMITTEE_SESSIONS, 1)


def test_a_session_with_who_came_and_what_it_proposed(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    open_premium(office, "committee_sessions")
    press(office, "first")
    type_into(office, "acta", "Acta 7")
    type_into(office, "matters", "Necesidades")
    office.qtbot.waitUntil(lambda: office.seen(QListWidget, "attendance").count() == 3)
    tick(office, "attendance", 0, 2)
    tick(office, "proposals", 0)
    save_form(office)
    (row,) = asked(office, cards.page_of, COMMITTEE_SESSIONS)
    assert (row["attendance"], row["proposal_count"]) == (2, 1)
    office.qtbot.waitUntil(
        lambda: "Baños móviles" in [each.text() for each in office.window.findChildren(CardLine) if each.isVisible()]
    )
    change(office)
    form = office.seen(CommitteeSessionForm)
    assert len(form.attendance.present()) == 2
    tick(office, "attendance", 0)
    tick(office, "proposals", 1)
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "«Retortas» ya se aprobó" in form.rows["held_on"].problem()
    save_form(office)
    (row,) = asked(office, cards.page_of, COMMITTEE_SESSIONS)
    assert (row["attendance"], row["proposal_count"]) == (1, 2)
    assert asked(office, lambda books: books.file.db.execute("SELECT count(*) FROM drafts").fetchone()[0]) == 0


def test_a_click_on_a_name_ticks_it_and_one_on_its_box_too(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    open_premium(office, "committee_sessions")
    press(office, "first")
    people = office.seen(QListWidget, "attendance")
    office.qtbot.waitUntil(lambda: people.count() == 3)
    form = office.seen(CommitteeSessionForm)
    form._area.ensureWidgetVisible(people)
    for x in (160, 14):  # the name, the box
        for count in (1, 0):
            place = people.visualItemRect(people.item(1))
            office.qtbot.mouseClick(
                people.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x() + x, place.center().y())
            )
            assert len(form.attendance.present()) == count, x


def test_what_was_ticked_in_a_session_left_halfway_waits_as_a_draft(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    open_premium(office, "committee_sessions")
    press(office, "first")
    type_into(office, "acta", "Acta 8")
    tick(office, "attendance", 1)
    press(office, "leave")
    press(office, "first")
    form = office.seen(CommitteeSessionForm)
    office.qtbot.waitUntil(lambda: field_text(form.rows["acta"].field) == "Acta 8")
    assert len(form.attendance.present()) == 1


def test_a_project_is_not_proposed_without_its_five_facts(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    go_to(office, 4)
    press(office, "new")
    type_into(office, "name", "Tanque de agua")
    form = next(each for each in office.window.findChildren(RecordForm) if each.isVisible())
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    missing = {name for name, row in form.rows.items() if row.problem()}
    assert missing == {"heading_id", "objective", "responsible", "starts_on", "ends_on", "proposed_amount"}
    assert field_text(form.rows["name"].field) == "Tanque de agua"
    assert form.rows["ends_on"].field.accessibleName() == "Termina"  # not called optional
    type_into(office, "state", "under_way")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    missing = {name for name, row in form.rows.items() if row.problem()}
    assert missing >= {"heading_id", "objective", "responsible", "starts_on"}
    assert not missing & {"ends_on", "proposed_amount"}
    assert len(asked(office, cards.page_of, PREMIUM_PROJECTS)) == 2


def test_the_plan_of_next_year_is_one_click_away(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    open_premium(office, "premium_plan")
    page = office.seen(PaperPage)
    assert page.title.text() == "Plan de uso de la Prima Fairtrade"
    assert page.year.value() == 2027
    office.qtbot.waitUntil(lambda: page._pdf.startswith(b"%PDF"))


def test_the_dossier_of_a_project_is_seen_from_its_card(open_office: OpenOffice, tmp_path: Path) -> None:
    office = office_with_members(open_office, tmp_path)
    go_to(office, 4)
    link = next(
        each for each in office.window.findChildren(Button) if each.isVisible() and each.text() == "Ver el expediente"
    )
    office.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    page = office.seen(PaperPage)
    office.qtbot.waitUntil(lambda: page._pdf.startswith(b"%PDF"))
    assert page.title.text() == "Expediente del proyecto"
    assert not page.year.isVisible()
