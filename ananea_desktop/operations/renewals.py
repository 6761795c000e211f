"""What is to be renewed: overdue and due this month, by person; as a list, on paper and as slips."""

from ananea_desktop.documents.listing import DATE, QUANTITY, Column, GroupRow, Listing
from ananea_desktop.documents.listing import Row as ListRow
from ananea_desktop.domain.dates import format_date, last_of_month
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import renewals as store
from ananea_desktop.storage.rows import Row

TITLE = N_("Equipos por renovar")
DESCRIPTION = N_("Por persona: lo vencido y lo que vence este mes, según lo que dura cada artículo")


def due(books: Books) -> Steps[list[Row]]:
    """By person what is overdue or due until the end of this month, with ``name``, ``document`` and ``is_overdue``."""
    today = books.today()
    found = yield from store.to_renew(books.db, last_of_month(today))
    return [
        row
        | {
            "name": full_name(row),
            "document": document_text(row["document_type"], row["document_number"]),
            "is_overdue": row["renew_on"] < today,
        }
        for row in found
    ]


def listing(books: Books, year: int | None) -> Listing:
    rows: list[ListRow] = []
    person = None
    found = at_once(due(books))
    for row in found:
        if row["member_id"] != person:
            person = row["member_id"]
            rows.append(GroupRow(f"{row['name']}  ·  {row['document']}"))
        rows.append(
            (
                row["item_name"],
                row["size"],
                row["left"],
                row["handed_on"],
                row["renew_on"],
                _("Vencido") if row["is_overdue"] else _("Este mes"),
            )
        )
    return Listing(
        name="renovaciones",
        title=_(TITLE),
        subtitle=_("Hasta el {day}").format(day=format_date(last_of_month(books.today()))),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Artículo"), weight=3),
            Column(_("Talla"), weight=0.8),
            Column(_("Cantidad"), QUANTITY),
            Column(_("Entregado el"), DATE),
            Column(_("Renovar el"), DATE),
            Column(_("Plazo"), weight=1),
        ),
        rows=rows,
        notes=(
            _("{count} cosas por renovar de {people} personas").format(
                count=len(found), people=len({row["member_id"] for row in found})
            ),
        ),
    )


def _size_words(size: str) -> str:
    return _("talla {size}").format(size=size) if size else ""


def slips(books: Books, language: str = SPANISH) -> Steps[bytes]:
    """A slip for each person, four to a page, to come for what is to be renewed."""
    from ananea_desktop.documents.call_slips import renewal_slips_pdf

    every = yield from due(books)
    with in_language(language):
        by_person: dict[int, list[Row]] = {}
        for row in every:
            by_person.setdefault(row["member_id"], []).append(row)
        found = [
            (
                rows[0]["name"],
                rows[0]["document"],
                [
                    (", ".join(filter(None, (row["item_name"], _size_words(row["size"])))), row["renew_on"])
                    for row in rows
                ],
            )
            for rows in by_person.values()
        ]
        return (yield from renewal_slips_pdf(found, office.letterhead(books), books.today()))
