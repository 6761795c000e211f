"""The presentation of a period to the assembly: which slides, in which order, with what the treasurer adds to them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ananea_desktop.domain.language import N_


class SlideKind(StrEnum):
    """What a slide shows; its figures are asked of the books each time it is made."""

    TITLE = "title"
    NUMBERS = "numbers"
    PREMIUM = "premium"
    PLANNED_SPENT = "planned_spent"
    HEADING = "heading"
    PROJECT = "project"
    TRAININGS = "trainings"
    EQUIPMENT = "equipment"
    MEMBERS = "members"
    CASH = "cash"
    PLAN = "plan"
    THANKS = "thanks"
    TEXT = "text"
    PHOTO = "photo"


SLIDE_NAMES = {
    SlideKind.TITLE: N_("Carátula"),
    SlideKind.NUMBERS: N_("El año en tres números"),
    SlideKind.PREMIUM: N_("La Prima: de dónde vino, a dónde fue"),
    SlideKind.PLANNED_SPENT: N_("Planificado y gastado por rubro"),
    SlideKind.HEADING: N_("Rubro"),
    SlideKind.PROJECT: N_("Proyecto"),
    SlideKind.TRAININGS: N_("Capacitaciones"),
    SlideKind.EQUIPMENT: N_("Compras y equipos"),
    SlideKind.MEMBERS: N_("Socios"),
    SlideKind.CASH: N_("Caja, bancos y deudas"),
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
    """The heading or the project it is about."""
    included: bool = True
    title: str = ""
    """In place of the usual title; of a text or photo slide its own."""
    text: str = ""
    """Lines of a text slide, the caption of a photo slide."""
    notes: str = ""
    """For who presents; never on the wall."""
    photo: str = ""
    """SHA-256 of an attachment's content: the picture of a title or photo slide."""


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
