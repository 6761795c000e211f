"""What was approved for a project: a budget by lines, its modifications with who decided, and their ratification.

Nothing approved is overwritten (domain.md §1.2): each budget stands with its acta, a later one says why.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.language import _
from ananea_desktop.domain.projects import BUDGETS, OVER_STATES, PREMIUM_PROJECTS, BudgetLine
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import projects
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.storage import budgets as store
from ananea_desktop.storage import committee, drafts, lists, records, statistics
from ananea_desktop.storage.rows import Row

_VOTES = ("votes_for", "votes_against", "votes_abstaining")


def approve(
    books: Books,
    project_id: int,
    texts: Mapping[str, str],
    lines: Sequence[Mapping[str, str]] = (),
    token: str = "",
) -> int:
    """Records what was approved, and gives its id; an earlier budget stays as it was. Raises InvalidRecord.

    ``lines`` (``concept``, ``year``, ``fund_id``, ``amount`` as texts) are what it is made of; with them the amount may
    be left out. A proposed project becomes approved by it; a second budget needs its reason. What was typed waits as a
    draft with ``token``, and goes with the act.
    """
    values, read = budget_or_refuse(books, project_id, texts, lines)
    with books.act() as db:
        drafts.drop_made(db, token)
        return record(books, project_id, values, lines=read)


def budget_or_refuse(
    books: Books, project_id: int, texts: Mapping[str, str], lines: Sequence[Mapping[str, str]] = ()
) -> tuple[Values, list[BudgetLine]]:
    """A budget that can be recorded for this project, and its lines. Raises InvalidRecord."""
    sentences: dict[str, str] = {}
    read = [_read_line(books, number, line, sentences) for number, line in enumerate(lines, start=1)]
    total = sum(line.amount for line in read)
    typed = {"decided_by": "assembly", **texts}
    if read and not typed.get("amount", "").strip():
        typed["amount"] = money.format_amount(total)
    values, problems = BUDGETS.read(typed, books.today())
    sentences |= {name: problem.sentence for name, problem in problems.items()}
    if read and not sentences and values["amount"] != total:
        sentences["amount"] = _("Las líneas suman {total}: corrija el monto o una línea.").format(
            total=money.format_amount(total)
        )
    if store.of_project(books.db, project_id):
        if not values.get("reason"):
            sentences.setdefault("reason", _("Falta el motivo: el presupuesto aprobado antes era otro."))
        if records.get(books.db, PREMIUM_PROJECTS, project_id)["state"] in OVER_STATES:
            sentences.setdefault("amount", _("El proyecto ya terminó: su presupuesto no cambia más."))
    _refuse_votes(books, values, sentences)
    proposed, decided = committee.first_proposed(books.db, project_id), values.get("decided_on")
    if proposed is not None and isinstance(decided, date) and decided < proposed:
        sentences.setdefault(
            "decided_on",
            _("El comité lo propuso el {day}: se aprueba después. Revise la fecha.").format(day=format_date(proposed)),
        )
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    return values, read


def _read_line(books: Books, number: int, line: Mapping[str, str], sentences: dict[str, str]) -> BudgetLine:
    concept = clean(line.get("concept", ""))[:300]
    if not concept:
        sentences[f"line {number} concept"] = _("Falta en qué se gastará.")
    year = id_of(line.get("year", "")) or 0
    if not 1990 <= year <= 2200:
        sentences[f"line {number} year"] = _("Escriba el año, por ejemplo {year}.").format(year=books.today().year)
    fund = id_of(line.get("fund_id", ""))
    if fund is None or not records.exists(books.db, "funds", fund):
        sentences[f"line {number} fund"] = _("Elija de qué fondo es el dinero.")
    try:
        amount = money.read_amount(line.get("amount", ""), currency="PEN")
    except InvalidValue as invalid:
        sentences[f"line {number} amount"] = str(invalid)
        amount = 0
    return BudgetLine(concept=concept, year=year, fund_id=fund or 0, amount=amount)


def _refuse_votes(books: Books, values: Values, sentences: dict[str, str]) -> None:
    """Who voted is not more than came, or than there are members; a decision has more votes for it than against."""
    votes = [values.get(name) for name in _VOTES]
    cast = sum(each for each in votes if isinstance(each, int))
    present = _present(books, values)
    if present is not None and cast > present:
        sentence = _("Son {cast} votos y a esa asamblea asistieron {present}. Revise los votos o la asistencia.")
        sentences.setdefault("votes_for", sentence.format(cast=cast, present=present))
    members = sum(row["kind"] == "member" for row in statistics.members_of(books.db))
    if cast > members:
        sentences.setdefault(
            "votes_for",
            _("Son {cast} votos y hay {members} socios. Revise los votos.").format(cast=cast, members=members),
        )
    for_it, against = votes[0], votes[1]
    if isinstance(for_it, int) and isinstance(against, int) and for_it <= against:
        sentences.setdefault("votes_for", _("Con esos votos no se aprobó. Revise los votos."))


def _present(books: Books, values: Values) -> int | None:
    """How many came to the assembly of that day; None where it is not noted, or others decided."""
    day = values.get("decided_on")
    if values.get("decided_by") != "assembly" or not isinstance(day, date):
        return None
    held = lists.assemblies(books.db, conditions={"held_on = ?": day.isoformat()})
    return max((row["attending"] for row in held if row["noted"]), default=None)


def record(
    books: Books,
    project_id: int,
    values: Values,
    resolution_id: int | None = None,
    lines: Sequence[BudgetLine] = (),
) -> int:
    """Writes an approved budget within the act of whoever calls; ``resolution_id``: what approved it, where known."""
    project = records.get(books.db, PREMIUM_PROJECTS, project_id)
    columns = {"resolution_id": resolution_id, "user": books.user, "recorded_at": books.now()}
    budget_id = store.insert(books.db, {"project_id": project_id, **values, **columns}, lines)
    if project["state"] == "proposed":
        records.set_state(books.db, project_id, "approved")
        decided_on = values["decided_on"]
        assert isinstance(decided_on, date)
        projects.note_state(books, project_id, "approved", decided_on, str(values["acta"]))
    return budget_id


def to_ratify(books: Books) -> list[Row]:
    """Budgets that the assembly did not decide and has not ratified yet, oldest first, with ``project_name``."""
    return store.to_ratify(books.db)


def ratify(books: Books, budget_id: int, texts: Mapping[str, str]) -> None:
    """Records that the assembly ratified it: ``ratified_on`` and ``acta``, once. Raises InvalidRecord."""
    reading = Reading(books)
    row = store.get(books.db, budget_id)
    if row["decided_by"] == "assembly" or row["ratified_on"] is not None:
        raise InvalidRecord(_("Ese presupuesto no espera ratificación."), {})
    day = reading.day("ratified_on", texts.get("ratified_on", ""))
    acta = reading.words(
        "acta", texts.get("acta", ""), _("Falta el acta, por ejemplo: Asamblea 28/02/2026, acuerdo 4.")
    )
    if "ratified_on" not in reading.problems and day < row["decided_on"]:
        reading.problems["ratified_on"] = _("La asamblea ratifica después de lo decidido. Revise la fecha.")
    reading.refuse()
    with books.act() as db:
        store.insert_ratification(
            db,
            {"budget_id": budget_id, "ratified_on": day, "acta": acta, "user": books.user, "recorded_at": books.now()},
        )
