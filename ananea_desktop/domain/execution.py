"""What becomes of a project: how it was voted, how far it is by its milestones, and whom it helped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ananea_desktop.domain.language import N_, _, plural

BENEFICIARY_KINDS = {
    "members": N_("Socios y socias"),
    "workers": N_("Trabajadores y trabajadoras"),
    "families": N_("Sus familias"),
    "children": N_("Niñas y niños"),
    "community": N_("Otras personas de la comunidad"),
}
MOST_PEOPLE = 1_000_000
HEAVIEST = 1_000


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A step of a project, the day it is due and the day it was done; ``weight``: its share beside the others."""

    name: str
    due_on: date | None = None
    done_on: date | None = None
    weight: int = 1


@dataclass(frozen=True, kw_only=True)
class People:
    """How many were helped; ``unknown``: counted without asking whether women or men."""

    women: int = 0
    men: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.unknown

    def __add__(self, other: "People") -> "People":
        return People(women=self.women + other.women, men=self.men + other.men, unknown=self.unknown + other.unknown)

    def parts_in_words(self) -> str:
        """``20 mujeres, 14 hombres``; nothing where nobody asked who is which."""
        parts = [
            plural(_("1 mujer"), _("{count} mujeres"), self.women).format(count=f"{self.women:,}"),
            plural(_("1 hombre"), _("{count} hombres"), self.men).format(count=f"{self.men:,}"),
            _("{count} sin distinguir").format(count=f"{self.unknown:,}"),
        ]
        counts = (self.women, self.men, self.unknown)
        told = [part for part, count in zip(parts, counts, strict=True) if count]
        return ", ".join(told) if self.women or self.men else ""

    def in_words(self) -> str:
        """``34 personas: 20 mujeres, 14 hombres``."""
        total = plural(_("1 persona"), _("{count} personas"), self.total).format(count=f"{self.total:,}")
        parts = self.parts_in_words()
        return f"{total}: {parts}" if parts else total


def progress(milestones: Iterable[tuple[int, bool]]) -> int | None:
    """Percent done, by (weight, whether it is done), rounded down: 100 only when all is done. None without any."""
    weights = list(milestones)
    whole = sum(weight for weight, _is_done in weights)
    return sum(weight for weight, is_done in weights if is_done) * 100 // whole if whole else None


def votes_words(budget: Mapping[str, Any]) -> str:
    """How the assembly voted for a budget; empty where no vote was noted."""
    votes = [budget[name] for name in ("votes_for", "votes_against", "votes_abstaining")]
    if all(each is None for each in votes):
        return ""
    yes, no, abstaining = (each or 0 for each in votes)
    one = _("{yes} a favor, {no} en contra, 1 abstención")
    words = plural(one, _("{yes} a favor, {no} en contra, {abstaining} abstenciones"), abstaining)
    return words.format(yes=yes, no=no, abstaining=abstaining)
