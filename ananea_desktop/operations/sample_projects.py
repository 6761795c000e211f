"""The projects of the sample: proposed, approved, begun and finished each on its day, with milestones and people."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from ananea_desktop.domain.assemblies import budget_acta
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.operations import project_budgets, projects
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import records

_FIRST_ASSEMBLY_YEAR = 2026
_NAMES = "heading_id name objective starts_on ends_on beneficiaries state".split()

Acts = Iterator[tuple[date, Callable[[], object]]]


def add(books: Books, lines: list[str], go_to: Callable[[Books, date], None]) -> None:
    """Every project as it was proposed, and approved where its assembly is not in the books."""
    for line in lines:
        texts, (budget, _result) = _read(line)
        assembly = date(int(texts["starts_on"][:4]), 1, 27)
        go_to(books, assembly.replace(day=10))
        project_id = projects.save(
            books, {**texts, "state": "proposed", "proposed_amount": budget, "responsible": "Calsina Pari, Benigno"}
        )
        if assembly.year == _FIRST_ASSEMBLY_YEAR:
            continue  # approved by a resolution of an assembly that is in the books
        acta = budget_acta(assembly, project_id)
        decided = {"decided_on": format_date(assembly), "amount": budget, "acta": acta}
        go_to(books, assembly)
        project_budgets.approve(books, project_id, decided)


def acts(books: Books, data: dict[str, Any]) -> Acts:
    """What becomes of each, and what the next assembly is asked for."""
    for project_id, line in enumerate(data["projects"], start=1):
        texts, (_budget, result) = _read(line)
        if texts["state"] in ("under_way", "finished"):
            began = _("Primera compra hecha y trabajo encargado")
            starts = date.fromisoformat(texts["starts_on"])
            if starts.year == _FIRST_ASSEMBLY_YEAR:
                starts = max(starts, date(_FIRST_ASSEMBLY_YEAR, 3, 1))  # the day after its assembly
            yield starts, partial(_come_into, books, project_id, "under_way", began)
        if texts["state"] == "finished":
            shown = _("Acta de conformidad de los socios")
            ends = date.fromisoformat(texts["ends_on"])
            done = {"result": result, "objective_reached": "yes"}
            yield ends, partial(_come_into, books, project_id, "finished", shown, **done)
    for line in data["proposals"]:
        yield date(2026, 11, 18), partial(_propose, books, line)
    steps: dict[str, list[dict[str, str]]] = {}
    for line in data["milestones"]:
        project, *parts = line.split("|")
        steps.setdefault(project, []).append(dict(zip(("name", "due_on", "done_on", "weight"), parts, strict=True)))
    for project, found in steps.items():
        yield date(2026, 11, 18), partial(_plan, books, int(project), found)
    for line in data["reported"]:
        project, *parts = line.split("|")
        texts = dict(zip(("fairtrade_category", "sdg", "next_steps"), parts, strict=True))
        yield date(2026, 11, 18), partial(_report, books, int(project), texts)
    helped: dict[str, dict[str, dict[str, str]]] = {}
    for line in data["beneficiaries"]:
        project, kind, *counts = line.split("|")
        helped.setdefault(project, {})[kind] = dict(zip(("women", "men", "unknown"), counts, strict=True))
    for project, people in helped.items():
        yield date(2026, 11, 18), partial(projects.save_beneficiaries, books, int(project), people)


def _read(line: str) -> tuple[dict[str, str], tuple[str, str]]:
    *parts, budget, result = line.split("|")
    return dict(zip(_NAMES, parts, strict=True)), (budget, result)


def _texts(books: Books, project_id: int) -> dict[str, str]:
    return PREMIUM_PROJECTS.texts(records.get(books.db, PREMIUM_PROJECTS, project_id))


def _come_into(books: Books, project_id: int, state: str, evidence: str, **texts: str) -> None:
    changed = {**_texts(books, project_id), **texts, "state": state, "state_evidence": evidence}
    projects.save(books, changed, project_id)


def _report(books: Books, project_id: int, texts: dict[str, str]) -> None:
    projects.save(books, {**_texts(books, project_id), **texts}, project_id)


def _plan(books: Books, project_id: int, lines: list[dict[str, str]]) -> None:
    projects.save(books, _texts(books, project_id), project_id, milestones=lines)


def _propose(books: Books, line: str) -> None:
    """A project for the next assembly to vote on."""
    *parts, amount = line.split("|")
    texts = dict(zip(_NAMES, parts, strict=True))
    projects.save(books, {**texts, "proposed_amount": amount, "responsible": "Comité de Prima"})
