"""The Premium on paper: lots with what is due and came, the ledger that ties to the accounts, and the year's report."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, Column, GroupRow, Listing
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.execution import BENEFICIARY_KINDS, People, progress
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount, format_fineness, format_grams, format_money
from ananea_desktop.domain.premium import METALS
from ananea_desktop.domain.projects import DECIDED_BY, FAIRTRADE_CATEGORIES, OBJECTIVE_REACHED, PROJECT_STATES, SDGS
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import office, premium
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures, figures, runs_in
from ananea_desktop.operations.spending import BEFORE_APPROVAL
from ananea_desktop.storage import budgets, execution, spending, statistics
from ananea_desktop.storage import premium as store
from ananea_desktop.storage.premium import LedgerSum
from ananea_desktop.storage.rows import Row

LOTS, LEDGER, ANNUAL = N_("Prima Fairtrade por lote"), N_("Libro de la Prima"), N_("Informe anual de la Prima")


def lots(books: Books, year: int | None) -> Listing:
    """Every lot, oldest first: weights, Premium due, deducted, expected and received, in dollars and in soles."""
    found = premium.incomes(books, conditions=store.of_period(*days_of(year)), limit=-1)[::-1]
    rows = [
        (
            row["exported_on"],
            row["lot"],
            row["buyer"],
            _(METALS[row["metal"]]),
            format_grams(row["gross_mg"]),
            format_fineness(row["fineness"]),
            format_grams(row["fine_mg"]),
            row["usd_per_kg"],
            row["usd_due"],
            row["deducted"],
            row["received"],
            row["received_soles"],
        )
        for row in found
    ]
    sums = [sum(row[name] for row in found) for name in ("usd_due", "deducted", "received", "received_soles")]
    return _listing(
        books,
        "lotes",
        LOTS,
        year,
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Lote"), weight=1.2),
            Column(_("Comprador"), weight=1.6),
            Column(_("Metal"), weight=0.8),
            Column(_("Bruto g"), weight=0.9),
            Column(_("Ley ‰"), weight=0.6),
            Column(_("Fino g"), weight=0.9),
            Column(_("US$/kg"), AMOUNT),
            Column(_("Prima US$"), AMOUNT),
            Column(_("Descontado US$"), AMOUNT),
            Column(_("Recibido US$"), AMOUNT),
            Column(_("Recibido S/"), AMOUNT),
        ),
        rows=rows,
        totals=(_("Totales"), *[None] * 7, *sums),
        notes=tuple(_lot_notes(books, found)),
        landscape=True,
    )


def _lot_notes(books: Books, found: Iterable[Row]) -> Iterable[str]:
    """Why the Central deducted, what lacks its rate, and how the metal was paid against the least price."""
    for row in found:
        for each in store.deductions(books.db, row["id"]):
            yield _("Lote {lot}: se descontó {amount}, {reason}.").format(
                lot=row["lot"], amount=format_money(each["usd"], "USD"), reason=each["reason"]
            )
        if row["lacks_rate"]:
            yield _("Lote {lot}: llegó en soles y falta su tipo de cambio para compararlo.").format(lot=row["lot"])
        difference = premium.price_difference(row)
        if difference is not None:
            words = _("Lote {lot}: por el metal se pagó {amount} sobre el precio mínimo.")
            if difference < 0:
                words = _("Lote {lot}: por el metal se pagó {amount} menos que el precio mínimo.")
            yield words.format(lot=row["lot"], amount=format_money(abs(difference), "USD"))


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One line of the ledger: ``pen`` and ``usd`` in céntimos and cents, ``soles`` all of it in céntimos of sol."""

    words: str
    pen: int
    usd: int
    soles: int
    is_sum: bool = False


