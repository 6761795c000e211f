"""The presentation of a period to the assembly: which slides, in which order, with what the treasurer adds to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from ananea_desktop.domain.language import N_


class SlideKind(StrEnum):
    """What a slide shows; its figures are asked of the books each time it is made."""

    TITLE = "title"
    NUMBERS = "numbers"
    PREMIUM = "premium"
    YEARS = "years"
    LOTS = "lots"
    PLAN_YEARS = "plan_years"
    PLANNED_SPENT = "planned_spent"
    HEADING = "heading"
    PROJECT = "project"
    TRAININGS = "trainings"
    TRAINING_PLAN = "training_plan"
    TRAINING_HOURS = "training_hours"
    EQUIPMENT = "equipment"
    HAND_OUTS = "hand_outs"
    MEMBERS = "members"
    MEMBER_YEARS = "member_years"
    CONTRIBUTIONS = "contributions"
    DUES = "dues"
    MONTHS = "months"
    CASH = "cash"
    DEBTS = "debts"
    PLAN = "plan"
    THANKS = "thanks"
    TEXT = "text"
    PHOTO = "photo"


SLIDE_NAMES = {
    SlideKind.TITLE: N_("Carátula"),
    SlideKind.NUMBERS: N_("El año en tres números"),
    SlideKind.PREMIUM: N_("La Prima: de dónde vino, a dónde fue"),
    SlideKind.YEARS: N_("La Prima año por año"),
    SlideKind.LOTS: N_("La Prima de cada lote"),
    SlideKind.PLAN_YEARS: N_("Planificado y gastado por año"),
    SlideKind.PLANNED_SPENT: N_("Planificado y gastado por rubro"),
    SlideKind.HEADING: N_("Rubro"),
    SlideKind.PROJECT: N_("Proyecto"),
    SlideKind.TRAININGS: N_("Capacitaciones"),
    SlideKind.TRAINING_PLAN: N_("Plan de capacitaciones"),
    SlideKind.TRAINING_HOURS: N_("Horas de capacitación por tema"),
    SlideKind.EQUIPMENT: N_("Compras y equipos"),
    SlideKind.HAND_OUTS: N_("Equipo entregado"),
    SlideKind.MEMBERS: N_("Socios"),
    SlideKind.MEMBER_YEARS: N_("Socios año por año"),
    SlideKind.CONTRIBUTIONS: N_("Aportaciones de los socios"),
    SlideKind.DUES: N_("Cuotas, multas y deudas de socios"),
    SlideKind.MONTHS: N_("Dinero por mes"),
    SlideKind.CASH: N_("Caja, bancos y deudas"),
    SlideKind.DEBTS: N_("Deudas a proveedores"),
    SlideKind.PLAN: N_("Plan y presupuesto por votar"),
    SlideKind.THANKS: N_("Gracias"),
    SlideKind.TEXT: N_("Texto"),
    SlideKind.PHOTO: N_("Foto"),
}

OWN_KINDS = (SlideKind.TEXT, SlideKind.PHOTO)
"""What the treasurer adds by hand; the others come from the books and can only be left out."""

RATIOS = ("4:3", "16:9")
LONGEST_TITLE = 120
LONGEST_TEXT = 400
LONGEST_NOTES = 4000


@dataclass(frozen=True, kw_only=True)
class SlideChoice:
    """One slide of the treasurer's list."""

    kind: SlideKind
    subject_id: int | None = None
    """The heading or the project it is about; of a plan too long for one slide, which slide of it: 2, 3…"""
    included: bool = True
    title: str = ""
    """In place of the usual title; of a text or photo slide its own."""
    text: str = ""
    """Lines of a text slide, the caption of a photo slide."""
    notes: str = ""
    """For who presents; never on the wall."""
    photo: str = ""
    """SHA-256 of an attachment's content: the picture of a title or photo slide."""

    @property
    def is_own(self) -> bool:
        return self.kind in OWN_KINDS


@dataclass(frozen=True, kw_only=True)
class Presentation:
    first_day: date
    last_day: date
    slides: tuple[SlideChoice, ...]
    title: str = ""
    """Under the cooperative's name; the usual words where it is empty."""
    ratio: str = "4:3"
    language: str = "es"
    id: int | None = None
    """None until it is kept in the file."""


Slides = tuple[SlideChoice, ...]


def moved(slides: Slides, index: int, to: int) -> Slides:
    """The list with one slide taken out and put back so that it stands at ``to``, or at the end nearest to it."""
    rest = [*slides[:index], *slides[index + 1 :]]
    rest.insert(max(0, to), slides[index])
    return tuple(rest)


def changed(slides: Slides, index: int, **changes: Any) -> Slides:
    """The list with what the treasurer may change of one slide: included, title, text, notes, photo."""
    if changes.keys() & {"kind", "subject_id"}:
        raise ValueError("a slide never becomes another one")
    return (*slides[:index], replace(slides[index], **changes), *slides[index + 1 :])


def added(slides: Slides, index: int, slide: SlideChoice) -> Slides:
    """The list with a slide of the treasurer's own, which then stands at ``index``. Raises ValueError for others."""
    if not slide.is_own:
        raise ValueError("slides of the books are proposed, not added")
    return (*slides[:index], slide, *slides[index:])


def removed(slides: Slides, index: int) -> Slides:
    """The list without a slide of the treasurer's own. Raises ValueError for others: those are only left out."""
    if not slides[index].is_own:
        raise ValueError("slides of the books are left out, not removed")
    return (*slides[:index], *slides[index + 1 :])


def subject(slide: SlideChoice) -> tuple[SlideKind, int | None]:
    """What tells one slide of the books from another."""
    return slide.kind, slide.subject_id


def merged(kept: Sequence[SlideChoice], proposed: Sequence[SlideChoice]) -> Slides:
    """All that was kept, as it was; what is proposed since then comes after the nearest proposal before it.

    What is kept of the books but no longer proposed (a project that has nothing in the period) stays, left out.
    """
    names = {subject(slide) for slide in proposed}
    slides = [
        slide if slide.is_own or subject(slide) in names else replace(slide, included=False)
        for slide in kept
        if subject(slide) in names or not _is_bare_page_of_plan(slide)
    ]
    place = 0
    for each in proposed:
        known = next((index for index, slide in enumerate(slides) if subject(slide) == subject(each)), None)
        if known is None:
            slides.insert(place, each)
            known = place
        place = known + 1
    return tuple(slides)


def _is_bare_page_of_plan(slide: SlideChoice) -> bool:
    """One that the plan took to go on, with nothing of the treasurer's: when needed again it is there by itself."""
    is_page = slide.kind is SlideKind.PLAN and slide.subject_id is not None
    return is_page and not (slide.title or slide.text or slide.notes)


def not_proposed(slides: Sequence[SlideChoice], proposed: Sequence[SlideChoice]) -> frozenset[int]:
    """The places of slides of the books that have nothing to show now."""
    names = {subject(slide) for slide in proposed}
    return frozenset(index for index, slide in enumerate(slides) if not slide.is_own and subject(slide) not in names)
