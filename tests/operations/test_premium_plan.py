"""The plan of a year for the assembly: what is proposed or goes on, with the part of its budget of that year."""

import pytest

from ananea_desktop.documents.listing import GroupRow, Listing
from ananea_desktop.documents.listing_pdf import listing_pdf
from ananea_desktop.operations import committee, premium_plan, project_budgets, reports, sample
from ananea_desktop.operations.books import Books, books_in_memory
from tests.builders import a_budget, a_committee_session, a_committee_term, save_members, save_project
from tests.documents.papers import page_texts

LINES = (
    {"concept": "Madera", "year": "2026", "fund_id": "1", "amount": "600.00"},
    {"concept": "Mano de obra", "year": "2028", "fund_id": "2", "amount": "400.00"},
)


def amounts(books: Books, year: int) -> dict[str, int | None]:
    return {row["name"]: row["amount"] for row in premium_plan.activities(books, year)}


def lines(listing: Listing) -> list[tuple[object, ...]]:
    return [tuple(row) for row in listing.rows if not isinstance(row, GroupRow)]


def test_amount_is_what_is_asked_then_what_is_approved_then_the_part_of_the_year(books: Books) -> None:
    project = save_project(books, name="Alojamiento", proposed_amount="2,000.00")
    assert amounts(books, 2026) == {"Alojamiento": 200_000}
    project_budgets.approve(books, project, a_budget(amount="1,500.00"))
    assert amounts(books, 2027) == {"Alojamiento": 150_000}
    project_budgets.approve(books, project, a_budget(amount="", reason="Por años"), LINES)
    assert amounts(books, 2026) == {"Alojamiento": 60_000}
    assert amounts(books, 2027) == {"Alojamiento": 0}
    assert amounts(books, 2028) == {"Alojamiento": 40_000}  # over by then, but paid for
    assert amounts(books, 2029) == {}
    (note,) = (each for each in premium_plan.plan(books, 2026).notes if each.startswith("Alojamiento"))
    assert note == "Alojamiento: del presupuesto aprobado de S/ 1,000.00, a 2026 le toca S/ 600.00."


def test_what_is_cancelled_or_of_other_years_is_left_out(books: Books) -> None:
    save_project(books, name="Cancelado", state="cancelled")
    save_project(books, name="Antes", starts_on="01/02/2024", ends_on="01/03/2025", state="finished")
    save_project(books, name="Después", starts_on="01/02/2030", ends_on="01/03/2030")
    assert amounts(books, 2026) == {}
    assert premium_plan.plan(books, 2026).totals == ("Total", *[None] * 5, 0, None)


def test_only_what_is_not_approved_has_room_for_votes(books: Books) -> None:
    save_project(books, name="Nuevo", heading_id="1", proposed_amount="700.00")
    save_project(books, name="En marcha", heading_id="2", budget="300.00")
    listing = premium_plan.plan(books, 2026)
    new, running = lines(listing)
    assert (new[0], new[5], new[6], "____" in str(new[7])) == ("Nuevo", "Propuesto", 70_000, True)
    assert (running[0], running[5], running[6], running[7]) == ("En marcha", "Aprobado", 30_000, None)
    assert listing.totals is not None
    assert listing.totals[6] == 100_000
    assert listing.notes[0] == "Ya aprobado: S/ 300.00. Por votar: S/ 700.00."


def test_what_the_committee_decided_has_room_for_votes_until_it_is_ratified(books: Books) -> None:
    project = save_project(books)
    budget = project_budgets.approve(books, project, a_budget(amount="300.00", decided_by="committee"))
    listing = premium_plan.plan(books, 2026)
    (line,) = lines(listing)
    assert (line[6], "____" in str(line[7])) == (30_000, True)
    assert listing.notes[0] == "Ya aprobado: S/ 0.00. Por votar: S/ 300.00."
    assert any("falta que la asamblea lo ratifique" in note for note in listing.notes)
    project_budgets.ratify(books, budget, {"ratified_on": "20/11/2026", "acta": "Asamblea 20/11/2026"})
    listing = premium_plan.plan(books, 2026)
    assert (lines(listing)[0][7], listing.notes[0]) == (None, "Ya aprobado: S/ 300.00. Por votar: S/ 0.00.")


def test_the_committee_that_proposed_is_named_and_signs(books: Books) -> None:
    (member,) = save_members(books, 1)
    committee.save_term(books, a_committee_term(member_id=str(member), role="president"))
    committee.save_session(books, a_committee_session(), [member], [save_project(books)])
    listing = premium_plan.plan(books, None)
    assert listing.subtitle == "Año 2027"
    assert "El comité de la Prima propuso (Acta 7, 18/11/2026): Alojamiento." in listing.notes
    assert [name for name, _role in listing.signers] == [
        "Huanca Layme, Tomás",
        "",
        "Quispe Mamani, Rosa",
        "Ccʼallo Núñez, José",
    ]
    text = " ".join(page_texts(listing_pdf(listing)))
    assert "Secretario/a de actas" in text
    assert "abstenciones ____" in text


@pytest.mark.parametrize(("language", "title"), [("es", "Plan de uso"), ("en", "Plan for the use")])
def test_the_plan_of_the_sample_in_both_languages(language: str, title: str) -> None:
    made = books_in_memory()
    sample.write_sample(made)
    text = " ".join(page_texts(reports.make_report(made, "plan-prima", 2027, language, "pdf")))
    assert title in text
    assert "45,100.00" in text