def ledger_lines(books: Books, first: date, last: date, fund_kind: str | None = "premium") -> list[LedgerLine]:
    """Opening + income − spending ± the rest = closing, in each currency and in soles by the rate of each document.

    The closing is the money that lies in the accounts: what was given to be accounted for is no longer there, and is
    told by a line of its own. What transfers between currencies, and advances in dollars that came back at another
    rate, gained or lost is the difference of exchange.
    """
    sums = store.ledger_sums(books.db, first, last, fund_kind)
    names = {row["id"]: row["name"] for row in statistics.named(books.db, "premium_projects")}
    held = [each for each in sums if each.flow not in ("rendered", "earlier")]
    now = [each for each in sums if not each.is_before]
    lines = [_line(_("Saldo inicial"), (each for each in held if each.is_before), is_sum=True)]
    opened = _line(_("Saldos de apertura"), (each for each in now if each.flow == "opening"))
    lines += [opened] if opened.pen or opened.usd else []
    lines.append(_line(_("Ingresos"), (each for each in now if each.flow == "in")))
    lines += _seen(_line(_("Aportaciones, menos lo devuelto"), (each for each in now if each.flow == "capital")))
    spent = [each for each in now if each.flow in ("out", "rendered")]
    for project_id in sorted({each.project_id for each in spent}, key=lambda key: names.get(key, "")):
        words = _("Gasto: {project}").format(project=names[project_id]) if project_id else _("Gasto sin proyecto")
        lines.append(_line(words, (each for each in spent if each.project_id == project_id)))
    advances = _line(
        _("Entregas por rendir, menos lo rendido y devuelto"),
        (each if each.flow == "advance" else _taken_back(each) for each in now if each.flow in ("advance", "rendered")),
    )
    moved = _line(_("Traspasos entre monedas"), (each for each in now if each.flow == "transfer"))
    # a transfer leaves money in its fund: what is more or less after it is of the exchange alone; so is what an advance
    # in dollars gained or lost by the rate of the day on which it came back
    gained = _gained_by_advances(books, first, last, fund_kind)
    lines += _seen(replace(advances, soles=advances.soles - gained), replace(moved, soles=0))
    if gained or _seen(moved):
        lines.append(LedgerLine(words=_("Diferencia de cambio"), pen=0, usd=0, soles=moved.soles + gained))
    return [*lines, _line(_("Saldo final"), held, is_sum=True)]


def _seen(*lines: LedgerLine) -> list[LedgerLine]:
    return [each for each in lines if each.pen or each.usd or each.soles]


def _gained_by_advances(books: Books, first: date, last: date, fund_kind: str | None) -> int:
    """Céntimos of sol; lost, where negative."""
    funds = {row["id"] for row in statistics.named(books.db, "funds") if fund_kind in (None, row["kind"])}
    found = statistics.exchange_of_advances(books.db, first, last)
    return sum(each.soles for each in found if each.fund_id in funds and not each.before)


def _taken_back(each: LedgerSum) -> LedgerSum:
    """What is rendered had left the account with its advance: it is spending now, and no advance any more."""
    return each._replace(amount=-each.amount, soles=-each.soles)


def _line(words: str, found: Iterable[LedgerSum], is_sum: bool = False) -> LedgerLine:
    pen = usd = soles = 0
    for each in found:
        pen += each.amount if each.currency == "PEN" else 0
        usd += each.amount if each.currency == "USD" else 0
        soles += each.soles
    return LedgerLine(words=words, pen=pen, usd=usd, soles=soles, is_sum=is_sum)


def ledger(books: Books, year: int | None) -> Listing:
    """The Premium's ledger of a year, or since the books began."""
    lines = ledger_lines(books, *days_of(year))
    rows: list[Any] = []
    for each in lines:
        values = (None, each.pen or None, each.usd or None, each.soles)
        rows.append(GroupRow(each.words, values) if each.is_sum else (each.words, *values[1:]))
    return _listing(
        books,
        "libro-prima",
        LEDGER,
        year,
        columns=(
            Column(_("Concepto"), weight=4),
            Column(_("Soles S/"), AMOUNT),
            Column(_("Dólares US$"), AMOUNT),
            Column(_("Todo en soles S/"), AMOUNT),
        ),
        rows=rows,
        notes=(
            _("El saldo final es el dinero de la Prima que está en las cuentas."),
            *borrowed(books, days_of(year)[1]),
            _("«Todo en soles» usa el tipo de cambio de cada documento."),
        ),
    )


def borrowed(books: Books, last: date) -> Iterable[str]:
    """Where one fund has spent more than it has, the accounts hold less of the others than theirs: it borrowed it."""
    for name, currency, missing in store.overdrawn_funds(books.db, last):
        yield _("{fund} debe {amount} a los otros fondos: gastó más de lo que tiene.").format(
            fund=name, amount=format_money(missing, currency)
        )


