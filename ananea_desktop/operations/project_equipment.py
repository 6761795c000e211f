"""Where a project's equipment went, on one paper: what was bought, what came into the store, and who has it."""

from dataclasses import dataclass

from ananea_desktop.documents.sectioned_report import ReportTable, Section, SectionedReport
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.hand_outs import HAND_OUTS, HandOutKind
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.storage import lists
from ananea_desktop.storage.rows import Row

_MOST_COLUMNS = 4
"""Things that have columns of their own beside the names."""
_MOST_PEOPLE = 14
"""People that have rows of their own: of more, those who have the same stand together, so that all is on one page."""


@dataclass
class ItemFlow:
    """What became of one item of a project, in thousandths."""

    name: str
    unit: str
    bought: int = 0
    received: int = 0
    handed: int = 0
    came_back: int = 0
    donated: int = 0

    @property
    def left(self) -> int:
        """What came in for the project and nobody has."""
        return self.received - self.handed + self.came_back - self.donated


def flows(books: Books, project_id: int) -> list[ItemFlow]:
    """By item, in the order in which they were bought or handed out."""
    found: dict[int, ItemFlow] = {}
    for row in store.bought_for(books.db, project_id):
        flow = found.setdefault(row["item_id"], ItemFlow(row["item_name"], row["unit"]))
        flow.bought += row["quantity"]
        flow.received += row["received"]
    for row in store.of_project(books.db, project_id):
        flow = found.setdefault(row["item_id"], ItemFlow(row["item_name"], row["unit"]))
        if row["kind"] == HandOutKind.DONATION:
            flow.donated += row["quantity"]
        else:
            flow.handed += row["quantity"]
            flow.came_back += row["came_back"]
    return list(found.values())


def paper(books: Books, project_id: int, language: str = SPANISH) -> bytes:
    """The paper as PDF, in ``es`` or ``en``. Raises UserError where there is no such project."""
    from ananea_desktop.documents.sectioned_report import sectioned_report_pdf

    project = lists.named(books.db, "premium_projects", project_id)
    if project is None:
        raise UserError(_("No hay un proyecto con el número {number}.").format(number=project_id))
    with in_language(language):
        return sectioned_report_pdf(_report(books, project))


def _report(books: Books, project: Row) -> SectionedReport:
    found = flows(books, project["id"])
    people = _people(store.of_project(books.db, project["id"]), found)
    nothing = _("Todavía no hay compras de artículos del catálogo ni entregas de este proyecto.")
    sections = [_bought(store.bought_for(books.db, project["id"])), _stock(found), *people]
    return SectionedReport(
        letterhead=office.letterhead(books),
        title=project["name"],
        subtitle=_("A dónde fue el equipo: de la factura a la firma de quien lo recibió. Al {day}.").format(
            day=format_date(books.today())
        ),
        sections=[each for each in sections if each.tables] or [Section(title=_("Equipo"), sentence=nothing)],
        signers=(),
        foot=_("Suma de las compras, el almacén y los cargos firmados."),
    )


def _bought(lines: list[Row]) -> Section:
    rows = tuple(
        (
            f"{line['item_name']} {line['size']}".strip() + f": {line['supplier_name']}, {PURCHASES.name_of(line)}",
            format_date(line["purchased_on"]),
            format_quantity(line["quantity"]),
            format_quantity(line["received"]),
        )
        for line in lines
    )
    columns = (_("Qué, a quién y con qué papel"), _("Fecha"), _("Comprado"), _("Recibido"))
    return Section(title=_("Lo que se compró"), tables=(ReportTable(columns=columns, rows=rows),) if rows else ())


def _stock(found: list[ItemFlow]) -> Section:
    rows = tuple(
        (
            f"{flow.name} ({_(flow.unit)})",
            *map(format_quantity, (flow.received, flow.handed + flow.donated, flow.came_back)),
            format_quantity(flow.left) if flow.left >= 0 else "–",
        )
        for flow in found
    )
    columns = (_("Artículo"), _("Recibido"), _("Entregado"), _("Volvió"), _("Queda"))
    return Section(title=_("En el almacén"), tables=(ReportTable(columns=columns, rows=rows),) if rows else ())


def _people(lines: list[Row], found: list[ItemFlow]) -> list[Section]:
    """Who got how much of what, one row a person; and each donation."""
    got: dict[int, dict[str, int]] = {}
    names: dict[int, tuple[str, str]] = {}
    donated = []
    for line in lines:
        quantity = format_quantity(line["quantity"])
        if line["member_id"] is None:
            words = f"{line['receiver_detail']}, {line['receiver_name']}: {quantity} {line['item_name']}"
            donated.append((words, HAND_OUTS.name_of(line)))
            continue
        names[line["member_id"]] = line["person_name"], line["person_document"]
        of_person = got.setdefault(line["member_id"], {})
        kept = line["quantity"] - line["returned"]
        of_person[line["item_name"]] = of_person.get(line["item_name"], 0) + kept
    sections = []
    if got:
        title = _("Quién lo recibió: {count} personas").format(count=len(got))
        order = sorted(got, key=names.__getitem__)
        sentence = _("Cuánto le quedó a cada persona, sin lo que devolvió.")
        sections.append(Section(title=title, sentence=sentence, tables=(_who_table(order, names, got),)))
    if donated:
        table = ReportTable(columns=(_("A quién y qué"), _("Documento")), rows=tuple(donated))
        sections.append(Section(title=_("Donado"), tables=(table,)))
    return sections


def _who_table(order: list[int], names: dict[int, tuple[str, str]], got: dict[int, dict[str, int]]) -> ReportTable:
    """A column for each thing while there are few of them; else all in words. What was given back does not count."""
    things = list(dict.fromkeys(name for each in got.values() for name in each))
    who = [(", ".join(names[each]), got[each]) for each in order]
    if len(order) > _MOST_PEOPLE:
        alike: dict[tuple[int | None, ...], list[int]] = {}
        for each in order:
            alike.setdefault(tuple(got[each].get(name) for name in things), []).append(each)
        who = [("; ".join(names[each][0] for each in group), got[group[0]]) for group in alike.values()]
    if len(things) <= _MOST_COLUMNS:
        rows = tuple(
            (words, *(format_quantity(has[name]) if name in has else "–" for name in things)) for words, has in who
        )
        return ReportTable(columns=(_("Quién, y cuánto tiene cada persona"), *things), rows=rows)
    told = [", ".join(f"{format_quantity(quantity)} {name}" for name, quantity in has.items()) for _who, has in who]
    in_words = tuple(
        (f"{words}: {all_of_it}", str(len(has))) for (words, has), all_of_it in zip(who, told, strict=True)
    )
    return ReportTable(columns=(_("Persona y lo que tiene"), _("Cosas")), rows=in_words)
