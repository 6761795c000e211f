"""The assembly: called, who came with its quorum, and what was resolved with its votes and the budgets it approves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ananea_desktop.domain.assemblies import ASSEMBLIES, RESOLUTIONS, Attendance, Quorum, budget_acta, calls_of
from ananea_desktop.domain.assemblies import quorum as quorum_by_rule
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import LONGEST_TEXT, Problem, Values
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office, project_budgets
from ananea_desktop.operations.acts import changing, saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import (
    problems_sentence,
    read_or_refuse,
    refuse_missing,
)
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import assemblies as store
from ananea_desktop.storage import budgets, lists, records
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

_KEPT = ("place", "first_call", "second_call", "first_quorum", "second_quorum", "secretary")
"""What a new assembly takes over from the last one."""
_ONE_BUDGET = ("number", "outcome", "project_id", "amount")
"""What no longer changes in a resolution whose budget is recorded."""


@dataclass(frozen=True, kw_only=True)
class AttendanceSheet:
    assembly: Row
    people: list[Row]
    """Rows of members with ``name``, ``status`` and ``represented_by`` ("" without a mark)."""
    quorum: Quorum


def new_texts(books: Books) -> dict[str, str]:
    """What the form of a new assembly starts with: as the last one was, directed by the president."""
    last = next(iter(lists.assemblies(books.db, limit=1)), None)
    kept = {} if last is None else {name: ASSEMBLIES.field(name).text(last[name]) for name in _KEPT}
    profile = office.profile(books)
    return {"place": profile["place"], "chair": profile["president_name"]} | kept


def get(books: Books, assembly_id: int) -> Row:
    """An assembly as its list has it. Raises UserError when there is no such one."""
    found = lists.assemblies(books.db, conditions={"assemblies.id = ?": assembly_id})
    if not found:
        raise UserError(_("No hay una asamblea con el número {number}.").format(number=assembly_id))
    return found[0]


def newest(books: Books, limit: int = 50) -> list[Row]:
    """The newest assemblies, held or called, the newest first."""
    return lists.assemblies(books.db, limit=limit)


def latest(books: Books) -> Row:
    """The newest assembly, held or called. Raises UserError while there is none."""
    found = lists.assemblies(books.db, limit=1)
    if not found:
        raise UserError(_("Todavía no hay asambleas anotadas."))
    return found[0]


@needs(Right.RECORDS)
def save(books: Books, texts: Mapping[str, str], record_id: int | None = None, confirmed: Collection[str] = ()) -> int:
    """Adds an assembly or changes one, and gives its id. Raises InvalidRecord.

    Its date no longer changes once it approved a budget: the budget carries it for ever. On another day others may
    vote: they are counted anew.
    """
    values = read_or_refuse(ASSEMBLIES, texts, books.today(), confirmed)
    is_moved = record_id is not None and values["held_on"] != get(books, record_id)["held_on"]
    if record_id is not None and is_moved:
        _refuse_other_day(books, record_id)
    with saving(books, ASSEMBLIES, values, record_id) as db:
        if record_id is None:
            return records.add(db, ASSEMBLIES, values)
        records.change(db, ASSEMBLIES, record_id, values)
        if is_moved:
            store.count_voters(db, record_id, anew=True)
        return record_id


def _refuse_other_day(books: Books, assembly_id: int) -> None:
    if any(row["budget_id"] for row in store.resolutions(books.db, assembly_id)):
        sentence = _("De esta asamblea ya salieron presupuestos con su fecha: la fecha ya no se cambia.")
        raise InvalidRecord(problems_sentence(1), {"held_on": sentence})


# attendance


def quorum_of(row: Row) -> Quorum:
    """The quorum of an assembly as its list has it."""
    return quorum_by_rule(row["voters"], row["attending"], row["first_quorum"], row["second_quorum"])


def quorum(books: Books, assembly_id: int) -> Quorum:
    """Against the members who could vote when the attendance was noted; before that, against those of today."""
    return quorum_of(get(books, assembly_id))


def attendance(books: Books, assembly_id: int) -> AttendanceSheet:
    """Everyone who may vote, and whoever has a mark, in alphabetical order."""
    people = [
        {**row, "name": full_name(row), "status": row["status"] or "", "represented_by": row["represented_by"] or ""}
        for row in store.attendance_register(books.db, assembly_id)
    ]
    assembly = get(books, assembly_id)
    return AttendanceSheet(assembly=assembly, people=people, quorum=quorum_of(assembly))


@needs(Right.RECORDS)
def save_attendance(
    books: Books, assembly_id: int, statuses: Mapping[int, str], represented_by: Mapping[int, str] | None = None
) -> Quorum:
    """Notes how the members given came (their other marks stay; "" takes one away), and gives the quorum with them.

    How many may vote is counted with the first mark, and anew with each one until the day of the assembly is over;
    a member of later changes nothing of it. Raises InvalidRecord and UserError; nothing is then written.
    """
    assembly = get(books, assembly_id)
    by_whom = {member: clean(name) for member, name in (represented_by or {}).items()}
    for member, status in statuses.items():
        _refuse_mark(books, assembly_id, member, status, by_whom.get(member, ""))
    with changing(books, _("la asistencia de {name}").format(name=ASSEMBLIES.name_of(assembly))) as db:
        before = store.attending(db, assembly_id)
        for member, status in statuses.items():
            represented = by_whom.get(member, "") if status == Attendance.REPRESENTED else ""
            store.mark(db, assembly_id, member, status, represented)
        _refuse_fewer_than_voted(books, assembly_id, before)
        store.count_voters(db, assembly_id, anew=books.today() <= assembly["held_on"])
    return quorum(books, assembly_id)


def _refuse_mark(books: Books, assembly_id: int, member: int, status: str, represented_by: str) -> None:
    found = store.attendance_register(books.db, assembly_id, member)
    if not found:
        raise UserError(_("Solo se marca a socios hábiles. Revise su estado en Socios."))
    if status and status not in list(Attendance):
        raise ValueError(status)
    if status != Attendance.REPRESENTED:
        return
    sentence = ""
    if not represented_by:
        sentence = _("Falta quién representa a {name}.").format(name=full_name(found[0]))
    elif len(represented_by) > LONGEST_TEXT:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.")
    if sentence:
        raise InvalidRecord(sentence, {"represented_by": sentence})


def _refuse_fewer_than_voted(books: Books, assembly_id: int, before: int) -> None:
    """Whatever votes fitted the attendance go on fitting; votes noted before it may wait for it to grow."""
    most = store.most_votes(books.db, assembly_id, up_to=before)
    now = store.attending(books.db, assembly_id)
    if most is not None and now < most["votes"]:
        sentence = _("En el acuerdo {number} votaron {votes}: no pueden haber asistido {count}. Revise esos votos.")
        raise UserError(sentence.format(number=most["number"], votes=most["votes"], count=now))


# resolutions


def resolutions(books: Books, assembly_id: int) -> list[Row]:
    """By number, with ``project_name`` and ``budget_id``."""
    return store.resolutions(books.db, assembly_id)


def new_resolution_texts(books: Books, assembly_id: int) -> dict[str, str]:
    """What the form of a resolution starts with: the next number."""
    numbers = [int(row["number"]) for row in store.resolutions(books.db, assembly_id)]
    return {"number": str(max(numbers, default=0) + 1)}


@needs(Right.RECORDS)
def save_resolution(
    books: Books,
    assembly_id: int,
    texts: Mapping[str, str],
    record_id: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    """Adds a resolution or changes one, and gives its id. Raises InvalidRecord; nothing is then written.

    One that is approved with a project and an amount records the project's budget in the same act.
    """
    assembly = get(books, assembly_id)
    values, problems = RESOLUTIONS.read(texts, books.today(), confirmed)
    for problem in _stands_against(books, assembly, values, record_id):
        if not (problem.overridable and problem.field in confirmed):
            problems.setdefault(problem.field, problem)
    if problems:
        sentences = {name: problem.sentence for name, problem in problems.items()}
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    refuse_missing(books, RESOLUTIONS, values)
    budget = _budget_to_record(books, assembly, values, record_id)
    if budget is None:
        with saving(books, RESOLUTIONS, values, record_id) as db:
            return _write_resolution(db, values, record_id, assembly_id)
    with books.act() as db:
        record_id = _write_resolution(db, values, record_id, assembly_id)
        project_budgets.record(books, int(str(values["project_id"])), budget, record_id)
    return record_id


def _write_resolution(db: Connection, values: Values, record_id: int | None, assembly_id: int) -> int:
    if record_id is None:
        return records.add(db, RESOLUTIONS, values, assembly_id=assembly_id)
    records.change(db, RESOLUTIONS, record_id, values)
    return record_id


def _stands_against(books: Books, assembly: Row, values: Values, record_id: int | None) -> list[Problem]:
    found = _votes_problems(assembly, values)
    others = [row for row in store.resolutions(books.db, assembly["id"]) if row["id"] != record_id]
    if any(row["number"] == values.get("number") for row in others):
        found.append(Problem("number", _("Ya hay un acuerdo con ese número en esta asamblea.")))
    if assembly["held_on"] > books.today():
        sentence = _("La asamblea es el {day}, que todavía no llega. Si ya se acordó, guarde otra vez.")
        found.append(Problem("number", sentence.format(day=format_date(assembly["held_on"])), overridable=True))
    return found + ([] if record_id is None else _budget_problems(books, values, record_id))


def _votes_problems(assembly: Row, values: Values) -> list[Problem]:
    given = [values.get(name) for name in ("votes_for", "votes_against", "votes_abstaining")]
    if any(votes is None for votes in given):
        return []
    votes = sum(int(str(each)) for each in given)
    if not assembly["noted"]:
        sentence = _("Todavía no se tomó asistencia. Si los votos están bien, guarde otra vez.")
        if votes > assembly["voters"]:  # of an assembly of long ago fewer members may be left than voted
            sentence = _(
                "Suman {votes} votos y hay {voters} socios hábiles. Corríjalos; si están bien, guarde otra vez."
            )
        sentence = sentence.format(votes=votes, voters=assembly["voters"])
        return [Problem("votes_for", sentence, overridable=True)]
    if votes > assembly["attending"]:
        sentence = _("Suman {votes} votos y asistieron {attending}. Revise los votos o la asistencia.")
        return [Problem("votes_for", sentence.format(votes=votes, attending=assembly["attending"]))]
    return _quorum_problems(assembly)


def _quorum_problems(assembly: Row) -> list[Problem]:
    """Nothing is resolved where nobody could open the assembly; the acta may say otherwise."""
    quorum = quorum_of(assembly)
    calls = calls_of(assembly["call"], assembly["second_call"])
    if any(quorum.is_met(call) for call in calls):
        return []
    sentence = _(
        "No hubo quórum: asistieron {attending} y hacían falta {needed}. Revise la asistencia; "
        "si aun así se acordó, guarde otra vez."
    ).format(attending=quorum.attending, needed=min(quorum.needed(call) for call in calls))
    # beside a field that nothing else refuses: who corrects the votes has not insisted on this
    return [Problem("outcome", sentence, overridable=True)]


def _budget_problems(books: Books, values: Values, record_id: int) -> list[Problem]:
    if store.budget_of_resolution(books.db, record_id) is None:
        return []
    was = records.get(books.db, RESOLUTIONS, record_id)
    sentence = _("Este acuerdo ya puso el presupuesto del proyecto: eso no se cambia. Anote un acuerdo nuevo.")
    return [Problem(name, sentence) for name in _ONE_BUDGET if name in values and values[name] != was[name]]


def _budget_to_record(books: Books, assembly: Row, values: Values, record_id: int | None) -> Values | None:
    """The budget that this resolution approves and that is not recorded yet. Raises InvalidRecord at ``amount``."""
    amount = values["amount"]
    if values["outcome"] != "approved" or not isinstance(amount, int):
        return None
    if record_id is not None and store.budget_of_resolution(books.db, record_id) is not None:
        return None
    project_id, number = int(str(values["project_id"])), int(str(values["number"]))
    reason = clean(str(values["text"]))
    texts = {
        "decided_on": format_date(assembly["held_on"]),
        "amount": format_amount(amount),
        "acta": budget_acta(assembly["held_on"], number),
        "reason": reason if len(reason) <= LONGEST_TEXT else reason[: LONGEST_TEXT - 1] + "…",
    }
    if not budgets.of_project(books.db, project_id):
        del texts["reason"]  # the first budget is no change of another
    try:
        budget, _lines = project_budgets.budget_or_refuse(books, project_id, texts, is_day_known=True)
    except InvalidRecord as refused:  # what stands against the budget has no other field here
        raise InvalidRecord(problems_sentence(1), {"amount": " ".join(refused.problems.values())}) from refused
    return budget | {name: values[name] for name in ("votes_for", "votes_against", "votes_abstaining")}


@needs(Right.RECORDS)
def remove_resolution(books: Books, record_id: int) -> None:
    """Takes away a resolution noted by mistake. Raises UserError where a budget hangs on it."""
    if store.budget_of_resolution(books.db, record_id) is not None:
        raise UserError(_("Este acuerdo puso el presupuesto de un proyecto: no se borra. Anote un acuerdo nuevo."))
    if not records.exists(books.db, "resolutions", record_id):
        raise UserError(_("Ese acuerdo ya no está en la lista."))
    name = RESOLUTIONS.name_of(records.get(books.db, RESOLUTIONS, record_id))
    with changing(books, _("el borrado del acuerdo «{name}»").format(name=name)) as db:
        store.remove_resolution(db, record_id)