def annual(books: Books, year: int | None) -> Listing:
    """By heading, each activity of the year: planned, done or why not, when, cost, objective reached, what next.

    What the general assembly is shown every year (domain.md §1.2).
    """
    year = year or books.today().year
    first, last = days_of(year)
    found = at_once(figures(books, first, last))
    projects = [row for row in found.projects if runs_in(row, first, last) or row["spent_now"]]
    helped = execution.all_beneficiaries(books.db)
    weights = execution.milestone_weights(books.db, last)
    states = execution.states_on(books.db, last)  # a report of years ago, printed anew, says what was so then
    for row in projects:
        row["state"] = states.get(row["id"], row["state"])
        row["people"] = sum(helped.get(row["id"], {}).values(), People())
        row["progress"] = progress(weights.get(row["id"], ()))
    rows: list[Any] = []
    for heading in dict.fromkeys(row["heading_name"] for row in projects):
        same = [row for row in projects if row["heading_name"] == heading]
        sums = (sum(row["budget"] or 0 for row in same), sum(row["spent_now"] for row in same))
        rows.append(GroupRow(_(heading), (None, None, *sums, sum(row["spent"] for row in same), None, None)))
        rows += [_activity(row) for row in same]
    totals = [sum(row[name] or 0 for row in projects) for name in ("budget", "spent_now", "spent")]
    return _listing(
        books,
        "informe-prima",
        ANNUAL,
        year,
        columns=(
            Column(_("Actividad"), weight=2.6),
            Column(_("Cuándo"), weight=1.1),
            Column(_("Planificado S/"), AMOUNT),
            Column(_("Gastado en el año S/"), AMOUNT),
            Column(_("Gastado en total S/"), AMOUNT),
            Column(_("¿Se hizo? ¿Se logró?"), weight=2.2),
            Column(_("Qué sigue"), weight=1.8),
        ),
        rows=rows,
        totals=(_("Total"), None, *totals, None, None),
        notes=(
            *_ledger_notes(books, found),
            *borrowed(books, last),
            *_warnings(projects),
            *_over_fund(books, found, projects),
            *unratified(books, {row["id"] for row in projects}, last),
            *_reasons(books, first, last),
            *_people(projects, helped),
        ),
        landscape=True,
    )


def _activity(row: Mapping[str, Any]) -> tuple[Any, ...]:
    ends = row["ends_on"]
    when = " – ".join(format_date(day) for day in (row["starts_on"], ends) if day)
    reached = _(OBJECTIVE_REACHED[row["objective_reached"]]) if row["objective_reached"] else ""
    words = [
        _(PROJECT_STATES[row["state"]]),
        "" if row["progress"] is None else _("Avance: {percent} %").format(percent=row["progress"]),
        _("Objetivo logrado: {answer}").format(answer=reached.lower()) if reached else "",
        row["why_not"],
        row["result"],
        _("Ayudó a {people}").format(people=row["people"].in_words()) if row["people"].total else "",
    ]
    done = ". ".join(part.strip().rstrip(".") for part in words if part.strip())
    return _with_tags(row), when, row["budget"], row["spent_now"] or None, row["spent"] or None, done, row["next_steps"]


def _with_tags(row: Mapping[str, Any]) -> str:
    """The activity's name, with the Fairtrade category and the Sustainable Development Goal where it has them."""
    tags = (
        _(FAIRTRADE_CATEGORIES[row["fairtrade_category"]]) if row["fairtrade_category"] else "",
        _("ODS {goal}").format(goal=_(SDGS[row["sdg"]])) if row["sdg"] else "",
    )
    told = "; ".join(tag for tag in tags if tag)
    return f"{row['name']} ({told})" if told else str(row["name"])


def _ledger_notes(books: Books, found: Figures) -> Iterable[str]:
    """From what there was to what is left, and what of the money spent is not of the table, or not of the Premium."""
    lines = ledger_lines(books, found.first, found.last)
    opening, closing = lines[0].soles, lines[-1].soles
    income = sum(each.soles for each in lines if each.words == _("Ingresos"))
    spent, without_project, of_others = _spent(found)
    yield _(
        "La Prima en soles: saldo inicial {opening}, ingresos {income}, gastado {spent}, saldo final {closing}."
    ).format(
        opening=format_amount(opening),
        income=format_amount(income),
        spent=format_amount(spent),
        closing=format_amount(closing),
    )
    rest = closing - opening - income + spent
    if rest:
        yield _(
            "En el saldo final hay además {amount} por saldos de apertura, aportaciones, entregas por rendir o cambio."
        ).format(amount=format_amount(rest))
    if without_project:
        yield _("De la Prima se gastó {amount} sin proyecto: no está en el cuadro.").format(
            amount=format_amount(without_project)
        )
    if of_others:
        yield _("De lo gastado en el año que dice el cuadro, {amount} es de otros fondos y no de la Prima.").format(
            amount=format_amount(of_others)
        )


