"""Trainings: planned and held, over one day or several; who is invited, and the register of who came."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.fields import LONGEST_NOTE, Values
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean, fold
from ananea_desktop.domain.trainings import (
    HIGHEST_MARK,
    SUGGESTED_TOPICS,
    TRAINING_SESSIONS,
    Signature,
    TrainingDay,
    has_passed,
    read_days,
    total_minutes,
)
from ananea_desktop.operations.acts import changing, saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closed import refuse_closed
from ananea_desktop.operations.records import problems_sentence, refuse_missing, refuse_twins
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import attendances, certificates, drafts, lists, records
from ananea_desktop.storage import trainings as store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

Texts = Mapping[str, str]
MARKED = "marked"
"""What is asked before an attendance with a signature, a mark or a remark is taken away."""
DRAFT = "training_attendance"
MOST_TOPICS = 8


@dataclass(frozen=True, kw_only=True)
class Register:
    """A session and everyone who can come or came, in alphabetical order, as storage.trainings.register has them."""

    session: Row
    people: list[Row]
    invited: list[int] = field(default_factory=list)
    refusal: str = ""
    """Why nobody can be marked now; empty where one can."""


@needs(Right.RECORDS)
def save(
    books: Books,
    texts: Texts,
    attendance: Collection[int] | None = None,
    record_id: int | None = None,
    confirmed: Collection[str] = (),
    days: Sequence[Texts] | None = None,
    invited: Collection[int] | None = None,
) -> int:
    """Saves a session with its days (each ``held_on``, ``starts_at``, ``ends_at``), the ids of the members who are
    invited, and of those who came; what is None stays as it is. Raises InvalidRecord; nothing is then written.

    With days the first of them is its date; where they have their hours, these are its duration.
    """
    values, found = _read(books, texts, days, confirmed)
    days_then = store.days(books.db, record_id or 0) if found is None else found
    sentences = _late_days(books, values, days_then)
    if invited is not None and "capacity" not in confirmed:
        sentences |= _too_many(values, len(set(invited)))
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    refuse_missing(books, TRAINING_SESSIONS, values)
    if values["state"] == "held" and (record_id is None or get(books, record_id)["state"] != "held"):
        last = days_then[-1].held_on if days_then and record_id is not None else values["held_on"]
        refuse_closed(books, "held_on", last, "training_sessions")
    if record_id is not None:
        _refuse_certified(books, record_id, values)
    with saving(books, TRAINING_SESSIONS, values, record_id) as db:
        if record_id is None:
            record_id = records.add(db, TRAINING_SESSIONS, values)
        else:
            records.change(db, TRAINING_SESSIONS, record_id, values)
        if found is not None:
            store.write_days(db, record_id, found)
        if invited is not None:
            store.write_invitations(db, record_id, invited)
        if attendance is not None:
            attendances.write(db, record_id, attendance)
    return record_id


def _read(
    books: Books, texts: Texts, lines: Sequence[Texts] | None, confirmed: Collection[str]
) -> tuple[Values, list[TrainingDay] | None]:
    found, sentences = (None, {}) if lines is None else read_days(lines, books.today())
    if found:
        texts = {**texts, **days_texts(found)}
    values, problems = TRAINING_SESSIONS.read(texts, books.today(), confirmed)
    sentences |= {name: problem.sentence for name, problem in problems.items()}
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    return values, found


def days_texts(days: Sequence[TrainingDay]) -> dict[str, str]:
    """What the days say of the session, as its form has it: its date, and its hours where all of them have theirs."""
    texts = {"held_on": format_date(days[0].held_on)} if days else {}
    minutes = total_minutes(days)
    return texts if minutes is None else {**texts, "duration": TRAINING_SESSIONS.field("duration").text(minutes)}


def _late_days(books: Books, values: Values, days: Sequence[TrainingDay]) -> dict[str, str]:
    if values["state"] != "held" or not days or days[-1].held_on <= books.today():
        return {}
    sentence = _("Su último día es el {day}, que todavía no llega: déjela como Programada hasta que termine.")
    return {"state": sentence.format(day=format_date(days[-1].held_on))}


def _refuse_certified(books: Books, session_id: int, values: Values) -> None:
    """What constancias say was held, was held, and who has one passed."""
    certified = certificates.has_valid(books.db, session_id)
    count = len(certified)
    if count and values["state"] != "held":
        sentence = plural(
            _("Tiene 1 constancia que vale: anúlela antes de cambiar el estado."),
            _("Tiene {count} constancias que valen: anúlelas antes de cambiar el estado."),
            count,
        )
        raise InvalidRecord(problems_sentence(1), {"state": sentence.format(count=count)})
    pass_mark = values["pass_mark"]
    if count and pass_mark != get(books, session_id)["pass_mark"] and isinstance(pass_mark, int):
        for row in store.of_register(books.db, session_id, certified):
            if not has_passed(row["mark"], pass_mark):
                sentence = _("Con {mark} no aprueba {name}, que tiene la constancia N.º {number}: anúlela primero.")
                told = sentence.format(mark=pass_mark, name=full_name(row), number=row["certificate"])
                raise InvalidRecord(problems_sentence(1), {"pass_mark": told})


def _too_many(values: Values, invited: int) -> dict[str, str]:
    capacity = values["capacity"]
    if not isinstance(capacity, int) or invited <= capacity:
        return {}
    sentence = _(
        "Invitó a {invited} y caben {capacity}. Quite invitados o cambie el cupo; si está bien, guarde otra vez."
    )
    return {"capacity": sentence.format(invited=invited, capacity=capacity)}


def topics_like(books: Books, typed: str) -> list[str]:
    """Topics to propose as one types: those noted before and the usual ones, whose words begin so."""
    words = fold(typed).split()
    known = {fold(topic): topic for topic in [*map(_, SUGGESTED_TOPICS), *store.topics(books.db)]}
    found = [
        topic
        for folded, topic in known.items()
        if all(any(part.startswith(word) for part in folded.split()) for word in words)
    ]
    return found[:MOST_TOPICS]


@dataclass(frozen=True, kw_only=True)
class FormParts:
    """What the form of a session shows beside its fields."""

    days: list[TrainingDay]
    invited: list[Row]
    everyone: list[Row]
    """Who can be invited, in alphabetical order."""


def form_parts(books: Books, session_id: int | None) -> FormParts:
    return FormParts(
        days=[] if session_id is None else store.days(books.db, session_id),
        invited=[] if session_id is None else store.invited(books.db, session_id),
        everyone=attendances.who_can_come(books.db),
    )


@dataclass(frozen=True, kw_only=True)
class CardParts:
    """What the card of a session shows beside its own data and who came."""

    days: list[TrainingDay]
    purchases: list[Row]
    """What was bought for it (storage.trainings.purchases_of)."""
    certificates: list[Row]
    """Its constancias, newest first (storage.certificates.of_session)."""


def card_parts(books: Books, session_id: int) -> CardParts:
    return CardParts(
        days=store.days(books.db, session_id),
        purchases=store.purchases_of(books.db, session_id),
        certificates=certificates.of_session(books.db, session_id),
    )


def get(books: Books, session_id: int) -> Row:
    """A session as its tab lists it. Raises LookupError where there is none."""
    found = lists.training_sessions(books.db, conditions={"training_sessions.id = ?": session_id})
    if not found:
        raise LookupError(f"there is no training session {session_id}")
    return found[0]


def newest(books: Books) -> list[Row]:
    """The latest sessions of any state, newest first."""
    return lists.training_sessions(books.db)


# the register of who came


def register(books: Books, session_id: int) -> Register:
    """Everyone who can be marked, with how they came."""
    session = get(books, session_id)
    people = [{**row, "name": full_name(row)} for row in store.register(books.db, session_id)]
    return Register(session=session, people=people, refusal=_refusal(books, session))


def _refusal(books: Books, session: Row) -> str:
    """Why nobody can have come."""
    if session["state"] == "cancelled":
        return _("Esta capacitación se canceló: no tiene asistencia. Si se realizó, cambie su estado.")
    if session["held_on"] > books.today():
        sentence = _("Es el {day}: la asistencia se anota desde ese día. Si ya se realizó, corrija la fecha.")
        return sentence.format(day=format_date(session["held_on"]))
    return ""


@needs(Right.RECORDS)
def tick(books: Books, session_id: int, members: Collection[int]) -> list[Row]:
    """Notes that these came, whoever is noted already stays as he is; gives their rows of the register.

    A planned session whose last day has come is held from then on. Raises UserError where nobody can have come.
    """
    session_to_mark(books, session_id)
    with changing(books, _of_attendance(books, session_id)) as db:
        note_there(books, db, session_id, members)
    return _named(store.of_register(books.db, session_id, members))


def note_there(books: Books, db: Connection, session_id: int, members: Collection[int]) -> None:
    """The same within an act. Raises UserError where nobody can have come."""
    session = session_to_mark(books, session_id)
    there = {row["id"] for row in store.of_register(db, session_id, members)}
    for member_id in members:
        if member_id not in there:
            store.attend(db, session_id, member_id)
    if session["state"] == "planned" and session["last_held_on"] <= books.today():
        store.set_state(db, session_id, "held")


def _of_attendance(books: Books, session_id: int) -> str:
    """What Ctrl+Z says of it."""
    return _("la asistencia de {name}").format(name=get(books, session_id)["topic"])


def session_to_mark(books: Books, session_id: int) -> Row:
    """A session that people can be marked in. Raises UserError where nobody can have come."""
    session = get(books, session_id)
    if refusal := _refusal(books, session):
        raise UserError(refusal)
    return session


def _named(found: list[Row]) -> list[Row]:
    return [{**row, "name": full_name(row)} for row in found]


@needs(Right.RECORDS)
def untick(books: Books, session_id: int, members: Collection[int], confirmed: bool = False) -> None:
    """Takes attendances away. Raises NeedsConfirmation where something was noted of them, and UserError where one has
    a constancia that holds: that is annulled first."""
    found = store.of_register(books.db, session_id, members)
    certified = [row for row in found if row["certificate"] is not None]
    if certified:
        sentence = _("{name} tiene la constancia N.º {number} de esta capacitación: anúlela primero.")
        raise UserError(sentence.format(name=full_name(certified[0]), number=certified[0]["certificate"]))
    noted = [row for row in found if has_notes(row)]
    if noted and not confirmed:
        sentence = plural(
            _("Se pierde la firma, la nota o la observación de {name}."),
            _("Se pierden la firma, la nota o la observación de {count} personas."),
            len(noted),
        )
        raise NeedsConfirmation(MARKED, sentence.format(name=full_name(noted[0]), count=len(noted)))
    with changing(books, _of_attendance(books, session_id)) as db:
        for row in found:
            store.miss(db, session_id, row["id"])


def has_notes(row: Row) -> bool:
    """Whether anything was noted of an attendance beyond that it was."""
    return bool(row["signature"] != Signature.PENDING or row["mark"] is not None or row["remark"])


@needs(Right.RECORDS)
def note(books: Books, session_id: int, member_id: int, texts: Texts) -> Row:
    """Notes of one who came the ``signature``, the ``mark`` (of 20, where there is a test) and a ``remark``; what is
    not given stays. Gives the row of the register. Raises InvalidRecord; nothing is then written."""
    session = session_to_mark(books, session_id)
    found = store.of_register(books.db, session_id, [member_id])
    if not found:
        raise UserError(_("Primero márquelo como presente."))
    problems: dict[str, str] = {}
    values: dict[str, Any] = {}
    if "signature" in texts:
        values["signature"] = Signature(texts["signature"])
    if "remark" in texts:
        values["notes"] = clean(texts["remark"])
        if len(values["notes"]) > LONGEST_NOTE:
            problems["remark"] = _("Es demasiado largo. Acórtelo.")
    if "mark" in texts:
        values["mark"] = _read_mark(session, clean(texts["mark"]), problems)
        certificate = found[0]["certificate"]
        if not problems and certificate is not None and has_passed(values["mark"], session["pass_mark"]) is False:
            sentence = _("Con esa nota no aprueba y tiene la constancia N.º {number}: anúlela primero.")
            problems["mark"] = sentence.format(number=certificate)
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    with changing(books, _of_attendance(books, session_id)) as db:
        store.write_attendance(db, found[0]["attendance_id"], values)
        drafts.drop(db, DRAFT, session_id)
    return _named(store.of_register(books.db, session_id, [member_id]))[0]


@needs(Right.RECORDS)
def sign_pending(books: Books, session_id: int) -> list[Row]:
    """Everyone who came and whose signature is pending has signed; gives their rows of the register."""
    session_to_mark(books, session_id)
    pending = [
        row
        for row in store.register(books.db, session_id)
        if row["attendance_id"] is not None and row["signature"] == Signature.PENDING
    ]
    with changing(books, _of_attendance(books, session_id)) as db:
        for row in pending:
            store.write_attendance(db, row["attendance_id"], {"signature": Signature.SIGNED})
    return [{**row, "name": full_name(row), "signature": Signature.SIGNED} for row in pending]


def _read_mark(session: Row, typed: str, problems: dict[str, str]) -> int | None:
    if not typed:
        return None
    if session["pass_mark"] is None:
        problems["mark"] = _("Esta capacitación no tiene examen. Ponga antes la nota para aprobar en sus datos.")
    elif not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= HIGHEST_MARK):
        problems["mark"] = _("La nota va de 0 a 20, sin decimales.")
    else:
        return int(typed)
    return None


WALK_IN_FIELDS = (
    "kind",
    "document_type",
    "document_number",
    "paternal_surname",
    "maternal_surname",
    "given_names",
    "sex",
    "admitted_on",
)
"""What is asked of somebody new who comes in; the rest is given in the register of people later."""


@needs(Right.RECORDS)
def add_walk_in(books: Books, session_id: int, texts: Texts, confirmed: Collection[str] = ()) -> Row:
    """Somebody who is in no register yet is added to it, and has come; gives the row of the register.

    Raises InvalidRecord and UserError; nothing is then written.
    """
    session_to_mark(books, session_id)
    given = {name: texts.get(name, "") for name in WALK_IN_FIELDS}
    values, problems = MEMBERS.read({**given, "state": "active"}, books.today(), confirmed)
    if problems:
        sentences = {name: problem.sentence for name, problem in problems.items()}
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    if values["kind"] == "member":
        values["number"] = lists.next_member_number(books.db)
    refuse_twins(books, MEMBERS, values, None)
    with changing(books, _of_attendance(books, session_id)) as db:
        member_id = records.add(db, MEMBERS, values)
        store.attend(db, session_id, member_id)
    return _named(store.of_register(books.db, session_id, [member_id]))[0]


def past_planned(books: Books) -> list[Row]:
    """Sessions whose day is over and that are still marked as planned."""
    return store.planned_past(books.db, books.today())


def next_planned(books: Books, today: date) -> Row | None:
    return store.planned_next(books.db, today)
