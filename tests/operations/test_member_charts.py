"""Charts and slides of members, aportaciones and debts: of the last day of their period, and of nobody by name."""

from datetime import date
from typing import Any

import pytest

from ananea_desktop.documents.slides import ChartSlide, TableSlide
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import capital_acts, charges, records, slides, state_changes
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import SubscriptionDraft
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.charts import make_chart
from ananea_desktop.operations.figures import figures
from ananea_desktop.operations.receipt_drafts import for_debts
from ananea_desktop.storage import charges as charge_store
from tests.builders import TILL, a_member, issue_anyway
from tests.operations.test_capital import FIRST, opened, refunded, two_members


def bars(books: Books, name: str, year: int = 2026) -> dict[str, tuple[int | None, ...]]:
    chart = make_chart(books, name, date(year, 1, 1), date(year, 12, 31))
    return {bar.label: bar.values for bar in chart.bars if any(bar.values)}


def told(books: Books, kind: SlideKind, year: int = 2026) -> Any:
    first, last = date(year, 1, 1), date(year, 12, 31)
    shown = Presentation(first_day=first, last_day=last, slides=(SlideChoice(kind=kind),))
    return at_once(slides.deck(books, shown)).slides[0].content


def figures_of(content: ChartSlide) -> list[tuple[str, str]]:
    return [(each.value.replace("\xa0", " "), each.words) for each in content.figures]


def charged(books: Books, amount: str, due_on: str, **changes: Any) -> None:
    given = {"concept": "Cuota", "amount": amount, "charged_on": "01/09/2026", "due_on": due_on}
    charges.make(books, ChargeDraft(**(given | changes)))


def paid(books: Books, place: int, amount: str) -> None:
    """A part of one of the debts, by name and day due."""
    draft = for_debts(books, [charge_store.open_charges(books.db)[place]["id"]])
    draft.lines[0]["amount"] = amount
    draft.account_id, draft.issued_on = TILL, "20/11/2026"
    issue_anyway(books, draft)


def test_the_register_of_a_year_has_the_states_of_its_last_day(books: Books) -> None:
    first, _second = two_members(books, admitted_on="12/08/2009")
    texts = {"state": "retired", "valid_from": "10/05/2025", "reason": "Renunció", "acta": "Acta 3"}
    state_changes.change(books, first, texts)
    assert bars(books, "socios-por-estado", 2024) == {"Hábil": (2,)}
    assert bars(books, "socios-por-estado", 2025) == {"Hábil": (1,), "Retirado/a": (1,)}
    assert bars(books, "socios-por-sexo", 2024) == {"Hombre": (2,)}
    assert bars(books, "socios-por-sexo", 2026) == {"Hombre": (1,)}
    by_year = bars(books, "socios-por-anio")
    assert (by_year["2024"], by_year["2025"]) == ((2, 0), (1, 0))
    assert bars(books, "socios-ingresos-salidas", 2025)["2025"] == (None, 1)
    assert figures_of(told(books, SlideKind.MEMBERS, 2024))[0][0] == "2"
    assert figures_of(told(books, SlideKind.MEMBER_YEARS, 2025))[1] == ("1", "salieron en 2025")


def test_who_comes_back_came_twice(books: Books) -> None:
    first, _second = two_members(books)
    for day, state in (("10/05/2024", "retired"), ("10/05/2025", "active")):
        state_changes.change(books, first, {"state": state, "valid_from": day, "reason": "r", "acta": "a"})
    moved = bars(books, "socios-ingresos-salidas")
    assert (moved["2024"], moved["2025"]) == ((None, 1), (1, None))
    records.save(books, MEMBERS, a_member(document_number="10000001", number="1", phone="951000111"), first)
    assert bars(books, "socios-ingresos-salidas") == moved


def test_aportaciones_stand_apart_from_income(books: Books) -> None:
    two_members(books)
    opened(books, day="01/03/2025")
    draft = SubscriptionDraft(member=FIRST, amount="300", operated_on="10/10/2026", due_on="01/11/2026")
    capital_acts.subscribe(books, draft)
    paid(books, 0, "120.00")
    refunded(books, amount="50")
    assert bars(books, "aportaciones-por-anio") == {"2025": (50_000,), "2026": (57_000,)}
    assert bars(books, "aportaciones-por-mes") == {"Nov": (12_000, 5_000)}
    assert bars(books, "dinero-por-mes") == {}
    found = at_once(figures(books, date(2026, 1, 1), date(2026, 12, 31)))
    own = found.of_funds("own")
    assert (own.income, own.spent, own.capital, own.left) == (0, 0, 7_000, 7_000)
    assert found.total == 7_000 == sum(row["balance"] for row in found.accounts)
    content = told(books, SlideKind.CONTRIBUTIONS)
    assert figures_of(content) == [
        ("S/ 570", "tienen los socios en la cooperativa"),
        ("S/ 120", "aportaron en 2026"),
        ("S/ 50", "se devolvieron en 2026"),
    ]
    cash = told(books, SlideKind.CASH)
    assert isinstance(cash, TableSlide)
    assert "Las aportaciones de los socios suman S/\xa0570." in cash.sentence


def test_dues_are_told_by_month_and_debts_by_age_and_kind(books: Books) -> None:
    two_members(books)
    charged(books, "50", "30/09/2026")
    charged(books, "80", "20/12/2026", concept="Cuota de fin de año")
    charged(books, "10", "15/11/2026", concept="Falta a la asamblea", kind="fine", members=(1,))
    draft = SubscriptionDraft(member=FIRST, amount="300", operated_on="10/10/2026", due_on="01/11/2026")
    capital_acts.subscribe(books, draft)
    paid(books, 0, "20.00")
    assert bars(books, "cuotas-por-mes") == {"Set": (10_000, 2_000), "Nov": (1_000, None)}
    assert bars(books, "deudas-socios-antiguedad") == {
        "Por vencer": (16_000, None),
        "1 a 30 días": (1_000, 30_000),
        "31 a 60 días": (8_000, None),
    }
    assert bars(books, "deudas-socios-clase") == {
        "Cuota ordinaria": (24_000,),
        "Multa": (1_000,),
        "Aportación": (30_000,),
    }
    content = told(books, SlideKind.DUES)
    assert figures_of(content) == [("S/ 110", "se esperaba"), ("S/ 20", "se recibió"), ("2", "socios deben algo")]
    assert "Núñez" not in repr(content)


@pytest.mark.parametrize("kind", [SlideKind.CONTRIBUTIONS, SlideKind.DUES, SlideKind.MEMBER_YEARS])
def test_what_the_books_know_nothing_of_is_left_out(books: Books, kind: SlideKind) -> None:
    proposed = slides.proposed_slides(books, date(2026, 1, 1), date(2026, 12, 31))
    assert [each.included for each in proposed if each.kind is kind] == [False]
    assert told(books, kind).title
