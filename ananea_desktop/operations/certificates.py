"""Issuing and annulling constancias: one for each who came, and passed where there was a test."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ananea_desktop.domain.certificates import LARGEST_BATCH, Certificate, natural_name
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import SPANISH, _, plural
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import clean
from ananea_desktop.domain.trainings import has_passed
from ananea_desktop.operations import office, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reading import id_of
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import certificates as store
from ananea_desktop.storage import lists
from ananea_desktop.storage.rows import Row

LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Issued:
    """What became of issuing the constancias of a session."""

    ids: list[int]
    """Of the new ones, in the order of their numbers."""
    had_one: int = 0
    """How many have one already that holds."""
    not_passed: int = 0
    unmarked: int = 0
    """How many came to a session with a test and have no mark yet."""


def due(books: Books, session_id: int) -> tuple[Row, int, str]:
    """The session, how many constancias would be issued now, and who gets none, as words; "" where all get one.

    Raises UserError where none is due.
    """
    session = trainings.get(books, session_id)
    found = _due(books, session, None)
    left = "; ".join(_left_out(found.not_passed, found.unmarked))
    return session, len(found.people), left


@dataclass(frozen=True, kw_only=True)
class _Due:
    people: list[Row]
    passed: int
    not_passed: int
    unmarked: int


def _due(books: Books, session: Row, members: Collection[int] | None) -> _Due:
    if session["state"] != "held":
        raise UserError(_("Las constancias se emiten cuando la capacitación está Realizada."))
    came = lists.attendance(books.db, session["id"])
    wanted = [row for row in came if members is None or row["id"] in members]
    passed = [row for row in wanted if has_passed(row["mark"], session["pass_mark"]) is not False]
    certified = store.has_valid(books.db, session["id"])
    found = [row for row in passed if row["id"] not in certified]
    if not found:
        raise UserError(_why_none(session, wanted, passed))
    unmarked = 0 if session["pass_mark"] is None else sum(row["mark"] is None for row in wanted)
    return _Due(people=found, passed=len(passed), not_passed=len(wanted) - len(passed) - unmarked, unmarked=unmarked)


@needs(Right.RECORDS)
def issue(books: Books, session_id: int, members: Collection[int] | None = None, token: str = "") -> Issued:
    """Issues the constancias that a session lacks, numbered, frozen and sealed; or only those of ``members``.

    ``token`` begins the one of each, made up where none is given.
    Whoever has one that holds gets no second, and who did not pass gets none. Raises UserError where none is due.
    """
    session = trainings.get(books, session_id)
    found = _due(books, session, members)
    token = token or uuid.uuid4().hex
    with books.act() as db:
        frozen = _frozen(books, session)
        ids = [store.issue(db, {**frozen, **_of_person(row), "token": f"{token}-{row['id']}"}) for row in found.people]
    return Issued(ids=ids, had_one=found.passed - len(ids), not_passed=found.not_passed, unmarked=found.unmarked)


def _why_none(session: Row, wanted: Sequence[Row], passed: Sequence[Row]) -> str:
    if not wanted:
        return _("Nadie está anotado como presente: tome primero la asistencia.")
    if not passed:
        sentence = _("Nadie aprobó todavía: la constancia es para quien tiene {mark} o más. Anote las notas.")
        return sentence.format(mark=session["pass_mark"])
    if len(passed) == 1:
        return _("{name} ya tiene su constancia, que vale: anúlela para emitir otra.").format(
            name=natural_name(passed[0])
        )
    return _("Todos los que vinieron ya tienen su constancia. Puede imprimirlas otra vez.")


def _frozen(books: Books, session: Row) -> Row:
    """What is the same on every constancia of a session, as it is today."""
    head = office.letterhead(books)
    return {
        "training_session_id": session["id"],
        "issued_on": books.today(),
        "recorded_at": books.now(),
        "user": books.user,
        "topic": session["topic"],
        "kind": session["kind"],
        "held_on": session["held_on"],
        "last_held_on": session["last_held_on"],
        "duration": session["duration"],
        "training_place": session["place"],
        "trainer": session["trainer"],
        "trainer_firm": session["trainer_firm"],
        "cooperative_name": head.name,
        "cooperative_ruc": head.ruc,
        "cooperative_address": head.address,
        "place": head.place,
        "president_name": head.president_name,
        "president_document": head.president_document,
        "logo_sha256": office.logo_key(books),
        "is_sample": "yes" if head.is_sample else "no",
    }


def _of_person(row: Row) -> Row:
    return {
        "member_id": row["id"],
        "person_name": natural_name(row),
        "person_document": document_text(row["document_type"], row["document_number"]),
        "mark": row["mark"],
    }


@needs(Right.RECORDS)
def annul(books: Books, certificate_id: int, reason: str) -> None:
    """Annuls a constancia: its number stays, its paper says so. Raises InvalidRecord and UserError."""
    (found,) = get(books, [certificate_id])
    reason = clean(reason)
    if found.annulment is not None:
        raise UserError(_("La constancia N.º {number} ya está anulada.").format(number=found.number_text))
    if not reason or len(reason) > LONGEST_REASON:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.") if reason else _("Falta el motivo.")
        raise InvalidRecord(sentence, {"reason": sentence})
    with books.act() as db:
        store.annul(db, certificate_id, reason, books.today(), books.user, books.now())


def get(books: Books, ids: Collection[int]) -> list[Certificate]:
    """By number. Raises LookupError where one is not there."""
    found = store.get(books.db, ids)
    if len(found) != len(set(ids)):
        raise LookupError(f"there are not all of the certificates {sorted(ids)}")
    return found


def of_session(books: Books, session_id: int) -> list[int]:
    """The ids of those of a session that hold, by name. Raises UserError where there is none."""
    found = store.valid_of(books.db, session_id)
    if not found:
        raise UserError(_("Todavía no se emitieron constancias de esta capacitación."))
    return found


def pdf(books: Books, ids: Sequence[int], language: str = SPANISH) -> Steps[bytes]:
    """Constancias as one PDF, a page each, in the order given. Raises UserError where there are too many for one."""
    if len(ids) > LARGEST_BATCH:
        raise UserError(_("Son demasiadas para imprimir de una vez: elija hasta {count}.").format(count=LARGEST_BATCH))
    found = {each.id: each for each in get(books, ids)}
    yield
    from ananea_desktop.documents.certificate import certificates_pdf

    with in_language(language):
        return (yield from certificates_pdf([found[each] for each in ids]))


def issued_words(issued: Issued) -> str:
    """What is said when constancias were issued: how many, and who got none."""
    words = [plural(_("Se emitió 1 constancia"), _("Se emitieron {count} constancias"), len(issued.ids))]
    if issued.had_one:
        words.append(plural(_("1 ya la tenía"), _("{other} ya la tenían"), issued.had_one))
    counted = [each.format(count=len(issued.ids), other=issued.had_one) for each in words]
    return "; ".join([*counted, *_left_out(issued.not_passed, issued.unmarked)]) + "."


def _left_out(not_passed: int, unmarked: int) -> list[str]:
    """Whom no constancia is for: who failed, and who has no mark yet, which is another thing."""
    words = []
    if not_passed:
        words.append(plural(_("1 no aprobó"), _("{failed} no aprobaron"), not_passed).format(failed=not_passed))
    if unmarked:
        words.append(plural(_("1 no tiene nota"), _("{unmarked} no tienen nota"), unmarked).format(unmarked=unmarked))
    return words


def newest(books: Books, session_id: int) -> list[Row]:
    """Every constancia of a session, also the annulled ones, newest first (storage.certificates.of_session)."""
    return store.of_session(books.db, session_id)


def find(books: Books, number: str) -> Certificate:
    """By the number as it is printed. Raises UserError where there is none."""
    given = id_of(clean(number))
    found = None if given is None else store.id_of_number(books.db, given)
    if found is None:
        raise UserError(_("No hay una constancia con el número {number}.").format(number=number))
    return get(books, [found])[0]
