"""Positions of members: saved with what does not go together, and who holds which on a day."""

from collections.abc import Collection, Mapping
from datetime import date

from ananea_desktop.domain.committee import overlap
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.positions import BODIES, COUNCILS, POSITIONS, SHARED, position_words
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import fold
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import doubts_sentence, problems_sentence, read_or_refuse, refuse_missing
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import lists, records
from ananea_desktop.storage import positions as store
from ananea_desktop.storage.committee import sitting
from ananea_desktop.storage.rows import Row


@needs(Right.RECORDS)
def save(books: Books, texts: Mapping[str, str], record_id: int | None = None, confirmed: Collection[str] = ()) -> int:
    """Saves who holds which position from when to when, and gives its id. Raises InvalidRecord.

    Nobody holds two positions of one body on one day.
    """
    values = read_or_refuse(POSITIONS, texts, books.today(), confirmed)
    refuse_missing(books, POSITIONS, values)
    _refuse_twice(books, values, record_id)
    if "member_id" not in confirmed:
        _doubt_both_councils(books, values, record_id)
    if "position" not in confirmed:
        _doubt_other_holder(books, values, record_id)
    with undoable(books, ActKind.RECORD, _("el cargo de {position}").format(position=values["position"])) as act:
        if record_id is None:
            return records.add(act.db, POSITIONS, values)
        records.change(act.db, POSITIONS, record_id, values)
        return record_id


def _together(values: Values, row: Row) -> bool:
    starts, ends = values["starts_on"], values["ends_on"]
    assert isinstance(starts, date)
    assert ends is None or isinstance(ends, date)
    return overlap((starts, ends), (row["starts_on"], row["ends_on"]))


def _refuse_twice(books: Books, values: Values, record_id: int | None) -> None:
    for row in store.of_body(books.db, str(values["body"]), record_id):
        if values["body"] != "other" and row["member_id"] == values["member_id"] and _together(values, row):
            sentence = _("Esa persona ya tiene un cargo ahí en esas fechas: {position}, desde el {day}.").format(
                position=row["position"], day=format_date(row["starts_on"])
            )
            if row["ends_on"] is None:
                sentence += " " + _("Anote primero hasta cuándo.")
            raise InvalidRecord(problems_sentence(1), {"starts_on": sentence})


def _doubt_both_councils(books: Books, values: Values, record_id: int | None) -> None:
    """The one council watches the other: the law lets nobody sit on both, but old papers may say so."""
    others = [body for body in COUNCILS if values["body"] in COUNCILS and body != values["body"]]
    for row in store.of_member(books.db, int(str(values["member_id"]))):
        if row["id"] != record_id and row["body"] in others and _together(values, row):
            sentence = _(
                "En esas fechas está también en el {body}: nadie se vigila a sí mismo. Si es así, guarde otra vez."
            )
            body = _(BODIES[row["body"]]).lower()
            raise InvalidRecord(doubts_sentence(1), {"member_id": sentence.format(body=body)})


def _doubt_other_holder(books: Books, values: Values, record_id: int | None) -> None:
    wanted = fold(str(values["position"]))
    if values["body"] == "other" or wanted.split()[0] in SHARED:
        return
    for row in store.of_body(books.db, str(values["body"]), record_id):
        if fold(row["position"]) == wanted and row["member_id"] != values["member_id"] and _together(values, row):
            sentence = _(
                "En esas fechas ese cargo es de {name}. Anote primero hasta cuándo; si son dos, guarde otra vez."
            )
            raise InvalidRecord(doubts_sentence(1), {"position": sentence.format(name=row["member_name"])})


def who_can_hold(books: Books, typed: str) -> list[tuple[int, str, str]]:
    """Socios as one types: id, name and document."""
    found = lists.members(books.db, search=typed, conditions={"members.kind = ?": "member"}, limit=8)
    return [(row["id"], full_name(row), document_text(row["document_type"], row["document_number"])) for row in found]


def running(books: Books) -> dict[str, str]:
    """The conditions for the positions that run today."""
    return sitting(books.today())


def words_on(books: Books, day: date) -> dict[int, str]:
    """By member what each holds on a day: «Presidente/a, consejo de administración»."""
    found: dict[int, list[str]] = {}
    for row in store.on_day(books.db, day):
        found.setdefault(row["member_id"], []).append(position_words(row))
    return {member: "; ".join(words) for member, words in found.items()}
