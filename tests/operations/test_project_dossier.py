"""The dossier of a project: all that was decided, bought, paid, trained and reached, with its photos and papers."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    attachments,
    committee,
    papers,
    project_budgets,
    project_dossier,
    projects,
    purchases,
    receipts,
    records,
    trainings,
)
from ananea_desktop.operations.books import Books
from tests.builders import (
    a_budget,
    a_committee_session,
    a_line,
    a_project,
    a_purchase,
    a_purchase_line,
    a_training,
    an_egreso,
    issue_anyway,
    save_members,
    save_project,
    save_supplier,
)
from tests.documents.papers import page_texts

LINES = (
    {"concept": "Madera", "year": "2026", "fund_id": "1", "amount": "600.00"},
    {"concept": "Mano de obra", "year": "2027", "fund_id": "2", "amount": "400.00"},
)


def a_photo(colour: str) -> attachments.Prepared:
    buffer = BytesIO()
    Image.new("RGB", (640, 480), colour).save(buffer, "JPEG")
    return attachments.prepare(buffer.getvalue(), f"{colour}.jpg")


def words(books: Books, project: int, language: str = "es") -> str:
    whole = papers.joined(at_once(project_dossier.parts(books, project, language)))
    return " ".join(" ".join(page_texts(whole)).split())


def a_whole_project(books: Books) -> int:
    members = save_members(books, 3)
    project = save_project(books, name="Alojamiento")
    committee.save_session(books, a_committee_session(held_on="10/02/2026"), members, [project])
    project_budgets.approve(
        books, project, a_budget(votes_for="2", votes_against="1", conditions="Con dos cotizaciones")
    )
    project_budgets.approve(books, project, a_budget(amount="", reason="Subió la madera", decided_by="council"), LINES)
    texts = a_purchase(save_supplier(books), project_id=str(project))
    purchases.save(books, texts, [a_purchase_line(item="Puertas", quantity="2", unit_price="100.00")])
    spent = a_line(concept="Clavos", amount="1,200.00", project_id=str(project))
    issue_anyway(books, an_egreso(spent))
    annulled = issue_anyway(books, an_egreso(a_line(concept="Pintura", amount="5.00", project_id=str(project))))
    receipts.annul(books, annulled.id, "Monto equivocado")
    trainings.save(books, a_training(topic="Uso del extintor", project_id=str(project)), members)
    records.save(
        books,
        PREMIUM_PROJECTS,
        a_project(
            state="finished", result="Doce camas", objective_reached="partly", why_not="Llovió", next_steps="Baños"
        ),
        project,
    )
    return project


def test_everything_of_a_project_is_told(books: Books) -> None:
    project = a_whole_project(books)
    text = words(books, project)
    for told in (
        "Expediente del proyecto. Trabajadores y condiciones de trabajo. Concluido.",
        "Dormitorios dignos para quienes trabajan en altura",
        "Acta 7, 10/02/2026, Ananea",
        "2 a favor, 1 en contra, 0 abstenciones",
        "Con dos cotizaciones",
        "Subió la madera",
        "El consejo de administración, 28/02/2026",
        "Todavía no",
        "Mano de obra",
        "Se gastó S/ 200.00 más que lo aprobado.",
        "Ferretería El Minero S.A.C., Factura F001-123: Puertas",
        "Clavos",
        "Pintura (ANULADO)",
        "Uso del extintor",
        "Doce camas",
        "En parte",
        "Llovió",
        "Baños",
    ):
        assert told in text.replace("\N{NO-BREAK SPACE}", " "), told
    (waiting,) = project_budgets.to_ratify(books)
    project_budgets.ratify(books, waiting["id"], {"ratified_on": "20/11/2026", "acta": "Acta 9"})
    assert "20/11/2026, Acta 9" in words(books, project)
    assert "Reached? In part" in words(books, project, "en")


def test_photos_and_papers_are_in_it_once(books: Books) -> None:
    project = a_whole_project(books)
    bare = len(at_once(project_dossier.parts(books, project)))
    attachments.keep(books, "premium_projects", project, a_photo("red"), "Carpas", "before")
    attachments.keep(books, "premium_projects", project, a_photo("green"), "Dormitorios", "after")
    attachments.keep(books, "premium_projects", project, a_photo("blue"), "Plano")
    attachments.keep(books, "purchases", 1, a_photo("white"), "Cotización")
    attachments.keep(books, "committee_sessions", 1, a_photo("black"), "Acta firmada")
    made = at_once(project_dossier.parts(books, project))
    assert len(made) == bare + 3
    text = words(books, project)
    for told in ("Antes: Carpas", "Después: Dormitorios", "Proyecto · Plano", "Cotización", "Acta 7 · Acta firmada"):
        assert text.count(told) == 1, told


def test_a_project_of_which_little_is_known_has_a_short_one(books: Books) -> None:
    text = words(books, save_project(books, beneficiaries=""))
    assert "Presupuesto aprobado" not in text
    assert "Recibos" not in text
    assert "Beneficiarios" not in text
    with pytest.raises(UserError, match="No hay un proyecto con el número 77"):
        at_once(project_dossier.parts(books, 77))


def test_long_texts_run_over_the_pages(books: Books, tmp_path: Path) -> None:
    project = save_project(books, objective="Que nadie duerma en carpa. " * 140)
    whole = papers.joined(at_once(project_dossier.parts(books, project)))
    assert sum(text.count("carpa") for text in page_texts(whole)) == 140


def test_what_became_of_the_project_is_told(books: Books) -> None:
    project = save_project(books, "100.00", ends_on="30/11/2026")
    texts = a_project(ends_on="30/11/2026", state="under_way", state_evidence="Factura F001-7")
    steps = [{"name": "Cimientos", "due_on": "01/05/2026", "done_on": "03/05/2026", "weight": "1"}]
    projects.save(books, texts, project, milestones=steps)
    projects.save_beneficiaries(books, project, {"children": {"women": "41", "men": "39", "unknown": ""}})
    draft = an_egreso(a_line(amount="120.00", project_id=str(project)))
    draft.spending_reason = "Subió el fierro"
    issue_anyway(books, draft)
    words = " ".join(page_texts(project_dossier.report_pdf(books, project)))
    for each in (
        "Cimientos",
        "03/05/2026",
        "Factura F001-7",
        "Subió el fierro",
        "41",
        "39",
        "Gastado fuera de lo aprobado",
    ):
        assert each in words, each
    assert "Spent beyond approval" in " ".join(page_texts(project_dossier.report_pdf(books, project, "en")))


@pytest.mark.parametrize(("count", "told"), [("1", "1 abstención"), ("2", "2 abstenciones")])
def test_who_abstained_is_told_in_the_right_number(books: Books, count: str, told: str) -> None:
    save_members(books, 5)
    project = save_project(books)
    project_budgets.approve(books, project, a_budget(votes_for="3", votes_against="0", votes_abstaining=count))
    assert f"3 a favor, 0 en contra, {told} " in words(books, project) + " "