def _spent(found: Figures) -> tuple[int, int, int]:
    """Of the period, in céntimos of sol: the Premium's spending, what of it is of no project, and what projects spent
    of other funds."""
    premium_funds = found.fund_ids("premium")
    spent = [each for each in found.sums if not each.before and each.kind == "out"]
    mine = [each for each in spent if each.fund_id in premium_funds]
    others = (each for each in spent if each.fund_id not in premium_funds and each.project_id is not None)
    return (
        -sum(each.soles for each in mine),
        -sum(each.soles for each in mine if each.project_id is None),
        -sum(each.soles for each in others),
    )


def _warnings(projects: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """What stays visible: spending over what was approved, and before anything was."""
    for row in projects:
        if row["budget"] is None and row["spent"]:
            yield _("{project}: se gastó sin presupuesto aprobado.").format(project=row["name"])
        elif row["budget"] is not None and row["spent"] > row["budget"]:
            over = format_amount(row["spent"] - row["budget"])
            yield _("{project}: se gastó {amount} más que lo aprobado.").format(project=row["name"], amount=over)


def _over_fund(books: Books, found: Figures, projects: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Of a budget by funds, where one fund paid more than its part, though the whole may not be spent."""
    names = {row["id"]: row["name"] for row in projects}
    funds = {row["id"]: row["name"] for row in found.funds}
    spent: dict[tuple[int | None, int], int] = {}
    for each in found.sums:
        if each.kind in ("out", "earlier"):
            key = each.project_id, each.fund_id
            spent[key] = spent.get(key, 0) - each.soles
    for project, fund, part in budgets.by_fund(books.db, found.last):
        over = spent.get((project, fund), 0) - part
        if project in names and over > 0:
            yield _("{project}: de {fund} se gastó {amount} más que su parte del presupuesto.").format(
                project=names[project], fund=funds[fund], amount=format_amount(over)
            )


def unratified(books: Books, projects: Collection[int], last: date) -> Iterable[str]:
    """What others than the assembly decided until a day, and it has not ratified: it stands in the table as planned."""
    for row in budgets.to_ratify(books.db):
        if row["project_id"] in projects and row["decided_on"] <= last:
            yield _("{project}: {who} aprobó {amount} el {day}: falta que la asamblea lo ratifique.").format(
                project=row["project_name"],
                who=_(DECIDED_BY[row["decided_by"]]),
                amount=format_money(row["amount"], "PEN"),
                day=format_date(row["decided_on"]),
            )


def _reasons(books: Books, first: date, last: date) -> Iterable[str]:
    """Of each document that spent what nobody had approved: which, how much, and the reason given for it."""
    for row in spending.of_period(books.db, first, last):
        sentence = (
            _("{project}: {document} del {day} gastó {amount} antes de que hubiera presupuesto. Motivo: {reason}.")
            if row["concern"] == BEFORE_APPROVAL
            else _("{project}: {document} del {day} gastó {amount} más que lo aprobado. Motivo: {reason}.")
        )
        yield sentence.format(
            project=row["project_name"],
            document=f"{_(SHORT_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}",
            day=format_date(row["issued_on"]),
            amount=format_amount(row["amount"]),
            reason=row["reason"].rstrip(".") or _("no se anotó"),
        )


def _people(projects: Iterable[Mapping[str, Any]], helped: Mapping[int, Mapping[str, People]]) -> Iterable[str]:
    """Whom the activities of the report helped, by kind, and all of them together."""
    mine = [helped.get(row["id"], {}) for row in projects]
    sums = {kind: sum((each.get(kind, People()) for each in mine), People()) for kind in BENEFICIARY_KINDS}
    for kind, people in sums.items():
        if people.total:
            yield f"{_(BENEFICIARY_KINDS[kind])}: {people.in_words()}."
    every = sum(sums.values(), People())
    if every.total:
        yield _("Beneficiarios: {people}. A quien ayudaron dos actividades se le cuenta en cada una.").format(
            people=every.in_words()
        )


def _listing(books: Books, name: str, title: str, year: int | None, **parts: Any) -> Listing:
    return Listing(
        name=f"{name}-{year}" if year else name,
        title=_(title),
        subtitle=_("Año {year}").format(year=year) if year else "",
        letterhead=office.letterhead(books),
        made_on=books.today(),
        **parts,
    )


REPORTS: dict[str, tuple[str, str, Callable[[Books, int | None], Listing]]] = {
    "lotes": (LOTS, N_("Cada lote exportado: peso fino, Prima que le toca, descuentos y lo recibido"), lots),
    "libro-prima": (LEDGER, N_("Saldo inicial, ingresos, gasto por proyecto y saldo final, por moneda"), ledger),
    "informe-prima": (ANNUAL, N_("Por actividad: planificado, hecho, costo, si se logró y qué sigue"), annual),
}
"""Title, description and what makes it, by name."""
