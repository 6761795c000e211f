"""An import without a window: the same steps, told in lines."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing import run as runs
from ananea_desktop.operations.importing.kinds import KINDS
from ananea_desktop.operations.importing.matching import match
from ananea_desktop.operations.importing.plan import Findings, Plan

MOST_LINES = 200


class Wanted(NamedTuple):
    """What the command's options say."""

    dry_run: bool = False
    sheet: str | None = None
    pairs: Mapping[str, str] = MappingProxyType({})
    """The slot of a heading."""
    training: int | None = None
    accept: bool = False
    clear: bool = False


def run(books: Books, kind_name: str, path: Path, wanted: Wanted, say: Callable[[str], object]) -> int:
    """Says what was found, and gives 0 where it was (or could be) written, 1 where problems stand. Raises UserError."""
    kind = KINDS[kind_name]
    table = runs.read_table(path, wanted.sheet)
    matching = match(books, kind, table)
    runs.match_by_hand(kind, matching, wanted.pairs)
    planned = at_once(runs.plan(books, kind, table, matching, wanted.training, wanted.clear))
    _tell(planned, say)
    if wanted.dry_run:
        return 1 if planned.problems.count else 0
    runs.write(books, planned, wanted.accept, wanted.training)
    say(_("Traído.") if planned.may_write else _("No había nada que traer."))
    return 0


def _tell(planned: Plan, say: Callable[[str], object]) -> None:
    say(runs.summary(planned))
    for change in planned.changes[:MOST_LINES]:
        words = f"{change.name} · {change.field}: {change.before} → {change.after}"
        say(_("Fila {row}: {words}").format(row=change.row, words=words))
    _tell_findings(_("Se leyó distinto"), planned.remarks, say)
    _tell_findings(_("Dudas"), planned.doubts, say)
    _tell_findings(_("Problemas"), planned.problems, say)


def _tell_findings(title: str, findings: Findings, say: Callable[[str], object]) -> None:
    if not findings.count:
        return
    say(f"{title}: {findings.count}")
    for found in findings.shown[:MOST_LINES]:
        place = ", ".join(filter(None, (_("fila {row}").format(row=found.row) if found.row else "", found.column)))
        say(f"  {place}: {found.sentence}" if place else f"  {found.sentence}")
