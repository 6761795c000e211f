"""Slips (esquelas) that remind members of what they owe, four to a page, to be cut apart and handed out."""

from collections.abc import Collection

from ananea_desktop.domain import money
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import debts, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import debts as sums
from ananea_desktop.storage import member_statistics
from ananea_desktop.storage.rows import Row


def slips(books: Books, language: str = SPANISH, only: Collection[int] | None = None) -> Steps[bytes]:
    """A slip for each person who owes something that is due by today; ``only``: the ids of those who get one."""
    from ananea_desktop.documents.call_slips import Slip, SlipWords, due_words, slips_pdf

    people, today = sums.people(books.db), books.today()
    owed: dict[int, list[Row]] = {member_id: [] for member_id in people}
    for row in member_statistics.owed(books.db, today):
        if row["due_on"] <= today and (only is None or row["member_id"] in only):
            owed[row["member_id"]].append(row)
    yield
    with in_language(language):
        words = SlipWords(
            file_title=_("Esquelas de cobro"),
            title=_("Recordatorio de pago"),
            call=_("Acérquese a la tesorería, o pague a quien cobra. Según nuestros libros, a la fecha debe:"),
            none=_("Nadie debe nada que ya haya vencido."),
        )
        found = [
            Slip(
                name=full_name(people[member_id]),
                document=document_text(people[member_id]["document_type"], people[member_id]["document_number"]),
                things=tuple(
                    (
                        debts.debt_words(row),
                        f"{money.format_money(row['left'], row['currency'])}  ·  {due_words(row['due_on'], today)}",
                    )
                    for row in rows
                ),
                last=_total_words(rows),
            )
            for member_id, rows in owed.items()
            if rows
        ]
        return (yield from slips_pdf(found, words, office.letterhead(books), today))


def _total_words(rows: list[Row]) -> str:
    """``Cuotas S/ 90.00  ·  Aportaciones S/ 250.00``: each alone."""
    with_sides = [{**row, "amount": row["left"], "waived": 0, "paid": 0} for row in rows]
    parts = [
        f"{_(debts.FAMILIES[each.family])} {money.format_money(each.left, each.currency)}"
        for each in debts.balances_of(with_sides)
    ]
    return _("Debe: {parts}").format(parts="  ·  ".join(parts))
