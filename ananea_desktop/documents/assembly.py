"""An assembly as plain values for its papers, and the words that all of them use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents.paper import DOT
from ananea_desktop.domain.assemblies import Attendance, Quorum
from ananea_desktop.domain.dates import day_of_week_date, format_time
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Letterhead

KIND_TITLES = {
    "ordinary": N_("Asamblea General Ordinaria"),
    "extraordinary": N_("Asamblea General Extraordinaria"),
}
BLANK = "__________"
"""Stands visibly for what is not known yet."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member who may vote; ``status`` is one of Attendance, or "" without a mark."""

    name: str
    number: str = ""
    document: str = ""
    """As printed: ``DNI 00041527``."""
    status: str = ""
    represented_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Resolution:
    number: int
    text: str
    votes_for: int
    votes_against: int
    votes_abstaining: int
    is_approved: bool
    project: str = ""
    amount: int | None = None
    """Céntimos of sol: the budget approved for the project."""


@dataclass(frozen=True, kw_only=True)
class AssemblyPaper:
    letterhead: Letterhead
    made_on: date
    kind: str
    """``ordinary`` or ``extraordinary``."""
    held_on: date
    first_call: str
    """``HH:MM``, as the other times; "" where not known."""
    second_call: str
    place: str
    agenda: Sequence[str]
    first_quorum: int
    """Percent; see domain.assemblies.quorum."""
    second_quorum: int
    call: str = ""
    opened_at: str = ""
    closed_at: str = ""
    chair: str = ""
    secretary: str = ""
    quorum: Quorum
    people: Sequence[Person] = ()
    resolutions: Sequence[Resolution] = ()

    @property
    def title(self) -> str:
        return _(KIND_TITLES[self.kind])

    @property
    def is_noted(self) -> bool:
        """Whether the attendance was taken."""
        return any(person.status for person in self.people)

    def count(self, status: Attendance) -> int:
        return sum(person.status == status for person in self.people)


def day_text(paper: AssemblyPaper) -> str:
    """``Sábado 28 de febrero de 2026``"""
    day = day_of_week_date(paper.held_on)
    return day[0].upper() + day[1:]


def first_call_text(paper: AssemblyPaper) -> str:
    """``9:00 a. m., con la mitad más uno de los socios hábiles``"""
    if paper.first_quorum == 50:
        rule = _("con la mitad más uno de los socios hábiles")
    else:
        rule = _("con más del {percent} % de los socios hábiles").format(percent=paper.first_quorum)
    return f"{format_time(paper.first_call)}, {rule}"


def second_call_text(paper: AssemblyPaper) -> str:
    """``10:00 a. m., con los socios que estén presentes``; "" where there is no second call."""
    if not paper.second_call:
        return ""
    if paper.second_quorum == 0:
        rule = _("con los socios que estén presentes")
    else:
        rule = _("con al menos el {percent} % de los socios hábiles").format(percent=paper.second_quorum)
    return f"{format_time(paper.second_call)}, {rule}"


def facts_line(paper: AssemblyPaper) -> str:
    """Day, calls and place in one line."""
    facts = [day_text(paper), _("Primera convocatoria: {time}").format(time=format_time(paper.first_call))]
    if paper.second_call:
        facts.append(_("segunda: {time}").format(time=format_time(paper.second_call)))
    return DOT.join([*facts, paper.place])
