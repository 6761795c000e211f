"""Charts from live figures: what each says, and that the rows behind a bar add up to it."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from ananea_desktop.documents.charts import OTHERS, Bar, Chart, with_others
from ananea_desktop.documents.listing import Listing
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    chart_rows,
    openings,
    project_budgets,
    purchases,
    receipt_warnings,
    sample,
    trainings,
    transfers,
)
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.charts import CHARTS, make_chart
from ananea_desktop.operations.figures import figures
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.openings import OpeningDraft
from tests.builders import (
    OWN,
    PREMIUM,
    TILL,
    a_budget,
    a_line,
    a_purchase,
    a_purchase_line,
    a_training,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
    save_supplier,
)
from tests.operations.test_money_documents import a_transfer
from tests.operations.test_money_documents import opened as opened_till
from tests.operations.test_sums import RECEIPTS, Movement, office_with

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def chart(books: Books, name: str, most: int = 12, first: date = YEAR[0], last: date = YEAR[1]) -> Chart:
    return make_chart(books, name, first, last, most)


def bars(
    books: Books, name: str, first: date = YEAR[0], last: date = YEAR[1]
) -> list[tuple[str, tuple[int | None, ...]]]:
    return [(bar.label, bar.values) for bar in chart(books, name, 12, first, last).bars]


def behind(books: Books, name: str, key: str, first: date = YEAR[0], last: date = YEAR[1]) -> Listing:
    listing, targets = at_once(chart_rows.rows_behind(books, name, key, first, last))
    assert len(listing.rows) == len(targets)
    return listing


def column(listing: Listing, title: str) -> int:
    """What the rows add up to in a column; the totals row must say the same."""
    index = [each.title for each in listing.columns].index(title)
    cells = [listing.cells(row)[index] for row in listing.rows]
    total = sum(cell for cell in cells if isinstance(cell, int))
    assert listing.totals is not None
    assert listing.totals[index] == total
    return total


def added_up(listing: Listing, name: str) -> tuple[int, ...]:
    """What the rows say of each series of a bar."""
    if name in ("prima-por-anio", "dinero-por-mes"):
        return column(listing, "Ingreso S/"), column(listing, "Egreso S/")
    if name == "prima-por-lote":
        return column(listing, "Prima US$") - column(listing, "Descontado US$"), column(listing, "Recibido US$")
    if name == "capacitacion-personas":
        return column(listing, "Mujeres"), column(listing, "Hombres")
    if name == "entregas-por-clase":
        return len({listing.cells(row)[2] for row in listing.rows}), len(listing.rows)
    if name == "capacitacion-plan":
        state = [each.title for each in listing.columns].index("Estado")
        return len(listing.rows), sum(listing.cells(row)[state] == "Realizada" for row in listing.rows)
    if name == "socios-por-anio":
        state = [each.title for each in listing.columns].index("Estado")
        states = [listing.cells(row)[state] for row in listing.rows]
        return states.count("Hábil"), states.count("Inhábil")
    if name == "socios-ingresos-salidas":
        came = sum(listing.cells(row)[3] == "Ingresó" for row in listing.rows)
        return came, len(listing.rows) - came
    if name == "aportaciones-por-mes":
        return column(listing, "Recibido S/"), column(listing, "Devuelto S/")
    if name == "cuotas-por-mes":
        return column(listing, "Se esperaba S/"), column(listing, "Se recibió S/")
    if name == "deudas-socios-antiguedad":
        return column(listing, "Cuotas y multas S/"), column(listing, "Aportaciones S/")
    if name == "deudas-socios-clase":
        return (column(listing, "Cuotas y multas S/") + column(listing, "Aportaciones S/"),)
    if name.startswith("socios"):
        return (len(listing.rows),)
    titles = {
        "capacitacion-horas": "Horas por persona",
        "compras-por-clase": "Total S/",
        "compras-por-proveedor": "Total S/",
        "deudas-por-antiguedad": "Por pagar S/",
        "aportaciones-por-anio": "Tiene S/",
    }
    title = titles.get(name, "Egreso S/")
    return (column(listing, title),)


def agree(books: Books, name: str, most: int) -> int:
    """Checks every bar of a chart against its rows, and gives how many had any."""
    looked_at = 0
    for bar in chart(books, name, most).bars:
        if not bar.key:
            assert not any(bar.values)
            continue
        looked_at += 1
        found = added_up(behind(books, name, bar.key), name)
        expected = tuple(value or 0 for value in bar.values)
        if name == "capacitacion-horas":
            assert abs(found[0] - expected[0] * 1000 / 60) < 1
        elif name.startswith("planificado"):
            assert found == expected[1:]
        else:
            assert found[: len(expected)] == expected[: len(found)]
            assert not any(found[len(expected) :])
    return looked_at


@pytest.fixture(scope="module")
def sample_books() -> Iterator[Books]:
    made = books_in_memory()
    sample.write_sample(made)
    yield made
    made.file.close()


@pytest.mark.parametrize("most", [2, 12])
@pytest.mark.parametrize("name", CHARTS)
def test_rows_behind_each_bar_add_up_to_it(sample_books: Books, name: str, most: int) -> None:
    assert agree(sample_books, name, most) > 0


@for_any(movements=st.lists(RECEIPTS, max_size=12), most=st.integers(1, 3))
def test_rows_behind_bars_of_money_add_up_in_any_books(movements: list[Movement], most: int) -> None:
    books = office_with(movements)
    for name, kind in CHARTS.items():
        if kind.of_money:
            agree(books, name, most)
    premium = [move.soles(line) for move in movements for line in move.lines if line.fund == int(PREMIUM)]
    assert chart(books, "prima-por-anio").bars[-1].values[2] == sum(premium)
    books.file.close()


@pytest.mark.parametrize("name", CHARTS)
def test_a_year_without_data_is_an_empty_chart(books: Books, name: str) -> None:
    made = chart(books, name)
    assert made.is_empty
    assert made.name == name
    assert made.title == CHARTS[name].title


@pytest.mark.parametrize("name", CHARTS)
def test_charts_speak_english(sample_books: Books, name: str) -> None:
    with in_language("en"):
        assert chart(sample_books, name).title != CHARTS[name].title


def test_premium_of_each_year_ends_with_what_is_left(books: Books) -> None:
    issued(books, a_line(amount="100.00", fund_id=PREMIUM), issued_on="01/02/2024")
    issued(books, a_line(amount="50.00", fund_id=PREMIUM), issued_on="01/02/2026")
    issued(books, a_line(amount="7.00"), issued_on="01/02/2026")
    issue_anyway(books, an_egreso(a_line(amount="30.00", fund_id=PREMIUM), issued_on="02/02/2026"))
    assert bars(books, "prima-por-anio") == [
        ("2024", (10_000, 0, 10_000)),
        ("2025", (0, 0, 10_000)),
        ("2026", (5_000, 3_000, 12_000)),
    ]
    assert bars(books, "prima-por-anio", last=date(2025, 12, 31))[-1] == ("2025", (0, 0, 10_000))


def test_what_is_left_counts_the_opening_balance_and_the_difference_of_exchange(books: Books) -> None:
    opened_till(books, issued_on="31/12/2024")
    bank = save_account(books)
    transfers.make(books, a_transfer(bank, arrived="99.50"))
    issued(books, a_line(amount="50.00", fund_id=PREMIUM), issued_on="01/02/2026")
    premium = at_once(figures(books, *YEAR)).of_funds("premium")
    assert premium.exchange == -188
    assert bars(books, "prima-por-anio") == [
        ("2024", (0, 0, 100_000)),
        ("2025", (0, 0, 100_000)),
        ("2026", (5_000, 0, premium.left)),
    ]
    assert chart(books, "prima-por-anio").note.startswith("Lo que quedó cuenta también")


def opened(books: Books, account: str, *lines: dict[str, str]) -> None:
    draft = OpeningDraft(account_id=account, issued_on="01/01/2025", lines=list(lines), evidence="Libro de caja")
    openings.make(books, draft, receipt_warnings.ALL)


def test_what_is_left_of_the_premium_is_what_the_books_began_with_too(books: Books) -> None:
    opened(books, TILL, {"fund_id": PREMIUM, "amount": "500.00"}, {"fund_id": OWN, "amount": "9.00"})
    issue_anyway(books, an_egreso(a_line(amount="100.00", fund_id=PREMIUM)))
    assert bars(books, "prima-por-anio") == [("2025", (0, 0, 50_000)), ("2026", (0, 10_000, 40_000))]
    found = at_once(figures(books, *YEAR))
    assert chart(books, "prima-por-anio").bars[-1].values[2] == found.of_funds("premium").left


def test_what_a_project_spent_before_the_program_is_behind_its_bar(books: Books) -> None:
    project = str(save_project(books, budget="1,000.00"))
    opened(books, openings.SPENT_BEFORE, {"fund_id": PREMIUM, "project_id": project, "amount": "200.00"})
    issue_anyway(books, an_egreso(a_line(amount="100.00", fund_id=PREMIUM, project_id=project)))
    assert bars(books, "planificado-gastado") == [("Alojamiento", (100_000, 30_000))]
    for name, key in (("planificado-gastado", project), ("planificado-gastado-rubro", "2")):
        assert column(behind(books, name, key), "Egreso S/") == 30_000
    assert column(behind(books, "gasto-por-rubro", "2"), "Egreso S/") == 10_000


def test_spending_of_no_project_stands_beside_the_headings(books: Books) -> None:
    project = str(save_project(books))
    issue_anyway(books, an_egreso(a_line(amount="30.00", project_id=project), a_line(amount="4.00")))
    assert bars(books, "gasto-por-rubro") == [
        ("Trabajadores y condiciones de trabajo", (3_000,)),
        ("Gastos sin proyecto", (400,)),
    ]


def test_planned_is_the_newest_budget_decided_until_the_last_day(books: Books) -> None:
    project_id = save_project(books, budget="100.00")
    project_budgets.approve(books, project_id, a_budget(amount="200.00", decided_on="01/10/2026", reason="Más obra"))
    issue_anyway(books, an_egreso(a_line(amount="50.00", project_id=str(project_id)), issued_on="01/05/2026"))
    assert bars(books, "planificado-gastado") == [("Alojamiento", (20_000, 5_000))]
    assert bars(books, "planificado-gastado", last=date(2026, 9, 30)) == [("Alojamiento", (10_000, 5_000))]
    assert [bar.remark for bar in chart(books, "planificado-gastado-rubro").bars] == ["25 %"]


def test_a_plan_by_year_counts_each_line_in_its_year_and_the_premium_alone(books: Books) -> None:
    save_project(books, budget="70.00", name="Sin líneas", starts_on="01/03/2024")
    several = save_project(books, name="De varios años", starts_on="01/03/2025")
    lines = [
        {"concept": "Obra", "year": "2025", "fund_id": PREMIUM, "amount": "100.00"},
        {"concept": "Obra", "year": "2026", "fund_id": PREMIUM, "amount": "50.00"},
        {"concept": "Aporte propio", "year": "2026", "fund_id": OWN, "amount": "30.00"},
        {"concept": "Acabados", "year": "2027", "fund_id": PREMIUM, "amount": "5.00"},
    ]
    project_budgets.approve(books, several, a_budget(amount="185.00"), lines)
    issued(books, a_line(amount="200.00", fund_id=PREMIUM), issued_on="01/02/2023")
    for day, fund, amount in (("01/04/2025", PREMIUM, "40.00"), ("01/04/2026", PREMIUM, "60.00")):
        issue_anyway(books, an_egreso(a_line(amount=amount, fund_id=fund, project_id=str(several)), issued_on=day))
    issue_anyway(books, an_egreso(a_line(amount="9.00", fund_id=OWN, project_id=str(several))))
    assert bars(books, "planificado-gastado-anio") == [
        ("2024", (7_000, 0)),
        ("2025", (10_000, 4_000)),
        ("2026", (5_000, 6_000)),
    ]
    early = chart(books, "planificado-gastado-anio", most=2).bars
    assert [(bar.label, bar.values) for bar in early] == [("Antes", (17_000, 4_000)), ("2026", (5_000, 6_000))]
    listing = behind(books, "planificado-gastado-anio", early[0].key)
    assert (listing.subtitle, column(listing, "Egreso S/")) == ("Hasta el 31/12/2025", 4_000)


def test_a_project_counts_where_it_runs_or_spends(books: Books) -> None:
    save_project(books, budget="1.00", name="De antes", starts_on="01/03/2020", ends_on="01/12/2020")
    save_project(books, budget="2.00", name="Sigue", starts_on="01/03/2020")
    late = save_project(books, budget="3.00", name="Se pagó tarde", starts_on="01/03/2025", ends_on="01/12/2025")
    save_project(books, budget="4.00", name="Concluido sin fecha", starts_on="01/03/2020", ends_on="", state="finished")
    save_project(books, budget="5.00", name="Todavía no", starts_on="01/03/2027")
    save_project(books, name="Propuesto")
    issue_anyway(books, an_egreso(a_line(amount="1.00", project_id=str(late))))
    assert {label for label, _values in bars(books, "planificado-gastado")} == {"Sigue", "Se pagó tarde"}


def test_a_sol_beside_a_million_and_forty_projects_end_in_one_bar_for_the_others(books: Books) -> None:
    save_project(books, budget="1,000,000.00", name="Planta")
    for number in range(39):
        save_project(books, budget="1.00", name=f"Proyecto {number:02d} {'largo ' * 30}")
    made = chart(books, "planificado-gastado")
    assert len(made.bars) == 12
    assert made.bars[0].values == (100_000_000, 0)
    assert (made.bars[-1].label, made.bars[-1].values) == ("Otros (29)", (2_900, 0))
    assert made.bars[-1].key == f"{OTHERS}11"


def test_others_keep_nothing_where_there_is_nothing() -> None:
    four = [Bar(label=str(number), values=(number, None)) for number in range(4)]
    assert with_others(four, 4) == four
    assert with_others(four, 2)[-1].values == (6, None)


def test_months_without_movement_show_nothing_and_a_long_period_goes_by_year(books: Books) -> None:
    issued(books, issued_on="05/01/2026")
    found = bars(books, "dinero-por-mes")
    assert (found[0], found[1], len(found)) == (("Ene", (5_000, None)), ("Feb", (None, None)), 12)
    long = bars(books, "dinero-por-mes", first=date(2023, 5, 1))
    assert [label for label, _values in long] == ["2023", "2024", "2025", "2026"]
    two_years = bars(books, "dinero-por-mes", date(2025, 12, 1), date(2026, 11, 30))
    assert (two_years[0][0], two_years[-1][0]) == ("Dic 25", "Nov 26")


def test_members_are_counted_by_age_and_admission_without_workers_and_retired(books: Books) -> None:
    save_member(books)
    save_member(books, document_number="00041528", birth_date="", sex="f")
    save_member(books, document_number="00041529", kind="worker", admitted_on="")
    save_member(books, document_number="00041530", state="retired", state_since="01/01/2020")
    assert bars(books, "socios-por-edad") == [("50 a 59", (1,)), ("Sin fecha", (1,))]
    assert bars(books, "socios-por-sexo") == [("Mujer", (1,)), ("Hombre", (1,))]
    assert bars(books, "socios-por-ingreso") == [("2009", (2,))]
    assert bars(books, "socios-por-estado") == [("Hábil", (2,)), ("Retirado/a", (1,))]


def test_a_topic_is_one_however_it_is_written(books: Books) -> None:
    member = save_member(books)
    trainings.save(books, a_training(topic="tributacion", held_on="01/02/2026", duration="1.5"), [member])
    trainings.save(books, a_training(topic="Tributación", held_on="01/03/2026", duration="2"), [member])
    trainings.save(books, a_training(topic="Nadie vino", held_on="01/03/2026"), [])
    assert bars(books, "capacitacion-horas") == [("Tributación", (210,))]
    assert bars(books, "capacitacion-personas") == [("Tributación", (0, 2))]


def test_dollars_are_bought_in_soles(books: Books) -> None:
    supplier = save_supplier(books)
    texts = a_purchase(supplier, currency="USD", exchange_rate="3.752")
    purchases.save(books, texts, [a_purchase_line(quantity="1", unit_price="100.00")])
    assert bars(books, "compras-por-clase") == [("EPP", (37_520,))]


def test_of_very_many_receipts_the_older_ones_stand_in_one_row(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_rows, "MOST_ROWS", 2)
    for _time in range(5):
        issued(books, issued_on="05/01/2026")
    listing, targets = at_once(chart_rows.rows_behind(books, "dinero-por-mes", "2026-01", *YEAR))
    assert listing.subtitle == "Del 01/01/2026 al 31/01/2026"
    assert listing.cells(listing.rows[0])[0] == "3 recibos más antiguos"
    assert targets == [None, ("receipts", 4), ("receipts", 5)]
    assert column(listing, "Ingreso S/") == 25_000


def test_what_there_is_not_is_told(books: Books) -> None:
    with pytest.raises(UserError, match="gasto-por-rubro"):
        make_chart(books, "nada", *YEAR)
    keys = (
        ("dinero-por-mes", "x"),
        ("gasto-por-rubro", "99"),
        ("planificado-gastado", "99"),
        ("gasto-por-rubro", "others:x"),
        ("gasto-por-rubro", "others:-1"),
        ("socios-por-estado", "others:7"),
        ("gasto-por-rubro", "others:" + "9" * 5000),
        ("socios-por-ingreso", "until:abc"),
        ("planificado-gastado-anio", "until:abc"),
    )
    for name, key in keys:
        with pytest.raises(LookupError):
            behind(books, name, key)


@pytest.mark.parametrize(
    ("name", "key", "days"),
    [
        ("prima-por-anio", "2024", "Del 01/01/2024 al 31/12/2024"),
        ("gasto-por-rubro", "2", "Del 01/01/2026 al 31/12/2026"),
        ("planificado-gastado-anio", "2025", "Del 01/01/2025 al 31/12/2025"),
        ("planificado-gastado-rubro", "2", "Hasta el 31/12/2026"),
        ("socios-por-anio", "2024", "Hasta el 31/12/2024"),
    ],
)
def test_rows_behind_a_bar_say_the_days_they_are_of(sample_books: Books, name: str, key: str, days: str) -> None:
    listing = behind(sample_books, name, key)
    assert listing.rows
    assert listing.subtitle == days
