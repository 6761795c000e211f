"""A presentation as plain values: what each slide says. slide_layout places it, slides_pdf and slides_pptx write it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ananea_desktop.documents.charts import Chart, Look
from ananea_desktop.domain.receipts import Letterhead


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A big number with its icon and few words."""

    value: str
    words: str
    icon: str = ""
    """A Phosphor name; empty for none."""
    bad: bool = False
    """An excess or a lack: in the colour of errors, which the words must say too."""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """One line of the year in numbers: its words, its big number, what explains it, and its share as a bar."""

    words: str
    value: str
    remarks: tuple[str, ...] = ()
    begins: float = 0.0
    ends: float = 0.0
    """Shares of the widest, 0 … 1, where the bar begins and ends."""
    look: Look = Look.SOLID
    strong: bool = False
    """A dark bar: what the others are parts of."""


@dataclass(frozen=True, kw_only=True)
class Photo:
    image: bytes
    """JPEG or PNG."""
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    columns: tuple[str, ...]
    weights: tuple[float, ...]
    """How the columns share the width."""
    right: tuple[bool, ...]
    """Which are right-aligned."""
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TitleSlide:
    title: str
    subtitle: str
    logo: bytes | None = None
    photo: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class AmountsSlide:
    """The year in three numbers."""

    title: str
    amounts: tuple[Amount, ...]
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartSlide:
    """Figures on top, where there are some, and one or two charts under them, each with its caption."""

    title: str
    charts: tuple[tuple[str, Chart], ...] = ()
    figures: tuple[Figure, ...] = ()
    icon: str = ""
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class ProjectSlide:
    title: str
    remark: str
    """Heading and state."""
    figures: tuple[Figure, ...]
    """Planned, spent, balance."""
    shares: tuple[float, ...] = ()
    """Planned and spent as parts of the larger of them, 0 … 1."""
    photos: tuple[Photo, ...] = ()
    people: tuple[Figure, ...] = ()
    """Who it is for."""
    sentence: str = ""
    """What was reached, or what it is for."""


@dataclass(frozen=True, kw_only=True)
class TableSlide:
    title: str
    table: Table
    sentence: str = ""
    votes: tuple[str, ...] = ()
    """Boxes to fill in by hand: «A favor», «En contra» …"""


@dataclass(frozen=True, kw_only=True)
class TextSlide:
    title: str
    lines: tuple[str, ...]
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class PhotoSlide:
    title: str
    photo: Photo


@dataclass(frozen=True, kw_only=True)
class MessageSlide:
    """One sentence in the middle: thanks, or that there is nothing to show."""

    title: str
    sentence: str
    icon: str = ""


Content = TitleSlide | AmountsSlide | ChartSlide | ProjectSlide | TableSlide | TextSlide | PhotoSlide | MessageSlide


@dataclass(frozen=True, kw_only=True)
class Slide:
    content: Content
    notes: str = ""
    """For who presents."""

    @property
    def title(self) -> str:
        return self.content.title


@dataclass(frozen=True, kw_only=True)
class Deck:
    slides: Sequence[Slide]
    title: str
    """Of the file."""
    footer: str
    """At the foot of each slide but the first."""
    mark: str = ""
    """At the foot of the first: that the data are invented."""
    letterhead: Letterhead
    ratio: str = "4:3"
