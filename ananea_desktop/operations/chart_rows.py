"""The rows behind a bar of a chart, as a list to look at, print or save, and the record that each row opens."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from ananea_desktop.documents.charts import OTHERS
from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER, QUANTITY, Column, GroupRow, Listing, Value
from ananea_desktop.documents.listing import Row as PaperRow
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.hand_outs import HAND_OUTS
from ananea_desktop.domain.language import _
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.receipts import SHORT_TITLES, Flow, ReceiptKind, number_text
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.trainings import STATES as TRAINING_STATES
from ananea_desktop.domain.trainings import TRAINING_KINDS
from ananea_desktop.operations import (
    charts,
    member_chart_rows,
    money_charts,
    office,
    people_charts,
    purchase_charts,
    purchase_reports,
    purchase_rules,
    training_charts,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_found import Finder, Found, days_of_key
from ananea_desktop.operations.chart_found import Target as Target
from ananea_desktop.operations.figures import Figures, figures
from ananea_desktop.operations.listings import receipt_columns
from ananea_desktop.storage import hand_outs, payables, premium, statistics
from ananea_desktop.storage.rows import Row
from ananea_desktop.storage.statistics import Behind, Wanted

MOST_ROWS = 5000
"""Receipts listed one by one; of a bar with more of them, the older ones stand in one row."""
_ALL = 1_000_000


def rows_behind(
    books: Books, name: str, key: str, first: date, last: date, label: str = ""
) -> Steps[tuple[Listing, list[Target | None]]]:
    """What a bar of a chart adds up, oldest first, and what each row opens. Made in the language in use.

    ``label``: of the bar, for the title. Raises UserError for a chart there is not, LookupError for a key that no bar
    of it can have; a bar of nothing has no rows.
    """
    kind = charts.kind_of(name)
    find = _FINDERS[name]
    keys = [key]
    if key.startswith(OTHERS):
        drawn = yield from charts.charts(books, [name], first, last, _ALL)
        keys = [bar.key for bar in drawn[name].bars[_number(key, OTHERS) :]]
        if not keys:
            raise LookupError(key)
    found = yield from find(books, name, keys, first, last)
    listing = Listing(
        name=f"{name}-{first.year}" if kind.by_period else name,
        title=" · ".join(part for part in (_(kind.title), label) if part),
        subtitle=_period(*found.days) if found.days else "",
        columns=found.columns,
        rows=found.rows,
        totals=found.totals,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=len(found.columns) > 5,
    )
    return listing, found.targets


def _number(key: str, begins: str) -> int:
    """What follows the beginning of a key. Raises LookupError where it is no number."""
    digits = key.removeprefix(begins)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise LookupError(key)
    return int(digits)


def _period(first: date | None, last: date) -> str:
    if first is None:
        return _("Hasta el {last}").format(last=format_date(last))
    return _("Del {first} al {last}").format(first=format_date(first), last=format_date(last))


# receipts


def _premium(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    begins, ends = days_of_key(keys[0])
    return (yield from _between(books, begins, min(ends, last), _premium_funds(books)))


def _lots(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    ids = {_number(key, "") for key in keys}
    every = premium.incomes(books.db, conditions=premium.of_period(first, last), limit=-1)
    found = [row for row in reversed(every) if row["id"] in ids]
    yield
    sums = [sum(row[each] for row in found) for each in ("usd_due", "deducted", "received")]
    return Found(
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Lote"), weight=1.5),
            Column(_("Comprador"), weight=2.5),
            Column(_("Prima US$"), AMOUNT),
            Column(_("Descontado US$"), AMOUNT),
            Column(_("Recibido US$"), AMOUNT),
        ),
        rows=[
            (row["exported_on"], row["lot"], row["buyer"], row["usd_due"], row["deducted"], row["received"])
            for row in found
        ],
        totals=(_("Total"), None, None, *sums),
        targets=[("premium_incomes", row["id"]) for row in found],
        days=(first, last),
    )


def _years_spent(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    """Spent of the Premium in a year, or in all until the year that the first bar stands for."""
    begins, ends = days_of_key(keys[0].removeprefix(money_charts.UNTIL))
    days = None if keys[0].startswith(money_charts.UNTIL) else begins, min(ends, last)
    wanted = Wanted(first=days[0] or date.min, last=days[1], kind=ReceiptKind.OUT, funds=_premium_funds(books))
    found = yield from statistics.receipts_behind(books.db, wanted, MOST_ROWS)
    return _receipts(found, days, only_spent=True)


def _premium_funds(books: Books) -> set[int]:
    return {row["id"] for row in statistics.named(books.db, "funds") if row["kind"] == "premium"}


def _by_month(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    begins, ends = days_of_key(keys[0])
    return (yield from _between(books, max(begins, first), min(ends, last)))


def _between(books: Books, first: date, last: date, funds: Collection[int] | None = None) -> Steps[Found]:
    wanted = Wanted(first=first, last=last, funds=funds)
    found = yield from statistics.receipts_behind(books.db, wanted, MOST_ROWS)
    return _receipts(found, (first, last))


def _by_heading(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    """Spent in the period by projects of the headings; «sin proyecto» only stands alone."""
    parts = []
    for key in keys:
        projects: set[int] = set()
        if key != money_charts.NO_PROJECT:
            every = statistics.projects_until(books.db, last)
            projects = {row["id"] for row in every if str(row["heading_id"]) == key}
            if not projects:
                raise LookupError(key)
        wanted = Wanted(first=first, last=last, kind=ReceiptKind.OUT, projects=projects)
        parts.append((yield from statistics.receipts_behind(books.db, wanted, MOST_ROWS)))
    return _receipts(_joined(parts), (first, last), only_spent=True)


def _planned(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    """All that projects spent since they began."""
    if name == "planificado-gastado":
        every = statistics.projects_until(books.db, last)
        projects = {row["id"] for row in every if str(row["id"]) in keys}
    else:
        known: Figures = yield from figures(books, first, last)
        projects = {row["id"] for row in money_charts.compared(known) if str(row["heading_id"]) in keys}
    if not projects:
        raise LookupError(", ".join(keys))
    wanted = Wanted(last=last, kind=ReceiptKind.OUT, projects=projects)
    found = yield from statistics.receipts_behind(books.db, wanted, MOST_ROWS)
    return _receipts(found, (None, last), only_spent=True)


def _joined(parts: Sequence[Behind]) -> Behind:
    """One receipt may stand in several, each time with another part of it."""
    return Behind(
        rows=sorted((row for part in parts for row in part.rows), key=lambda row: (row["issued_on"], row["id"])),
        older=sum(part.older for part in parts),
        older_income=sum(part.older_income for part in parts),
        older_spent=sum(part.older_spent for part in parts),
    )


def _receipts(found: Behind, days: tuple[date | None, date], *, only_spent: bool = False) -> Found:
    shown = (0, 1, 3, 4, 5, 7) if only_spent else range(8)
    columns = receipt_columns()
    income = found.older_income + sum(row["part"] for row in found.rows if row["flow"] == Flow.IN)
    spent = found.older_spent - sum(row["part"] for row in found.rows if row["flow"] != Flow.IN)
    totals = (None, _("Total"), None, None, None, None, income, spent)
    rows: list[PaperRow] = []
    targets: list[Target | None] = []
    if found.older:
        words = _("{count} recibos más antiguos").format(count=f"{found.older:,}")
        sums = (None, None, None, None, None, None, found.older_income, found.older_spent)
        rows.append(GroupRow(words, [sums[each] for each in shown]))
        targets.append(None)
    for row in found.rows:
        cells = _receipt_row(row)
        rows.append([cells[each] for each in shown])
        targets.append(("receipts", row["id"]))
    return Found(
        columns=[columns[each] for each in shown],
        rows=rows,
        totals=[totals[each] for each in shown],
        targets=targets,
        days=days,
    )


def _receipt_row(row: Row) -> list[Value]:
    """By what the money is to the books: an extorno of an egreso stands as spending taken back."""
    is_income = row["flow"] == Flow.IN
    return [
        row["issued_on"],
        number_text(row["series"], row["number"]),
        _(SHORT_TITLES[ReceiptKind(row["kind"])]),
        row["party_name"],
        row["concept"],
        row["account_name"],
        row["part"] if is_income else None,
        None if is_income else -row["part"],
    ]


# members, trainings and purchases


def _members(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    belongs: dict[str, Callable[[Row], bool]] = {
        "socios-por-estado": lambda row: row["state"] in keys,
        "socios-por-sexo": lambda row: people_charts.in_register(row) and row["sex"] in keys,
        "socios-por-edad": lambda row: people_charts.in_register(row) and people_charts.decade(row, last) in keys,
        "socios-por-ingreso": lambda row: people_charts.in_register(row) and was_admitted(row),
    }
    was_admitted = _admitted(keys[0])
    day = people_charts.day_of_register(books, last)
    found = [row for row in people_charts.members_on(books, last) if belongs[name](row)]
    yield
    return member_chart_rows.members_found(found, day)


def _admitted(key: str) -> Callable[[Row], bool]:
    """Whether a member was admitted in the year, or in those up to the year, that a bar stands for."""
    if not key.startswith(money_charts.UNTIL):
        return lambda member: people_charts.admission_year(member) == key
    last = _number(key, money_charts.UNTIL)
    return lambda member: member["admitted_on"] is not None and member["admitted_on"].year <= last


def _trainings(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    every = statistics.trainings_between(books.db, first, last)
    found = [row for row in every if people_charts.topic_key(row["topic"]) in keys]
    yield
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Tema"), weight=3),
        Column(_("Tipo"), weight=1.2),
        Column(_("Capacitador/a"), weight=2),
        Column(_("Horas"), QUANTITY),
        Column(_("Mujeres"), INTEGER),
        Column(_("Hombres"), INTEGER),
        Column(_("Horas por persona"), QUANTITY),
    )
    rows: list[PaperRow] = [
        (
            row["held_on"],
            row["topic"],
            _(TRAINING_KINDS[row["kind"]]),
            row["trainer"],
            row["duration"] * 1000 // 60,
            row["women"],
            row["men"],
            row["duration"] * (row["women"] + row["men"]) * 1000 // 60,
        )
        for row in found
    ]
    minutes = sum(row["duration"] * (row["women"] + row["men"]) for row in found)
    sums = (sum(row["women"] for row in found), sum(row["men"] for row in found), minutes * 1000 // 60)
    totals = (None, _("Total"), None, None, sum(row["duration"] for row in found) * 1000 // 60, *sums)
    targets: list[Target | None] = [("training_sessions", row["id"]) for row in found]
    return Found(columns=columns, rows=rows, totals=totals, targets=targets, days=(first, last))


def _training_plan(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    """The sessions of a month, or of a year, that were not cancelled."""
    every = training_charts.meant(books, first, last)
    found = [row for row in every if row["held_on"].isoformat().startswith(tuple(keys))]
    yield
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Tema"), weight=3),
        Column(_("Tipo"), weight=1.2),
        Column(_("Estado"), weight=1),
        Column(_("Capacitador/a"), weight=2),
        Column(_("Horas"), QUANTITY),
    )
    rows: list[PaperRow] = [
        (
            row["held_on"],
            row["topic"],
            _(TRAINING_KINDS[row["kind"]]),
            _(TRAINING_STATES[row["state"]]),
            row["trainer"],
            row["duration"] * 1000 // 60,
        )
        for row in found
    ]
    held = sum(row["state"] == "held" for row in found)
    words = _("{held} de {planned} realizadas").format(held=held, planned=len(found))
    totals = (None, words, None, None, None, sum(row["duration"] for row in found) * 1000 // 60)
    targets: list[Target | None] = [("training_sessions", row["id"]) for row in found]
    return Found(columns=columns, rows=rows, totals=totals, targets=targets, days=(first, last))


def _purchases(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    found: list[Row] = []
    for key in keys:
        if name == "compras-por-proveedor":
            found += payables.lines_bought_of(books.db, _number(key, ""), first, last)
        else:
            found += statistics.lines_bought_between(books.db, first, last, key)
        yield
    found.sort(key=lambda row: (row["purchased_on"], row["purchase_id"]))
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Proveedor"), weight=2),
        Column(_("Papel"), weight=1.5),
        Column(_("Artículo"), weight=2.5),
        Column(_("Total S/"), AMOUNT),
    )
    rows: list[PaperRow] = [
        (row["purchased_on"], row["supplier_name"], PURCHASES.name_of(row), row["item"], row["soles"]) for row in found
    ]
    totals = (None, _("Total"), None, None, sum(row["soles"] for row in found))
    targets: list[Target | None] = [("purchases", row["purchase_id"]) for row in found]
    return Found(columns=columns, rows=rows, totals=totals, targets=targets, days=(first, last))


def _debts(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    day = purchase_charts.day_of_debts(books, last)
    ages = {_number(key, "") for key in keys}
    owed_then = yield from payables.owed(books.db, day)
    found = [row for row in owed_then if purchase_reports.age(row, day) in ages]
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Proveedor"), weight=2),
        Column(_("Papel"), weight=1.5),
        Column(_("Vence"), DATE),
        Column(_("Por pagar S/"), AMOUNT),
    )
    owed = [purchase_rules.in_soles(row["owed"], row) for row in found]
    rows: list[PaperRow] = [
        (row["purchased_on"], row["supplier_name"], PURCHASES.name_of(row), row["due_on"], soles)
        for row, soles in zip(found, owed, strict=True)
    ]
    totals = (None, _("Total"), None, None, sum(owed))
    targets: list[Target | None] = [("purchases", row["id"]) for row in found]
    return Found(columns=columns, rows=rows, totals=totals, targets=targets, days=(None, day))


def _hand_outs(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    found: list[Row] = []
    for key in keys:
        found += hand_outs.handed_of_category(books.db, first, last, key)
        yield
    found.sort(key=lambda row: (row["handed_on"], row["hand_out_id"], row["position"]))
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Documento"), weight=1.5),
        Column(_("Apellidos y nombres"), weight=3),
        Column(_("Artículo"), weight=2.5),
        Column(_("Talla"), weight=0.8),
        Column(_("Cantidad"), QUANTITY),
    )
    rows: list[PaperRow] = [
        (
            row["handed_on"],
            HAND_OUTS.name_of(row),
            row["person_name"],
            row["item_name"],
            row["size"],
            row["quantity"],
        )
        for row in found
    ]
    people = len({row["member_id"] for row in found})
    totals = (None, None, _("{count} personas").format(count=people), None, None, None)
    targets: list[Target | None] = [("hand_outs", row["hand_out_id"]) for row in found]
    return Found(columns=columns, rows=rows, totals=totals, targets=targets, days=(first, last))


_FINDERS: dict[str, Finder] = {
    "prima-por-anio": _premium,
    "prima-por-lote": _lots,
    "gasto-por-rubro": _by_heading,
    "planificado-gastado": _planned,
    "planificado-gastado-rubro": _planned,
    "planificado-gastado-anio": _years_spent,
    "dinero-por-mes": _by_month,
    "capacitacion-plan": _training_plan,
    "capacitacion-horas": _trainings,
    "capacitacion-personas": _trainings,
    "compras-por-clase": _purchases,
    "compras-por-proveedor": _purchases,
    "deudas-por-antiguedad": _debts,
    "entregas-por-clase": _hand_outs,
    "socios-por-estado": _members,
    "socios-por-sexo": _members,
    "socios-por-edad": _members,
    "socios-por-ingreso": _members,
    **member_chart_rows.FINDERS,
}
