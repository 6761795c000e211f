"""The presentation from the books: its figures are those of the books, and no year is too empty or too full for it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation as PowerPoint

from ananea_desktop.documents.slides import (
    AmountsSlide,
    ChartSlide,
    Content,
    MessageSlide,
    PhotoSlide,
    ProjectSlide,
    TableSlide,
    TextSlide,
    TitleSlide,
)
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.projects import beneficiary_groups
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    project_budgets,
    projects,
    purchases,
    receipt_drafts,
    sample,
    slides,
    transfers,
)
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.figures import figures
from ananea_desktop.operations.slide_teller import soles
from tests.builders import (
    OWN,
    PREMIUM,
    a_budget,
    a_line,
    a_project,
    a_purchase,
    a_purchase_line,
    an_egreso,
    an_office,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
    save_supplier,
)
from tests.documents.papers import page_letters, page_texts
from tests.operations.test_money_documents import a_transfer, opened

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


def of_year(books: Books, year: int = 2026, **changes: Any) -> Presentation:
    first, last = date(year, 1, 1), date(year, 12, 31)
    given: dict[str, Any] = {"slides": slides.proposed_slides(books, first, last)}
    return Presentation(first_day=first, last_day=last, **(given | changes))


def told(books: Books, kind: SlideKind, subject_id: int | None = None, **choice: Any) -> Content:
    """What one slide of 2026 says."""
    chosen = SlideChoice(kind=kind, subject_id=subject_id, **choice)
    deck = at_once(slides.deck(books, of_year(books, slides=(chosen,))))
    return deck.slides[0].content


def test_slides_follow_the_story_of_the_year(books: Books) -> None:
    kinds = [slide.kind for slide in slides.proposed_slides(books, FIRST, LAST)]
    assert kinds[:7] == [
        SlideKind.TITLE,
        SlideKind.NUMBERS,
        SlideKind.PREMIUM,
        SlideKind.YEARS,
        SlideKind.LOTS,
        SlideKind.PLAN_YEARS,
        SlideKind.PLANNED_SPENT,
    ]
    assert kinds[-5:] == [SlideKind.MONTHS, SlideKind.CASH, SlideKind.DEBTS, SlideKind.PLAN, SlideKind.THANKS]
    assert kinds.count(SlideKind.HEADING) == 4
    first_heading = kinds.index(SlideKind.HEADING)
    assert kinds[first_heading + 1] == SlideKind.PROJECT


def test_three_numbers_are_those_of_the_premium(books: Books) -> None:
    content = told(books, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    premium = at_once(figures(books, FIRST, LAST)).of_funds("premium")
    assert [amount.value for amount in content.amounts] == [
        soles(premium.available),
        soles(premium.spent),
        soles(premium.left),
    ]
    assert content.title == "Nuestra Prima en 2026"
    assert content.sentence == "De cada 100 soles, gastamos 10 y guardamos 90."


@pytest.mark.parametrize(
    ("arrived", "left", "told_as", "chart"),
    [
        ("99.50", "S/\u00a0998", "Diferencia de cambio: S/\u00a0−2", 1),
        ("101.00", "S/\u00a01,004", "Diferencia de cambio: S/\u00a04", 0),
    ],
)
def test_a_difference_of_exchange_is_told_where_the_year_is(arrived: str, left: str, told_as: str, chart: int) -> None:
    office = an_office()
    opened(office)
    transfers.make(office, a_transfer(save_account(office), arrived=arrived))
    content = told(office, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    assert (content.amounts[-1].value, content.amounts[-1].remarks[-1]) == (left, told_as)
    premium = told(office, SlideKind.PREMIUM)
    assert isinstance(premium, ChartSlide)
    sums = [sum(bar.values[0] or 0 for bar in each.bars) for _title, each in premium.charts]
    assert sums[0] == sums[1]
    assert premium.charts[chart][1].bars[-1].label == "Diferencia de cambio"


def test_no_difference_of_exchange_is_not_told(books: Books) -> None:
    content = told(books, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    assert not any("Diferencia" in remark for amount in content.amounts for remark in amount.remarks)


def test_lots_are_told_with_what_was_expected_and_came(books: Books) -> None:
    content = told(books, SlideKind.LOTS)
    assert isinstance(content, ChartSlide)
    assert content.sentence == (
        "De 14,495.000 gramos de metal fino se esperaba US$\xa028,890.00 y llegó US$\xa028,890.00."
    )
    before = slides.proposed_slides(books, date(2020, 1, 1), date(2020, 12, 31))
    assert [slide.included for slide in before if slide.kind is SlideKind.LOTS] == [False]


def test_plan_and_spending_of_every_year_are_told_beside_each_other(books: Books) -> None:
    content = told(books, SlideKind.PLAN_YEARS)
    assert isinstance(content, ChartSlide)
    [(_title, chart)] = content.charts
    assert [bar.label for bar in chart.bars][-3:] == ["2024", "2025", "2026"]
    premium = at_once(figures(books, FIRST, LAST)).of_funds("premium")
    assert chart.bars[-1].values[1] == premium.spent
    before = slides.proposed_slides(books, date(2018, 1, 1), date(2018, 12, 31))
    assert [slide.included for slide in before if slide.kind is SlideKind.PLAN_YEARS] == [False]


def test_where_the_premium_came_from_is_where_it_went(books: Books) -> None:
    content = told(books, SlideKind.PREMIUM)
    assert isinstance(content, ChartSlide)
    came, went = (chart for _caption, chart in content.charts)
    assert sum(bar.values[0] or 0 for bar in came.bars) == sum(bar.values[0] or 0 for bar in went.bars)
    assert (came.beside, went.beside) == (went.bars, came.bars)


def test_project_says_planned_spent_and_who_it_is_for(books: Books) -> None:
    content = told(books, SlideKind.PROJECT, 2)
    assert isinstance(content, ProjectSlide)
    assert content.title == "Mantenimiento de chutes"
    assert [(figure.words, figure.value, figure.bad) for figure in content.figures] == [
        ("Planificado", "S/\u00a09,000", False),
        ("Gastado", "S/\u00a09,413", False),
        ("Gastado de más", "S/\u00a0413", True),
    ]
    assert content.remark == "Organización y productividad  ·  en marcha  ·  avance 50 %"
    assert [(figure.value, figure.words) for figure in content.people] == [("34", "socios")]


def test_whom_a_project_helped_is_told_as_counted_and_before_that_as_planned() -> None:
    office = an_office()
    project = save_project(office, "100.00", beneficiaries="34 socios y 60 trabajadores")

    def people() -> list[tuple[str, str]]:
        content = told(office, SlideKind.PROJECT, project)
        assert isinstance(content, ProjectSlide)
        return [(figure.value, figure.words) for figure in content.people]

    assert people() == [("34", "socios"), ("60", "trabajadores")]
    counts = {"members": 30, "workers": 40, "families": 5, "children": 1_200}
    projects.save_beneficiaries(office, project, {kind: {"unknown": str(count)} for kind, count in counts.items()})
    assert people() == [("1,200", "niñas y niños"), ("40", "trabajadores"), ("35", "otras personas")]


def test_no_person_stands_on_the_slide_of_debts(books: Books) -> None:
    content = told(books, SlideKind.CASH)
    assert isinstance(content, TableSlide)
    text = " ".join(" ".join(row) for row in content.table.rows) + content.sentence
    for (surname,) in books.db.execute("SELECT paternal_surname FROM members"):
        assert surname not in text
    for (name,) in books.db.execute("SELECT name FROM suppliers"):
        assert name not in text


def test_own_title_text_and_photo_are_taken() -> None:
    books = an_office()
    text = told(books, SlideKind.TEXT, title="Lo que sigue", text="Uno\n\n Dos ")
    assert text == TextSlide(title="Lo que sigue", lines=("Uno", "Dos"))
    missing = told(books, SlideKind.PHOTO, title="La mina")
    assert isinstance(missing, MessageSlide)
    assert "foto" in missing.sentence
    named = told(books, SlideKind.NUMBERS, title="Lo nuestro")
    assert named.title == "Lo nuestro"


def test_photo_of_an_attachment_fills_its_slides() -> None:
    books = an_office()
    with books.permitted(), books.act() as db:
        db.execute(
            "INSERT INTO attachment_contents VALUES ('a', 'b', 'image/jpeg', 3, 1, 1, 1, x'ff', x'ffd8ff'),"
            " ('c', 'd', 'application/pdf', 3, 0, 0, 1, x'ff', x'25504446')"
        )
    shown = told(books, SlideKind.PHOTO, photo="a", text="En agosto")
    assert isinstance(shown, PhotoSlide)
    assert (shown.photo.image, shown.photo.caption) == (b"\xff\xd8\xff", "En agosto")
    title = told(books, SlideKind.TITLE, photo="a")
    assert isinstance(title, TitleSlide)
    assert title.photo == b"\xff\xd8\xff"
    assert isinstance(told(books, SlideKind.PHOTO, photo="c"), MessageSlide)


def test_a_year_without_data_says_so_on_every_slide() -> None:
    books = an_office()
    presentation = of_year(books, 1999)
    deck = at_once(slides.deck(books, presentation))
    charts = [
        chart for slide in deck.slides if isinstance(slide.content, ChartSlide) for _c, chart in slide.content.charts
    ]
    assert charts == []
    pages = page_texts(at_once(slides.slides_pdf(books, presentation)))
    assert len(pages) == sum(slide.included for slide in presentation.slides) > 10
    assert any("la Prima no tuvo movimientos" in page for page in pages)
    assert any("no hubo capacitaciones" in page for page in pages)


def test_before_the_office_is_used_there_is_a_presentation_too() -> None:
    books = an_office()
    assert at_once(slides.slides_pptx(books, of_year(books))).startswith(b"PK")


def test_one_sol_beside_a_million_stands_on_its_slide() -> None:
    books = an_office()
    small = save_project(books, "1.00", name="Chico", heading_id="1")
    large = save_project(books, "1,000,000.00", name="Grande", heading_id="1")
    issued(books, a_line(amount="2,000,000", fund_id=PREMIUM))
    for project, amount in ((small, "1"), (large, "1,000,000")):
        line = a_line(amount=amount, fund_id=PREMIUM, project_id=str(project))
        issued(books, line, **vars(an_egreso(line)) | {"token": f"t{project}"})
    content = told(books, SlideKind.HEADING, 1)
    assert isinstance(content, ChartSlide)
    ((_caption, chart),) = content.charts
    assert [(bar.label, bar.values) for bar in chart.bars] == [
        ("Grande", (100_000_000, 100_000_000)),
        ("Chico", (100, 100)),
    ]


def test_forty_projects_of_long_names_fit() -> None:
    books = an_office()
    for number in range(40):
        save_project(books, "10.00", name=f"{number} " + "W" * 197, heading_id="1")
    presentation = of_year(books)
    included = [slide for slide in presentation.slides if slide.kind is SlideKind.PROJECT and slide.included]
    assert len(included) == slides.IMPORTANT
    assert len([slide for slide in presentation.slides if slide.kind is SlideKind.PROJECT]) == 40
    content = told(books, SlideKind.HEADING, 1)
    assert isinstance(content, ChartSlide)
    ((_caption, chart),) = content.charts
    assert [bar.label for bar in chart.bars][-1] == "Otros (37)"
    assert at_once(slides.slides_pdf(books, presentation)).startswith(b"%PDF")


def test_more_spent_than_there_was_is_said() -> None:
    books = an_office()
    issued(books, a_line(amount="100", fund_id=PREMIUM))
    line = a_line(amount="150", fund_id=PREMIUM)
    issued(books, line, **vars(an_egreso(line)) | {"token": "over"})
    content = told(books, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    assert (content.amounts[2].words, content.amounts[2].value) == ("Nos falta", "S/\u00a050")
    assert content.sentence == ""


def test_plan_shows_what_is_proposed_with_its_amount() -> None:
    books = an_office()
    save_project(books, name="Orquesta", proposed_amount="2,400.00")
    content = told(books, SlideKind.PLAN)
    assert isinstance(content, TableSlide)
    assert content.table.rows == (("Orquesta", "Dormitorios dignos para quienes trabajan en altura", "2,400"),)
    assert content.table.totals == ("Total", "", "2,400")
    assert content.votes == ("A favor", "En contra", "Abstenciones")


def test_long_plan_goes_on_on_more_slides_and_hides_no_project() -> None:
    books = an_office()
    for number in range(9):
        save_project(books, name=f"Obra {number}", proposed_amount="100.00")
    proposed = slides.proposed_slides(books, FIRST, LAST)
    assert [each.subject_id for each in proposed if each.kind is SlideKind.PLAN] == [None, 2, 3]
    contents = [told(books, SlideKind.PLAN, page) for page in (None, 2, 3)]
    assert [content.title for content in contents][::2] == [
        "Plan y presupuesto por votar (1 de 3)",
        "Plan y presupuesto por votar (3 de 3)",
    ]
    tables = [content for content in contents if isinstance(content, TableSlide)]
    assert [row[0] for content in tables for row in content.table.rows] == [f"Obra {number}" for number in range(9)]
    assert [content.table.totals for content in tables] == [(), (), ("Total", "", "900")]
    assert [bool(content.votes) for content in tables] == [False, False, True]


def test_what_projects_under_way_may_still_spend_is_not_for_the_plan() -> None:
    books = an_office()
    issued(books, a_line(amount="1000", fund_id=PREMIUM))
    project = save_project(books, "300.00", state="under_way")
    spend(books, "120", project_id=str(project))
    content = told(books, SlideKind.PLAN)
    assert isinstance(content, TextSlide)
    assert content.lines[1] == (
        "De la Prima nos queda S/\u00a0880: S/\u00a0180 para terminar proyectos aprobados y S/\u00a0700 para el plan."
    )


def plan_of_2025(books: Books) -> Content:
    """The plan of the year before, as it is shown when some of this one has passed."""
    presentation = Presentation(
        first_day=date(2025, 1, 1), last_day=date(2025, 12, 31), slides=(SlideChoice(kind=SlideKind.PLAN),)
    )
    return at_once(slides.deck(books, presentation)).slides[0].content


@pytest.mark.parametrize("state", ["under_way", "finished"])
def test_what_was_spent_since_the_year_ended_is_not_for_the_plan(state: str) -> None:
    books = an_office()
    issued(books, a_line(amount="1000", fund_id=PREMIUM), issued_on="01/03/2025")
    project = save_project(books, starts_on="01/02/2025", state=state)
    project_budgets.approve(books, project, a_budget(amount="700.00", decided_on="01/02/2025"))
    spend(books, "700", "15/01/2026", project_id=str(project))
    content = plan_of_2025(books)
    assert isinstance(content, TextSlide)
    assert content.lines[1] == (
        "De la Prima nos queda S/\u00a01,000: S/\u00a0700 para terminar proyectos aprobados y S/\u00a0300 para el plan."
    )


def test_what_approved_projects_lack_is_said() -> None:
    books = an_office()
    issued(books, a_line(amount="100", fund_id=PREMIUM))
    save_project(books, "300.00", state="under_way")
    content = told(books, SlideKind.PLAN)
    assert isinstance(content, TextSlide)
    assert content.lines[1] == (
        "De la Prima nos queda S/\u00a0100. Los proyectos aprobados piden S/\u00a0300: faltan S/\u00a0200."
    )


def test_what_was_decided_since_is_told_with_its_amount_and_what_was_decided_before_is_not() -> None:
    books = an_office()
    for name, amount, day in (("Ya aprobado", "300.00", "01/11/2025"), ("Aprobado después", "500.00", "20/01/2026")):
        project = save_project(books, name=name, starts_on="01/02/2026")
        project_budgets.approve(books, project, a_budget(amount=amount, decided_on=day))
        # what was proposed was not always noted
        old = a_project(name=name, starts_on="01/02/2026", state="approved", proposed_amount="")
        projects.save(books, old, project)
    before = Presentation(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31), slides=())
    choice = SlideChoice(kind=SlideKind.PLAN)
    deck = at_once(slides.deck(books, replace(before, slides=(choice,))))
    content = deck.slides[0].content
    assert isinstance(content, TableSlide)
    assert [(row[0], row[2]) for row in content.table.rows] == [("Aprobado después", "500")]


def test_heading_with_one_project_waits_to_be_ticked() -> None:
    books = an_office()
    save_project(books, "100.00", name="Uno")
    headings = [each for each in slides.proposed_slides(books, FIRST, LAST) if each.kind is SlideKind.HEADING]
    assert [each.included for each in headings] == [False]
    save_project(books, "100.00", name="Dos")
    headings = [each for each in slides.proposed_slides(books, FIRST, LAST) if each.kind is SlideKind.HEADING]
    assert [each.included for each in headings] == [True]


def test_project_without_a_slide_of_its_own_keeps_its_heading() -> None:
    office = an_office()
    for number in range(slides.IMPORTANT):
        save_project(office, "9000.00", name=f"Obra {number}")
    headings = [row[0] for row in office.db.execute("SELECT id FROM headings ORDER BY id")]
    save_project(office, "100.00", name="Chico", heading_id=str(headings[-1]))
    proposed = slides.proposed_slides(office, FIRST, LAST)
    assert [each.included for each in proposed if each.kind is SlideKind.HEADING] == [True, True]


def test_overspent_project_stands_first_in_its_heading() -> None:
    books = an_office()
    for number in range(6):
        save_project(books, "9000.00", name=f"Obra {number}")
    small = save_project(books, "100.00", name="Se pasó")
    over = an_egreso(a_line(amount="150", fund_id=PREMIUM, project_id=str(small)))
    issue_anyway(books, over)
    heading = books.db.execute("SELECT heading_id FROM premium_projects WHERE id = ?", (small,)).fetchone()[0]
    content = told(books, SlideKind.HEADING, heading)
    assert isinstance(content, ChartSlide)
    assert content.charts[0][1].bars[0].label == "Se pasó"


def test_a_period_that_is_no_year_tells_its_days(books: Books) -> None:
    presentation = Presentation(
        first_day=date(2026, 3, 15), last_day=date(2026, 8, 20), slides=(SlideChoice(kind=SlideKind.NUMBERS),)
    )
    deck = at_once(slides.deck(books, presentation))
    assert deck.slides[0].title == "Nuestra Prima del 15/03/2026 al 20/08/2026"
    assert slides.file_name(presentation) == "asamblea-2026-03-15-2026-08-20"


def test_english_presentation_is_english_and_leaves_the_window_spanish(books: Books) -> None:
    presentation = of_year(books, language="en")
    letters = page_letters(at_once(slides.slides_pdf(books, presentation)))
    assert "OurPremiumin2026" in letters
    assert "Planificado" not in letters
    assert slides.slide_title(books, presentation, presentation.slides[1]) == "El año en tres números"


def test_steps_speak_spanish_to_others_in_between(books: Books) -> None:
    steps = slides.slides_pdf(books, of_year(books, language="en"))
    next(steps)
    assert slides.slide_title(books, of_year(books), SlideChoice(kind=SlideKind.CASH)) == "Caja, bancos y deudas"


def test_files_are_pdf_or_powerpoint_and_nothing_else(books: Books, tmp_path: Path) -> None:
    presentation = of_year(books)
    for name in ("a.pdf", "A.PPTX"):
        at_once(slides.save_slides(books, presentation, tmp_path / name))
    included = [slide for slide in presentation.slides if slide.included]
    assert len(page_texts((tmp_path / "a.pdf").read_bytes())) == len(included)
    assert len(PowerPoint(BytesIO((tmp_path / "A.PPTX").read_bytes())).slides) == len(included)
    with pytest.raises(UserError, match="pptx"):
        at_once(slides.save_slides(books, presentation, tmp_path / "a.odp"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A.PPTX", "a.pdf"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("34 socios y 60 trabajadores", [("34", "socios"), ("60", "trabajadores")]),
        ("80 niñas y niños", [("80", "niñas y niños")]),
        ("1,200 personas, 3 familias y 2 escuelas.", [("1,200", "personas"), ("3", "familias"), ("2", "escuelas")]),
        ("Comunidad de Ananea", [("", "Comunidad de Ananea")]),
        ("  ", []),
    ],
)
def test_beneficiaries_are_told_apart(text: str, groups: list[tuple[str, str]]) -> None:
    assert beneficiary_groups(text) == groups


def spend(books: Books, amount: str, day: str = "01/06/2026", **line: str) -> None:
    paid = a_line(**{"amount": amount, "fund_id": PREMIUM} | line)
    issued(books, paid, **vars(an_egreso(paid, issued_on=day)) | {"token": f"{amount}{day}{line}"})


def bars_of(content: Content) -> list[tuple[str, int | None]]:
    assert isinstance(content, ChartSlide)
    return [(bar.label, bar.values[0]) for _caption, chart in content.charts for bar in chart.bars]


def test_each_payer_of_premium_has_a_bar_and_members_one_together() -> None:
    books = an_office()
    member = save_member(books)
    for amount, changes in (
        ("100", {"party_name": "Comprador A", "party_document": "RUC 20600011110"}),
        ("300", {"party_name": "Comprador B", "party_document": ""}),
        ("40", {"party_name": "Huanca Layme, Tomás", "party_document": "", "member_id": member}),
        ("10", {"party_name": "Quispe Mamani, Rosa", "party_document": "DNI 00041527"}),
    ):
        issued(books, a_line(amount=amount, fund_id=PREMIUM), **changes)
    assert bars_of(told(books, SlideKind.PREMIUM)) == [
        ("Comprador B", 30_000),
        ("Comprador A", 10_000),
        ("Socios y otras personas", 5_000),
        ("Nos queda", 45_000),
    ]


def test_only_projects_paid_by_the_premium_are_counted() -> None:
    books = an_office()
    project = str(save_project(books, "500.00"))
    issued(books, a_line(amount="100", fund_id=PREMIUM))
    spend(books, "60", fund_id=OWN, project_id=project)
    content = told(books, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    assert (content.amounts[1].value, content.amounts[1].remarks) == ("S/\u00a00", ())
    spend(books, "40", project_id=project)
    content = told(books, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    assert content.amounts[1].remarks == ("en 1 proyecto",)


@pytest.mark.parametrize(
    ("income", "uses"),
    [
        ("", [("Nos falta", 50_000), ("Lo que faltaba antes", 50_000)]),
        ("500", [("Socios y otras personas", 50_000), ("Lo que faltaba antes", 50_000)]),
    ],
)
def test_a_premium_that_was_overdrawn_is_told_without_empty_charts(
    income: str, uses: list[tuple[str, int | None]]
) -> None:
    books = an_office()
    spend(books, "500", "01/06/2025")
    if income:
        issued(books, a_line(amount=income, fund_id=PREMIUM), issued_on="01/03/2026")
    content = told(books, SlideKind.NUMBERS)
    assert isinstance(content, AmountsSlide)
    assert content.amounts[0].words == ("Teníamos" if income else "Nos faltaba")
    assert "−" not in content.amounts[0].value
    assert bars_of(told(books, SlideKind.PREMIUM)) == uses
    assert at_once(slides.slides_pdf(books, of_year(books))).startswith(b"%PDF")


def test_debts_are_those_of_the_last_day() -> None:
    books = an_office()
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    presentation = of_year(books, 2025, slides=(SlideChoice(kind=SlideKind.CASH),))
    content = at_once(slides.deck(books, presentation)).slides[0].content
    assert isinstance(content, TableSlide)
    assert content.sentence.endswith("Debemos a proveedores: S/\u00a00.")
    owed = told(books, SlideKind.CASH)
    assert isinstance(owed, TableSlide)
    assert owed.sentence.endswith("Debemos a proveedores: S/\u00a0546.")
    draft = receipt_drafts.for_purchase(books, purchase)
    draft.account_id, draft.issued_on = "1", "23/11/2026"
    issue_anyway(books, draft)
    paid = told(books, SlideKind.CASH)
    assert isinstance(paid, TableSlide)
    assert paid.sentence.endswith("Debemos a proveedores: S/\u00a00.")


def test_what_was_spent_before_the_year_is_told_apart() -> None:
    books = an_office()
    project = save_project(books, "1,000.00", heading_id="2", starts_on="01/01/2025")
    spend(books, "600", "01/06/2025", project_id=str(project))
    spend(books, "100", "01/06/2026", project_id=str(project))
    content = told(books, SlideKind.PROJECT, project)
    assert isinstance(content, ProjectSlide)
    assert [(figure.words, figure.value) for figure in content.figures] == [
        ("Planificado", "S/\u00a01,000"),
        ("Gastado en total", "S/\u00a0700"),
        ("de eso, en 2026", "S/\u00a0100"),
        ("Saldo", "S/\u00a0300"),
    ]
    heading = told(books, SlideKind.HEADING, 2)
    assert isinstance(heading, ChartSlide)
    assert heading.figures[0].words == "gastado desde que empezaron"
    whole = told(books, SlideKind.PLANNED_SPENT)
    assert isinstance(whole, ChartSlide)
    assert whole.sentence == "Lo gastado se cuenta desde que empezó cada proyecto."


def test_a_photo_that_never_was_leaves_its_slide_without_one() -> None:
    books = an_office()
    assert isinstance(told(books, SlideKind.PHOTO, photo="0" * 64), MessageSlide)


def test_the_plan_of_trainings_says_what_was_held_and_the_count_of_the_law(books: Books) -> None:
    content = told(books, SlideKind.TRAINING_PLAN)
    assert isinstance(content, ChartSlide)
    assert [figure.value for figure in content.figures] == ["5 de 7", "3 de 4"]
    hours = told(books, SlideKind.TRAINING_HOURS)
    assert isinstance(hours, ChartSlide) and hours.charts
    empty = slides.proposed_slides(books, date(2020, 1, 1), date(2020, 12, 31))
    assert [slide.included for slide in empty if slide.kind is SlideKind.TRAINING_PLAN] == [False]
