"""What was approved for a project: a budget by lines, its modifications with who decided, and their ratification.

Nothing approved is overwritten (domain.md §1.2): each budget stands with its acta, a later one says why.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import LONGEST_TEXT, Values
from ananea_desktop.domain.language import _
from ananea_desktop.domain.projects import BUDGETS, OVER_STATES, PREMIUM_PROJECTS, BudgetLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import projects
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import assemblies, committee, drafts, records, statistics
from ananea_desktop.storage import budgets as store
from ananea_desktop.storage.rows import Row

_VOTES = ("votes_for", "votes_against", "votes_abstaining")


@needs(Right.RECORDS)
def approve(
    books: Books,
    project_id: int,
    texts: Mapping[str, str],
    lines: Sequence[Mapping[str, str]] = (),
    token: str = "",
) -> int:
    """Records what was approved, and gives its id; an earlier budget stays as it was. Raises InvalidRecord.

    ``lines`` (``concept``, ``year``, ``fund_id``, ``amount`` as texts) are what it is made of, an empty one counts for
    nothing; with them the amount may be left out. A proposed project becomes approved by it; a second budget needs its
    reason. What was typed waits as a draft with ``token``, and goes with the act.
    """
    values, read = budget_or_refuse(books, project_id, texts, lines)
    with books.act() as db:
        drafts.drop_made(db, token)
        return record(books, project_id, values, lines=read)


def budget_or_refuse(
    books: Books,
    project_id: int,
    texts: Mapping[str, str],
    lines: Sequence[Mapping[str, str]] = (),
    *,
    is_day_known: bool = False,
) -> tuple[Values, list[BudgetLine]]:
    """A budget that can be recorded for this project, and its lines. Raises InvalidRecord.

    ``is_day_known``: its day is that of an assembly, about which its own form has asked.
    """
    sentences: dict[str, str] = {}
    read = [
        _read_line(books, number, line, sentences)
        for number, line in enumerate(lines, start=1)
        if any(line.get(name, "").strip() for name in ("concept", "year", "amount"))
    ]
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
    earlier = store.of_project(books.db, project_id)
    state = records.get(books.db, PREMIUM_PROJECTS, project_id)["state"]
    if earlier and not values.get("reason"):
        sentences.setdefault("reason", _("Falta el motivo: el presupuesto aprobado antes era otro."))
    if earlier and state in OVER_STATES:
        sentences.setdefault("amount", _("El proyecto ya terminó: su presupuesto no cambia más."))
    elif state == "cancelled":
        sentences.setdefault("amount", _("El proyecto está cancelado: no se aprueba. Corrija antes su estado."))
    _refuse_votes(books, values, sentences)
    _refuse_day(books, project_id, values, earlier, is_day_known, sentences)
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    return values, read


def _read_line(books: Books, number: int, line: Mapping[str, str], sentences: dict[str, str]) -> BudgetLine:
    concept = clean(line.get("concept", ""))
    if not concept:
        sentences[f"line {number} concept"] = _("Falta en qué se gastará.")
    elif len(concept) > LONGEST_TEXT:
        sentences[f"line {number} concept"] = _("Es demasiado largo. Acórtelo a 300 letras.")
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


def _refuse_day(
    books: Books,
    project_id: int,
    values: Values,
    earlier: Sequence[Row],
    is_day_known: bool,
    sentences: dict[str, str],
) -> None:
    """Proposed, then approved, then changed, and all of it until today: the last one noted is the one in force."""
    decided, proposed = values.get("decided_on"), committee.first_proposed(books.db, project_id)
    if not isinstance(decided, date):
        return
    if decided > books.today() and not is_day_known:
        sentences.setdefault("decided_on", _("Ese día todavía no llega. Revise la fecha."))
    if proposed is not None and decided < proposed:
        sentences.setdefault(
            "decided_on",
            _("El comité lo propuso el {day}: se aprueba después. Revise la fecha.").format(day=format_date(proposed)),
        )
    if earlier and decided < earlier[-1]["decided_on"]:
        sentences.setdefault(
            "decided_on",
            _("El presupuesto de antes es del {day}: el cambio se decidió después. Revise la fecha.").format(
                day=format_date(earlier[-1]["decided_on"])
            ),
        )


def _refuse_votes(books: Books, values: Values, sentences: dict[str, str]) -> None:
    """Who voted is not more than there are members, or than came; a decision has more votes for it than against."""
    votes = [values.get(name) for name in _VOTES]
    cast = sum(each for each in votes if isinstance(each, int))
    members = sum(row["kind"] == "member" for row in statistics.members_of(books.db))
    if cast > members:
        sentences.setdefault(
            "votes_for",
            _("Son {cast} votos y hay {members} socios. Revise los votos.").format(cast=cast, members=members),
        )
    decided = values.get("decided_on")
    if values.get("decided_by") == "assembly" and isinstance(decided, date):
        came = assemblies.attending_on(books.db, decided)
        if came is not None and cast > came:
            sentence = _("Suman {votes} votos y asistieron {attending}. Revise los votos o la asistencia.")
            sentences.setdefault("votes_for", sentence.format(votes=cast, attending=came))
    for_it, against = votes[0], votes[1] or 0
    if isinstance(for_it, int) and isinstance(against, int) and for_it <= against:
        sentences.setdefault("votes_for", _("Con esos votos no se aprobó. Revise los votos."))


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


@needs(Right.RECORDS)
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
    if "ratified_on" not in reading.problems and day > books.today():
        reading.problems["ratified_on"] = _("Ese día todavía no llega. Revise la fecha.")
    if "ratified_on" not in reading.problems and day < row["decided_on"]:
        reading.problems["ratified_on"] = _("La asamblea ratifica después de lo decidido. Revise la fecha.")
    reading.refuse()
    with books.act() as db:
        store.insert_ratification(
            db,
            {"budget_id": budget_id, "ratified_on": day, "acta": acta, "user": books.user, "recorded_at": books.now()},
        )
