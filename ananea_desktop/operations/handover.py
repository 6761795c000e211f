"""The hand-over to a new treasurer (entrega de cargo): what there is, what is open, and where everything is.

One paper to sign, and a folder with it, the last actas de cierre and the lists for Excel.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from ananea_desktop.documents.sectioned_report import ReportTable, Section, SectionedReport, sectioned_report_pdf
from ananea_desktop.domain.closings import grouped
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import N_, SPANISH, _, plural
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money
from ananea_desktop.domain.positions import BODIES
from ananea_desktop.domain.projects import OVER_STATES, PROJECT_STATES
from ananea_desktop.domain.receipts import KIND_TITLES, number_text
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import closing_actas, office, people, reports, unfinished
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures, figures
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.open_advances import open_advances
from ananea_desktop.storage import budgets, copy_list, debts, key_holders, numbers, payables, positions, stock
from ananea_desktop.storage import closings as closing_store
from ananea_desktop.storage.folders import new_folder, put_file
from ananea_desktop.storage.rows import Row

TITLE = N_("Entrega de cargo de la tesorería")
PAPER = "entrega-de-cargo.pdf"
LISTS = (
    *("cuentas", "entregas", "por-pagar", "morosidad", "sin-sustento", "sin-firma", "proyectos", "renovaciones"),
    *("almacen", "inventario", "numeros", "padron", "directiva", "proveedores", "recibos"),
)
"""Of operations.reports: what goes into the folder for Excel."""
_MOST_COPIES, _MOST_CLOSINGS = 3, 6
_PLACES = {"office": N_("Esta computadora"), "usb": N_("Memoria USB")}
_BLANK = "____________"

Tell = Callable[[int, int], object]


def folder_name(day: date) -> str:
    return f"entrega-de-cargo-{day.isoformat()}"


def handover_pdf(books: Books, language: str = SPANISH) -> Steps[bytes]:
    """The paper that who leaves and who comes sign, in ``es`` or ``en``."""
    today = books.today()
    with in_language(language):
        found = yield from figures(books, today.replace(month=1, day=1), today)
        begun = closing_store.first_movement(books.db) or today
        matters = yield from unfinished.matters(books, begun, today)
        owed = yield from payables.owed(books.db, today)
        owing = yield from debts.owing(books.db, today)
        head = office.letterhead(books)
        points = [f"{matter.sentence}." for matter in matters] + list(_other_matters(books, owing))
        report = SectionedReport(
            letterhead=head,
            title=_(TITLE),
            subtitle=f"{head.place}, {long_date(today)}",
            sections=[
                Section(title=_("De qué se trata"), sentence=_(_WHAT)),
                _money(books, found),
                _count(books, found),
                Section(title=_("Asuntos pendientes"), sentence="" if points else _("Ninguno."), points=tuple(points)),
                *_open_lists(books, found, owed),
                _series(books),
                _closings(books),
                _copies(books),
                _people(books),
                Section(
                    title=_("Observaciones de quien recibe"),
                    tables=(ReportTable(columns=(_("Lo que falta o no se encontró"),), rows=((" ",),) * 4),),
                ),
            ],
            signers=(
                (head.treasurer_name, _("Entrega el cargo")),
                (" ", _("Recibe el cargo (nombre, DNI y firma)")),
                (head.president_name, _("Presidente/a")),
                (" ", _("Consejo de vigilancia (nombre, DNI y firma)")),
            ),
            foot=_("Documento interno. Los montos son sumas de los recibos del libro de caja."),
        )
        return sectioned_report_pdf(report)


_WHAT = N_(
    "Así está la tesorería el día de la entrega. Quien recibe cuenta el dinero, compara los saldos de los bancos,"
    " recibe los archivadores, talonarios, memorias USB y sobres sellados, y anota abajo lo que no encuentre."
)


def _money(books: Books, found: Figures) -> Section:
    looked_at = closing_store.last_looked_at(books.db)
    accounts = tuple(
        (
            f"{row['name']} ({SYMBOLS[row['currency']]})",
            format_date(looked_at[row["id"]]) if row["id"] in looked_at else "–",
            format_amount(row["balance"]),
        )
        for row in found.accounts
    )
    funds = tuple((row["name"], format_amount(row["balance"])) for row in found.funds)
    sentence = _("Un fondo dice de quién es el dinero; lo que está en entregas por rendir también es suyo.")
    return Section(
        title=_("Dinero"),
        sentence=sentence,
        tables=(
            ReportTable(columns=(_("Cuenta"), _("Último arqueo o conciliación"), _("Saldo")), rows=accounts),
            ReportTable(
                columns=(_("Fondo"), _("Saldo S/")), rows=funds, totals=(_("Total"), format_amount(found.total))
            ),
        ),
    )


def _count(books: Books, found: Figures) -> Section:
    """To be filled in by hand before both."""
    rows = tuple(
        (f"{row['name']} ({SYMBOLS[row['currency']]})", format_amount(row["balance"]), _BLANK, _BLANK)
        for row in found.accounts
    )
    columns = (_("Cuenta"), _("Según el libro"), _("Contado"), _("Diferencia"))
    sentence = _("Cuenten juntos el efectivo y miren el estado de cuenta de cada banco; escriban a mano lo que hay.")
    return Section(
        title=_("Arqueo de la entrega"), sentence=sentence, tables=(ReportTable(columns=columns, rows=rows),)
    )


def _other_matters(books: Books, owing: tuple[int, int]) -> Iterator[str]:
    people, amount = owing
    if people:
        words = plural(
            _("1 socio debe cuotas o multas vencidas: {amount}."),
            _("{count} socios deben cuotas o multas vencidas: {amount}."),
            people,
        )
        yield words.format(count=people, amount=format_money(amount, "PEN"))
    to_ratify = budgets.to_ratify(books.db)
    if to_ratify:
        words = plural(
            _("1 presupuesto por ratificar en asamblea: {names}."),
            _("{count} presupuestos por ratificar en asamblea: {names}."),
            len(to_ratify),
        )
        yield words.format(count=len(to_ratify), names=", ".join(row["project_name"] for row in to_ratify[:3]))
    low = stock.below_minimum(books.db)
    if low:
        words = plural(
            _("1 artículo bajo el mínimo: {names}."), _("{count} artículos bajo el mínimo: {names}."), len(low)
        )
        yield words.format(count=len(low), names=", ".join(row["name"] for row in low[:3]))
    reopened = closing_store.reopened(books.db)
    if reopened is not None:
        yield _("El cierre del acta N.º {number} se reabrió y falta cerrarlo otra vez.").format(
            number=reopened["number"]
        )


def _open_lists(books: Books, found: Figures, owed: list[Row]) -> Iterator[Section]:
    """Who has money to account for, whom the cooperative owes, and the projects that run."""
    given = open_advances(books)
    if given:
        yield Section(
            title=_("Entregas por rendir"),
            tables=(
                ReportTable(
                    columns=(_("A quién"), _("Recibo"), _("Desde"), _("Falta rendir")),
                    rows=tuple(
                        (
                            row["party_name"],
                            number_text(row["series"], row["number"]),
                            format_date(row["issued_on"]),
                            format_money(row["left"], row["currency"]),
                        )
                        for row in given
                    ),
                ),
            ),
        )
    if owed:
        yield Section(
            title=_("Por pagar a proveedores"),
            tables=(
                ReportTable(
                    columns=(_("A quién"), _("Comprobante"), _("Vence"), _("Falta pagar")),
                    rows=tuple(
                        (
                            row["supplier_name"],
                            "-".join(filter(None, (row["series"], row["number"]))) or "–",
                            format_date(row["due_on"] or row["purchased_on"]),
                            format_money(row["owed"], row["currency"]),
                        )
                        for row in owed
                    ),
                ),
            ),
        )
    running = [row for row in found.projects if row["state"] not in OVER_STATES]
    if running:
        yield Section(
            title=_("Proyectos que siguen"),
            tables=(
                ReportTable(
                    columns=(_("Proyecto"), _("Estado"), _("Aprobado S/"), _("Gastado S/"), _("Queda S/")),
                    rows=tuple(_project(row) for row in running),
                ),
            ),
        )


def _project(row: Row) -> tuple[str, ...]:
    budget = row["budget"]
    left = "–" if budget is None else format_amount(budget - row["spent"])
    approved = "–" if budget is None else format_amount(budget)
    return row["name"], _(PROJECT_STATES[row["state"]]), approved, format_amount(row["spent"]), left


def _series(books: Books) -> Section:
    """The last number of each series, and what of each booklet is used."""
    rows = []
    for each in numbers.all_series(books.db):
        used = numbers.used_count(books.db, each.kind, each.series)
        name = f"{_(KIND_TITLES[each.kind])} {each.series}"
        if each.is_booklet:
            span = f"{each.first:06d}–{each.last:06d}"
            rows.append((_("{name} (talonario a mano)").format(name=name), span, f"{used:,}"))
        elif used:
            rows.append((name, f"{each.last:06d}", f"{used:,}"))
    columns = (_("Serie"), _("Último número"), _("Usados"))
    return Section(title=_("Números"), tables=(ReportTable(columns=columns, rows=tuple(rows)),))


def _closings(books: Books) -> Section:
    """The last actas with the whole hash, to be compared with the signed ones."""
    facts = []
    for row in closing_store.newest(books.db)[:_MOST_CLOSINGS]:
        closing = closing_actas.get(books, row["number"])
        words = f"{closing.period.title}. " + _("Sello N.º {number}: {hash}").format(
            number=f"{closing.seal_id:,}", hash=grouped(closing.seal_hash)
        )
        if closing.reopening is not None:
            words += " " + _("Se reabrió el {day}.").format(day=format_date(closing.reopening.reopened_on))
        facts.append((_("Acta {number}").format(number=closing.number_text), words))
    sentence = _("Compare cada huella con la del acta firmada: si son iguales, nadie cambió lo de antes.")
    return Section(
        title=_("Últimos cierres"),
        sentence=sentence if facts else _("Todavía no se cerró ningún mes."),
        facts=tuple(facts),
    )


def _copies(books: Books) -> Section:
    """The newest copies of each place, and who can open the sealed ones."""
    newest = [row for place in _PLACES for row in copy_list.all_of(books.db, place)[-_MOST_COPIES:]]
    rows = tuple((row["file_name"], _(_PLACES[row["place"]]), _day(row["made_at"])) for row in newest)
    told = _("{name}, desde el {day}")
    holders = tuple(
        told.format(name=row["name"], day=_day(row["made_at"]))
        for row in key_holders.everyone(books.db)
        if row["retired_at"] is None
    )
    if holders:
        sentence = _(
            "Las copias selladas se abren con la llave en papel de cualquiera de estas personas; la llave no está en la"
            " computadora. Si alguien deja el cargo, se hacen llaves nuevas."
        )
    else:
        sentence = _("Nadie tiene todavía una llave para copias selladas.")
    tables = (ReportTable(columns=(_("Copia"), _("Dónde"), _("Fecha")), rows=rows),) if rows else ()
    none = "" if rows else " " + _("Todavía no hay copias: haga una en una memoria USB antes de entregar.")
    return Section(title=_("Copias y llaves"), sentence=sentence + none, points=holders, tables=tables)


def _day(moment: str) -> str:
    return format_date(datetime.fromisoformat(moment).astimezone().date())


def _people(books: Books) -> Section:
    """Who works with the program, and who leads and watches."""
    facts = []
    for row in people.all_of(books):
        roles = people.roles_in_words(row["roles"]) or _("sin rol")
        words = [row["title"], roles, _("con clave") if row["has_password"] else _("sin clave")]
        if row["disabled"] == "yes":
            words.append(_("ya no entra"))
        facts.append((row["name"], " · ".join(filter(None, words))))
    leading = [
        (row["position"], f"{row['member_name']} · {_(BODIES[row['body']])}")
        for row in positions.on_day(books.db, books.today())
    ]
    sentence = _("Quien deja el cargo deja de entrar: quítele el rol o desactívelo el mismo día.")
    return Section(title=_("Quién usa el programa y quién dirige"), sentence=sentence, facts=(*facts, *leading))


# the folder


def write_folder(
    books: Books, parent: Path, language: str = SPANISH, tell: Tell = lambda done, total: None
) -> Steps[Path]:
    """Writes the paper, the last actas and the lists into a new folder in ``parent``, and gives its path.

    Raises StorageProblem; whether it fails or is given up between two steps, no half folder stays.
    """
    final = parent / folder_name(books.today())
    made = [row["number"] for row in closing_store.newest(books.db)[:_MOST_CLOSINGS]]
    total = 1 + len(made) + len(LISTS)
    with new_folder(final) as part:
        put_file(part / PAPER, (yield from handover_pdf(books, language)))
        tell(1, total)
        for done, number in enumerate(made, start=2):
            put_file(part / "actas" / f"acta-{number:06d}.pdf", closing_actas.acta_pdf(books, number, language))
            tell(done, total)
            yield
        for done, name in enumerate(LISTS, start=2 + len(made)):
            steps = reports.report_steps(books, name, None, language, "xlsx")
            put_file(part / "listas" / f"{name}.xlsx", (yield from steps))
            tell(done, total)
            yield
    return final
