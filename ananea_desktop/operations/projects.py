"""A project as it is noted, each state it comes into with its day and what shows it, its milestones, whom it helped."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ananea_desktop.domain.dates import format_date, read_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.execution import BENEFICIARY_KINDS, HEAVIEST, MOST_PEOPLE, Milestone, People, progress
from ananea_desktop.domain.language import _
from ananea_desktop.domain.projects import PREMIUM_PROJECTS, PROJECT_STATES
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations.acts import changing, saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.records import problems_sentence, refuse_missing
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import budgets, committee, records, spending
from ananea_desktop.storage import execution as store
from ananea_desktop.storage.rows import Row

_FIRST = "proposed"
_AFTER_APPROVAL = ("under_way", "finished")
LONGEST_EVIDENCE = 300


@dataclass(frozen=True, kw_only=True)
class Execution:
    """What became of one project."""

    milestones: list[Row] = field(default_factory=list)
    progress: int | None = None
    """Percent, by the weights of the milestones; None where there are none."""
    beneficiaries: dict[str, People] = field(default_factory=dict)
    states: list[Row] = field(default_factory=list)
    """The first first."""
    reasons: list[Row] = field(default_factory=list)
    """Of spending beyond what was approved, newest first (storage.spending)."""
    proposed_by: list[Row] = field(default_factory=list)
    """The sessions of the committee that proposed it, the first first."""

    @property
    def people(self) -> People:
        return sum(self.beneficiaries.values(), People())


def execution(books: Books, project_id: int) -> Execution:
    milestones = store.milestones(books.db, project_id)
    return Execution(
        milestones=milestones,
        progress=progress((row["weight"], row["done_on"] is not None) for row in milestones),
        beneficiaries=store.beneficiaries(books.db, project_id),
        states=store.states(books.db, project_id),
        reasons=spending.of_project(books.db, project_id),
        proposed_by=committee.proposed_by(books.db, project_id),
    )


@needs(Right.RECORDS)
def save(
    books: Books,
    texts: Mapping[str, str],
    record_id: int | None = None,
    confirmed: Collection[str] = (),
    milestones: Sequence[Mapping[str, str]] | None = None,
) -> int:
    """Saves a project, and gives its id. Raises InvalidRecord.

    Where the state is another than before, ``state_evidence`` says what shows it, and ``state_since`` since when (today
    where it is empty). It becomes approved by its budget, which has an acta, and not here.
    ``milestones`` (``name``, ``due_on``, ``done_on``, ``weight`` as texts; problems are named ``line 2 due_on``) take
    the place of those it had; None leaves them.
    """
    values, found = PREMIUM_PROJECTS.read(texts, books.today(), confirmed)
    problems = {name: problem.sentence for name, problem in found.items()}
    before = None if record_id is None else records.get(books.db, PREMIUM_PROJECTS, record_id)["state"]
    state, since, evidence = str(values.get("state") or ""), books.today(), ""
    if state and state != (before or _FIRST):
        since, evidence = _read_state(books, record_id, state, texts, problems)
        doubts = [] if record_id is None else _state_doubts(books, record_id, state, since)
        for name, sentence in doubts:
            if name not in confirmed:
                problems.setdefault(name, sentence)
    read = None if milestones is None else _read_milestones(books, milestones, problems)
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    refuse_missing(books, PREMIUM_PROJECTS, values)
    with saving(books, PREMIUM_PROJECTS, values, record_id) as db:
        if record_id is None:
            record_id = records.add(db, PREMIUM_PROJECTS, values)
        else:
            records.change(db, PREMIUM_PROJECTS, record_id, values)
        if state != before:
            note_state(books, record_id, state, since, evidence)
        if read is not None:
            store.write_milestones(db, record_id, read)
    return record_id


def _read_state(
    books: Books, project_id: int | None, state: str, texts: Mapping[str, str], problems: dict[str, str]
) -> tuple[date, str]:
    reading = Reading(books)
    if state == "approved" and (project_id is None or not budgets.of_project(books.db, project_id)):
        reading.problems["state"] = _("Se aprueba al anotar en su ficha el presupuesto que aprobó la asamblea.")
    since = books.today()
    if texts.get("state_since", "").strip():
        since = reading.day("state_since", texts["state_since"])
    if since > books.today():
        reading.problems["state_since"] = _("Ese día todavía no llega. Revise la fecha.")
    evidence = reading.words(
        "state_evidence",
        texts.get("state_evidence", ""),
        _("Falta qué lo muestra: un acta, un informe, una factura, una foto."),
        LONGEST_EVIDENCE,
    )
    problems.update(reading.problems)
    return since, evidence


def _state_doubts(books: Books, project_id: int, state: str, since: date) -> Iterator[tuple[str, str]]:
    """What is out of its order: begun or finished before it was approved, or before the state it comes from.

    Each is asked once, for a project of long ago may be noted in whatever order its papers are found.
    """
    if state in _AFTER_APPROVAL and not budgets.of_project(books.db, project_id):
        yield "state", _("La asamblea todavía no lo aprobó. Anote primero el presupuesto; si es así, guarde otra vez.")
    before = store.states(books.db, project_id)[1:]  # since when it was proposed nobody said
    if before and since < before[-1]["since_on"]:
        yield (
            "state_since",
            _("Está «{state}» desde el {day}. Corrija la fecha; si es así, guarde otra vez.").format(
                state=_(PROJECT_STATES[before[-1]["state"]]), day=format_date(before[-1]["since_on"])
            ),
        )


def note_state(books: Books, project_id: int, state: str, since: date, evidence: str) -> None:
    """Writes that a project came into a state, within the act of whoever changes it."""
    store.insert_state(
        books.db,
        {
            "project_id": project_id,
            "state": state,
            "since_on": since,
            "evidence": evidence,
            "user": books.user,
            "recorded_at": books.now(),
        },
    )


def _read_milestones(books: Books, lines: Sequence[Mapping[str, str]], problems: dict[str, str]) -> list[Milestone]:
    """Empty lines count for nothing."""
    return [
        _read_milestone(books, number, each, problems)
        for number, each in enumerate(lines, start=1)
        if any(each.get(name, "").strip() for name in ("name", "due_on", "done_on"))
    ]


def _read_milestone(books: Books, number: int, texts: Mapping[str, str], problems: dict[str, str]) -> Milestone:
    name = clean(texts.get("name", ""))
    if not name:
        problems[f"line {number} name"] = _("Falta qué se hace en este hito.")
    elif len(name) > 300:
        problems[f"line {number} name"] = _("Es demasiado largo. Acórtelo a 300 letras.")
    days: dict[str, date | None] = {"due_on": None, "done_on": None}
    for column in days:
        try:
            typed = texts.get(column, "").strip()
            days[column] = read_date(typed, books.today()) if typed else None
        except InvalidValue as invalid:
            problems[f"line {number} {column}"] = str(invalid)
    done = days["done_on"]
    if done is not None and done > books.today():
        problems[f"line {number} done_on"] = _("El {day} todavía no llega: no puede estar hecho ya.").format(
            day=format_date(done)
        )
    weight = id_of(texts.get("weight", "").strip() or "1") or 0
    if not 1 <= weight <= HEAVIEST:
        problems[f"line {number} weight"] = _("El peso es un número entero desde 1: cuánto cuenta junto a los otros.")
    return Milestone(name=name, due_on=days["due_on"], done_on=done, weight=weight)


@needs(Right.RECORDS)
def save_beneficiaries(books: Books, project_id: int, texts: Mapping[str, Mapping[str, str]]) -> None:
    """How many were helped, by kind (BENEFICIARY_KINDS) as ``women``, ``men`` and ``unknown``; empty is nobody.

    Raises InvalidRecord, with problems named ``members women``.
    """
    problems: dict[str, str] = {}
    read = {
        kind: People(**{name: _read_count(kind, name, given, problems) for name in ("women", "men", "unknown")})
        for kind, given in texts.items()
        if kind in BENEFICIARY_KINDS
    }
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    name = records.get(books.db, PREMIUM_PROJECTS, project_id)["name"]
    with changing(books, _("a quiénes ayudó {name}").format(name=name)) as db:
        store.write_beneficiaries(db, project_id, read)


def _read_count(kind: str, name: str, given: Mapping[str, str], problems: dict[str, str]) -> int:
    count = id_of(given.get(name, "").replace(",", "").strip() or "0")
    if count is None or count > MOST_PEOPLE:
        problems[f"{kind} {name}"] = _("Escriba cuántas personas, solo con cifras.")
        return 0
    return count
