"""Sample members over the years: who left, who was suspended and came back, who leads and watches, two drawn faces."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop import paths
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import attachments, good_standing, member_cards, positions, records, state_changes
from ananea_desktop.operations.books import Books

Act = tuple[date, Callable[[], object]]

_FORMER = (
    ("35", "00031207", "Quenta", "Larico", "Saturnino", "m", "Ananea", date(2009, 2, 10)),
    ("36", "00029844", "Mamani", "Ccopa", "Basilia", "f", "Putina", date(2010, 5, 2)),
)
_STATES = (
    (date(2021, 3, 1), "00051876", "suspended", "No asistió a tres faenas", "Consejo, acuerdo 4"),
    (date(2021, 8, 15), "00051876", "active", "Cumplió las faenas que debía", "Consejo, acuerdo 2"),
    (date(2022, 3, 31), "00031207", "retired", "Renunció por salud", "Asamblea, acuerdo 6"),
    (date(2023, 4, 1), "00059442", "suspended", "No pagó tres cuotas", "Consejo, acuerdo 3"),
    (date(2023, 9, 1), "00059442", "active", "Pagó lo que debía", "Consejo, acuerdo 1"),
    (date(2024, 8, 15), "00029844", "deceased", "", ""),
)
_POSITIONS = (
    ("00046118", "Presidente/a", "administration", date(2023, 1, 28), date(2025, 1, 24)),
    ("00041002", "Secretario/a", "administration", date(2023, 1, 28), date(2025, 1, 24)),
    ("00043662", "Presidente/a", "supervisory", date(2023, 1, 28), date(2025, 1, 24)),
    ("00040316", "Presidente/a", "administration", date(2025, 1, 25), None),
    ("00049003", "Secretario/a", "administration", date(2025, 1, 25), None),
    ("00038210", "Tesorero/a", "administration", date(2025, 1, 25), None),
    ("00041527", "Presidente/a", "supervisory", date(2025, 1, 25), None),
    ("00055104", "Vocal", "supervisory", date(2025, 1, 25), None),
    ("00049906", "Presidente/a", "education", date(2025, 1, 25), None),
    ("00050114", "Presidente/a", "electoral", date(2025, 1, 25), None),
)
_PHOTOS = (("00041527", "retrato-socio.jpg"), ("00041002", "retrato-socia.jpg"))


def acts(books: Books) -> Iterator[Act]:
    """Each with the day it happens on."""
    yield date(2018, 1, 2), partial(_add_former, books)
    for day, document, state, reason, acta in _STATES:
        yield day, partial(_change_state, books, document, state, reason, acta)
    for document, position, body, first, last in _POSITIONS:
        texts = {"position": position, "body": body, "starts_on": format_date(first)}
        texts |= {"ends_on": format_date(last) if last else "", "acta": _("Asamblea de elecciones")}
        yield first, partial(_elect, books, document, texts)
    for document, file_name in _PHOTOS:
        yield date(2026, 1, 15), partial(_put_photo, books, document, file_name)
    yield date(2026, 10, 5), partial(_certify, books, "00041002")


def _id(books: Books, document: str) -> int:
    (found,) = [row for row in records.people(books, document) if row.get("document_number") == document]
    return int(found["id"])


def _add_former(books: Books) -> None:
    names = "number document_number paternal_surname maternal_surname given_names sex community".split()
    for *texts, admitted in _FORMER:
        given = dict(zip(names, map(str, texts), strict=True)) | {"admitted_on": format_date(admitted)}
        fixed = {"kind": "member", "document_type": "dni", "state": "active"}
        records.save(books, MEMBERS, {**given, **fixed})


def _change_state(books: Books, document: str, state: str, reason: str, acta: str) -> None:
    texts = {"state": state, "valid_from": format_date(books.today()), "reason": reason, "acta": acta}
    state_changes.change(books, _id(books, document), texts)


def _elect(books: Books, document: str, texts: dict[str, str]) -> None:
    positions.save(books, {**texts, "member_id": str(_id(books, document))})


def _put_photo(books: Books, document: str, file_name: str) -> None:
    prepared = attachments.prepare(paths.resources() / "sample" / file_name)
    member_cards.keep_photo(books, "members", _id(books, document), prepared)


def _certify(books: Books, document: str) -> None:
    good_standing.issue(books, _id(books, document), _("Un préstamo en la caja municipal"), token="sample-standing")
