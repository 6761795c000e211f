"""The dossier of a project: who proposed and approved it, what it spent, trained and reached, its photos and papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents.sectioned_report import Photo, ReportTable, Section, SectionedReport
from ananea_desktop.domain.attachments import STAGES
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.execution import BENEFICIARY_KINDS, votes_words
from ananea_desktop.domain.hand_outs import HAND_OUTS
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.projects import DECIDED_BY, OBJECTIVE_REACHED, PROJECT_STATES
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import attachments, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.projects import execution as execution_of
from ananea_desktop.storage import attachments as attached
from ananea_desktop.storage import budgets, committee, lists, quotations
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.storage.rows import Row

_ALL = -1


def projects(books: Books) -> list[Row]:
    """Every project, by heading and name."""
    return lists.projects(books.db, limit=_ALL)


@dataclass(frozen=True)
class _Found:
    """A project and what belongs to it, the oldest first."""

    project: Row
    asked: list[Row]
    """Offers that were compared."""
    bought: list[Row]
    trained: list[Row]
    receipts: list[Row]


def _find(books: Books, project_id: int) -> _Found:
    found = lists.projects(books.db, conditions={"premium_projects.id = ?": project_id})
    if not found:
        raise UserError(_("No hay un proyecto con el número {number}.").format(number=project_id))
    bought = lists.purchases(books.db, conditions={"purchases.project_id = ?": project_id}, limit=_ALL)
    held = {"project_id = ?": project_id, "training_sessions.state = ?": "held"}
    trained = lists.training_sessions(books.db, conditions=held, limit=_ALL)
    _count, receipts = lists.receipts_of(books.db, "project_id", project_id, _ALL)
    asked = quotations.requests(books.db, conditions={"quotation_requests.project_id = ?": project_id}, limit=_ALL)
    return _Found(found[0], asked[::-1], bought[::-1], trained[::-1], receipts[::-1])


def report_pdf(books: Books, project_id: int, language: str = SPANISH) -> bytes:
    """The report of the dossier with its photos of before and after, without the papers. Raises UserError."""
    with in_language(language):
        return _report_pdf(books, _find(books, project_id))


def parts(books: Books, project_id: int, language: str = SPANISH) -> Steps[list[bytes]]:
    """The dossier as PDFs to be joined: the report with its photos, then every paper kept of what it names.

    Raises UserError where there is no such project.
    """
    found = _find(books, project_id)
    with in_language(language):
        yield
        made = [_report_pdf(books, found)]
        for pages in _papers(books, found):
            made += pages
            yield
    return made


def _report_pdf(books: Books, found: _Found) -> bytes:
    from ananea_desktop.documents.sectioned_report import sectioned_report_pdf

    row = found.project
    sections = (
        Section(title=_("El proyecto"), facts=_known(_plan(row))),
        _proposal(books, row),
        *_decisions(books, row),
        _money(row),
        _quotations(books, found.asked),
        _purchases(found.bought),
        _receipts(found.receipts),
        _trainings(found.trained),
        _handed(store.page_of_project(books.db, row["id"])),
        *_execution(books, row["id"]),
        Section(title=_("Resultado"), facts=_known(_result(row))),
        _photos(books, row),
    )
    report = SectionedReport(
        letterhead=office.letterhead(books),
        title=row["name"],
        subtitle=_("Expediente del proyecto. {heading}. {state}.").format(
            heading=_(row["heading_name"]), state=_(PROJECT_STATES[row["state"]])
        ),
        sections=[each for each in sections if each.sentence or each.facts or each.tables or each.photos],
        signers=(),
    )
    return sectioned_report_pdf(report)


def _known(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])


def _plan(row: Row) -> tuple[tuple[str, str], ...]:
    asked = row["proposed_amount"]
    return (
        (_("Objetivo"), row["objective"]),
        (_("Cuándo"), " – ".join(format_date(day) for day in (row["starts_on"], row["ends_on"]) if day)),
        (_("Responsable"), row["responsible"]),
        (_("Beneficiarios"), row["beneficiaries"]),
        (_("Se propuso"), "" if asked is None else format_money(asked, "PEN")),
    )


def _proposal(books: Books, row: Row) -> Section:
    sessions = committee.proposed_by(books.db, row["id"])
    lines = [", ".join(filter(None, (each["acta"], format_date(each["held_on"]), each["place"]))) for each in sessions]
    facts = tuple((_("Comité de la Prima"), line) for line in lines)
    return Section(title=_("Quién lo propuso"), facts=facts)


def _decisions(books: Books, row: Row) -> Iterator[Section]:
    """Each budget it ever had, what it is made of, and who decided and ratified it."""
    for number, budget in enumerate(budgets.of_project(books.db, row["id"])):
        ratified = ""
        if budget["decided_by"] != "assembly":
            ratified = _("Todavía no")
            if budget["ratified_on"]:
                ratified = f"{format_date(budget['ratified_on'])}, {budget['ratified_acta']}"
        lines = budgets.lines(books.db, budget["id"])
        rows = tuple(
            (each["concept"], each["fund_name"], str(each["year"]), format_amount(each["amount"])) for each in lines
        )
        columns = (_("En qué"), _("Fondo"), _("Año"), _("Importe S/"))
        yield Section(
            title=_("Cambio del presupuesto") if number else _("Presupuesto aprobado"),
            facts=_known(
                (
                    (_("Monto"), format_money(budget["amount"], budget["currency"])),
                    (_("Decidió"), f"{_(DECIDED_BY[budget['decided_by']])}, {format_date(budget['decided_on'])}"),
                    (_("Acta"), budget["acta"]),
                    (_("Votos"), votes_words(budget)),
                    (_("Motivo"), budget["reason"]),
                    (_("Condiciones"), budget["conditions"]),
                    (_("Ratificado"), ratified),
                )
            ),
            tables=(ReportTable(columns=columns, rows=rows),) if rows else (),
        )


def _money(row: Row) -> Section:
    spent = (_("Gastado"), format_money(row["spent"], "PEN"))
    if row["budget"] is None:
        sentence = _("Se gastó sin presupuesto aprobado.") if row["spent"] else ""
        return Section(title=_("Dinero"), sentence=sentence, facts=(spent,))
    left = row["budget"] - row["spent"]
    over = _("Se gastó {amount} más que lo aprobado.").format(amount=format_money(-left, "PEN"))
    budget, balance = format_money(row["budget"], "PEN"), format_money(left, "PEN")
    facts = ((_("Presupuesto"), budget), spent, (_("Saldo"), balance))
    return Section(title=_("Dinero"), sentence=over if left < 0 else "", facts=facts)


def _quotations(books: Books, asked: list[Row]) -> Section:
    """The offers of each request, the chosen one told, with why it was."""
    rows = []
    for request in asked:
        for offer in quotations.offers(books.db, request["id"]):
            chosen = offer["chosen"] == "yes"
            words = f"{request['subject']}, {offer['supplier_name']}"
            if chosen:
                words = _("{offer}: elegida").format(offer=words)
                words = ". ".join(filter(None, (words, request["chosen_reason"])))
            rows.append((words, format_date(request["asked_on"]), format_money(offer["amount"], offer["currency"])))
    columns = (_("Oferta"), _("Fecha"), _("Importe"))
    return Section(title=_("Cotizaciones"), tables=(ReportTable(columns=columns, rows=tuple(rows)),) if rows else ())


def _purchases(bought: list[Row]) -> Section:
    rows = tuple(
        (
            f"{row['supplier_name']}, {PURCHASES.name_of(row)}: {row['items']}",
            format_date(row["purchased_on"]),
            format_money(row["total"], row["currency"]),
            format_money(row["paid"], row["currency"]),
        )
        for row in bought
    )
    columns = (_("Compra"), _("Fecha"), _("Total"), _("Pagado"))
    return Section(title=_("Compras"), tables=(ReportTable(columns=columns, rows=rows),) if rows else ())


def _execution(books: Books, project_id: int) -> Iterator[Section]:
    """What became of it: what was spent beyond approval and why, its milestones, its states, and whom it helped."""
    found = execution_of(books, project_id)
    reasons = tuple((f"{_receipt_number(row)}: {row['reason']}", format_amount(row["amount"])) for row in found.reasons)
    milestones = tuple(
        (row["name"], _day(row["due_on"]), _day(row["done_on"]) or _("Todavía no")) for row in found.milestones
    )
    states = tuple(
        (": ".join(filter(None, (_(PROJECT_STATES[row["state"]]), row["evidence"]))), _day(row["since_on"]))
        for row in found.states
    )
    people = tuple(
        (_(BENEFICIARY_KINDS[kind]), str(each.women), str(each.men), str(each.unknown))
        for kind, each in found.beneficiaries.items()
    )
    for title, columns, rows in (
        (_("Gastado fuera de lo aprobado"), (_("Documento y motivo"), _("Importe S/")), reasons),
        (_("Hitos"), (_("Hito"), _("Debía estar"), _("Se hizo")), milestones),
        (_("Estados"), (_("Estado y qué lo muestra"), _("Desde")), states),
        (_("Beneficiarios"), (_("Quiénes"), _("Mujeres"), _("Hombres"), _("Sin distinguir")), people),
    ):
        if rows:
            yield Section(title=title, tables=(ReportTable(columns=columns, rows=rows),))


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _receipt_number(row: Row) -> str:
    return f"{_(SHORT_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"


def _receipts(receipts: list[Row]) -> Section:
    rows = tuple(
        (_receipt_words(row), format_date(row["issued_on"]), format_money(row["part"], row["currency"]))
        for row in receipts
    )
    columns = (_("Documento"), _("Fecha"), _("Para el proyecto"))
    return Section(title=_("Recibos"), tables=(ReportTable(columns=columns, rows=rows),) if rows else ())


def _receipt_words(row: Row) -> str:
    words = f"{_receipt_number(row)}, {row['party_name']}: {row['concept']}"
    return _("{document} (ANULADO)").format(document=words) if row["annulled_on"] else words


def _trainings(trained: list[Row]) -> Section:
    rows = tuple(
        (
            row["topic"],
            format_date(row["held_on"]),
            f"{row['attendance']} ({row['women']})",
            format_amount(row["spent"]),
        )
        for row in trained
    )
    columns = (_("Capacitación"), _("Fecha"), _("Asistentes (mujeres)"), _("Costó S/"))
    return Section(title=_("Capacitaciones"), tables=(ReportTable(columns=columns, rows=rows),) if rows else ())


def _handed(documents: list[Row]) -> Section:
    """The hand-outs and donations of the project."""
    rows = tuple(
        (
            f"{HAND_OUTS.name_of(row)}: {row['items']}" + (f" ({_('ANULADO')})" if row["annulled_on"] else ""),
            format_date(row["handed_on"]),
            row["receiver_detail"] or str(row["people"]),
        )
        for row in documents
    )
    columns = (_("Entrega"), _("Fecha"), _("Personas"))
    return Section(title=_("Equipo entregado"), tables=(ReportTable(columns=columns, rows=rows),) if rows else ())


def _result(row: Row) -> tuple[tuple[str, str], ...]:
    reached = row["objective_reached"]
    return (
        (_("Qué se logró"), row["result"]),
        (_("¿Se logró?"), _(OBJECTIVE_REACHED[reached]) if reached else ""),
        (_("Por qué no"), row["why_not"]),
        (_("Qué sigue"), row["next_steps"]),
    )


def _photos(books: Books, row: Row) -> Section:
    """Those of before and after; other pictures of the project are among its papers."""
    photos = [
        Photo(
            picture=attached.content(books.db, each["sha256"])[1],
            caption=": ".join(filter(None, (_(STAGES[each["stage"]]), each["caption"]))),
        )
        for stage in ("before", "after")
        for each in attached.photos_of(books.db, "premium_projects", row["id"], stage)
    ]
    return Section(title=_("Fotos de antes y después"), photos=tuple(photos))


def _papers(books: Books, found: _Found) -> Iterator[list[bytes]]:
    """What is attached to the project, and to each thing that its report names."""
    project_id = found.project["id"]
    sources: list[tuple[str, int, str]] = [("premium_projects", project_id, _("Proyecto"))]
    sources += [("committee_sessions", row["id"], row["acta"]) for row in committee.proposed_by(books.db, project_id)]
    sources += [("quotation_requests", row["id"], row["subject"]) for row in found.asked]
    sources += [("purchases", row["id"], f"{row['supplier_name']}, {PURCHASES.name_of(row)}") for row in found.bought]
    sources += [("receipts", row["id"], number_text(row["series"], row["number"])) for row in found.receipts]
    handed = store.page_of_project(books.db, project_id)
    sources += [("hand_outs", row["id"], HAND_OUTS.name_of(row)) for row in handed]
    sources += [("training_sessions", row["id"], row["topic"]) for row in found.trained]
    for table, record_id, what in sources:
        kept = attachments.of_record(books, table, record_id)
        yield list(attachments.pages(books, [row for row in kept if row["stage"] not in ("before", "after")], what))
