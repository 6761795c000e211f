"""Running text on A4: parts one under the other, over as many pages as they need, each with letterhead and foot."""

from collections.abc import Sequence
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Protocol

from ananea_desktop.documents import fonts
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    DOT,
    EDGE,
    INK2,
    MARGIN,
    RIGHT,
    STAMP,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

RIGHT_EDGE = A4_SHORT - MARGIN
WIDTH = A4_SHORT - 2 * MARGIN

_NAME = Style(fonts.BOLD, 13, 16)
_FACTS = Style(fonts.REGULAR, 9.5, 12, INK2)
_FOOT = Style(fonts.REGULAR, 8, 10, INK2)
_SIGNER = Style(fonts.SEMIBOLD, 10.5, 13)
_ROLE = Style(fonts.REGULAR, 9.5, 12, INK2)
_FOOT_ROOM = 46
_LEAST_LINES = 2
"""Lines of a paragraph that stay together at the end and the beginning of a page."""


@dataclass(frozen=True)
class Part:
    """A text at ``x``, ``above`` points under the last part, with an optional ``mark`` (a number) left of it."""

    text: Block
    x: float = MARGIN
    above: float = 0.0
    mark: Block | None = None
    keeps_next: bool = False
    """A heading, or the last words over signatures: stays on one page with the beginning of what follows."""

    @property
    def height(self) -> float:
        return max(self.text.height, self.mark.height if self.mark else 0.0)

    def least_height(self) -> float:
        """What of it must find room for it to begin on a page."""
        lines = len(self.text.lines)
        together = lines if lines < 2 * _LEAST_LINES else _LEAST_LINES
        return self.above + min(self.height, together * self.text.style.leading)

    def split(self, room: float) -> tuple["Part", "Part | None"]:
        """What fits into ``room``, and what goes on the next page."""
        count = int(room // self.text.style.leading)
        lines = self.text.lines
        if count >= len(lines):
            return self, None
        count = max(1, min(count, len(lines) - _LEAST_LINES))
        head = Part(Block(lines[:count], self.text.style), self.x, self.above, self.mark)
        return head, Part(Block(lines[count:], self.text.style), self.x, keeps_next=self.keeps_next)

    def draw(self, sheet: Sheet, y: float) -> None:
        _draw_block(sheet, self.x, y, self.text)
        if self.mark is not None:
            sheet.block(MARGIN, y + _baseline(self.text.style), self.mark)  # both stand on one line


@dataclass(frozen=True)
class Signatures:
    """Up to two signatures side by side: a line to sign on, the name, and what the signer is."""

    signers: Sequence[tuple[str, str]]
    above: float = 0.0
    keeps_next: bool = False

    _ROOM = 46.0
    _WIDTH = 220.0

    def _blocks(self) -> list[tuple[Block, Block]]:
        return [(block(name, _SIGNER, self._WIDTH), block(role, _ROLE, self._WIDTH)) for name, role in self.signers]

    @property
    def height(self) -> float:
        return self._ROOM + max(name.height + role.height for name, role in self._blocks()) + 4

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        for index, (name, role) in enumerate(self._blocks()):
            x = MARGIN + index * (WIDTH - self._WIDTH)
            sheet.rule(x, x + self._WIDTH, y + self._ROOM, 0.7, EDGE)
            _draw_block(sheet, x, y + self._ROOM + 3, name)
            _draw_block(sheet, x, y + self._ROOM + 3 + name.height, role)


class AnyPart(Protocol):
    """What can stand on such a paper: a text, signatures, and what other modules add. A dataclass.

    Where it has a ``header``, as the row of a table does, that part stands above it at the top of a page.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def above(self) -> float: ...

    @property
    def keeps_next(self) -> bool: ...

    @property
    def height(self) -> float: ...

    def least_height(self) -> float:
        """What of it must find room for it to begin on a page, with what is free above it."""

    def draw(self, sheet: Sheet, y: float) -> None: ...


def signed(parts: Sequence[AnyPart], signers: Sequence[tuple[str, str]], above: float) -> list[AnyPart]:
    """The parts and the signatures under them, two beside each other, never on a page without a word that is signed."""
    rows = [
        Signatures(signers[start : start + 2], above=above, keeps_next=start + 2 < len(signers))
        for start in range(0, len(signers), 2)
    ]
    return [*parts[:-1], replace(parts[-1], keeps_next=True), *rows]


def _draw_block(sheet: Sheet, x: float, y: float, text: Block) -> None:
    """Its first line between ``y`` and ``y`` plus its leading."""
    sheet.block(x, y + _baseline(text.style), text)


def _baseline(style: Style) -> float:
    return style.leading * 0.5 + style.size * 0.32


def flow_pdf(letterhead: Letterhead, title: str, parts: Sequence[AnyPart], foot: str = "", stamp: str = "") -> bytes:
    """The parts as PDF; ``title`` names the file. Equal parts give equal bytes; everything is printed literally.

    ``stamp``: a word across each page, as ANULADO.
    """
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), title, letterhead.name)
    add_flow(canvas, letterhead, parts, foot, stamp)
    canvas.save()
    return buffer.getvalue()


def add_flow(canvas: Any, letterhead: Letterhead, parts: Sequence[AnyPart], foot: str = "", stamp: str = "") -> None:
    """The same as further pages of a paper that is being made; they are numbered from 1."""
    pages = _paginate(parts, top=letterhead_end(letterhead) + 16, bottom=A4_LONG - _FOOT_ROOM)
    for index, placed in enumerate(pages):
        sheet = Sheet(canvas, A4_LONG)
        draw_frame(sheet, letterhead, foot, index + 1, len(pages), stamp)
        for y, part in placed:
            part.draw(sheet, y)
        canvas.showPage()


def _paginate(parts: Sequence[AnyPart], top: float, bottom: float) -> list[list[tuple[float, AnyPart]]]:
    pages: list[list[tuple[float, AnyPart]]] = [[]]
    y = top
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        needed = _room_to_begin(part, waiting)
        if pages[-1] and y + needed > bottom:
            pages.append([])
            y = top
        header: AnyPart | None = getattr(part, "header", None)
        if not pages[-1] and header is not None:
            pages[-1].append((y, header))
            y += header.height
        start = y + (part.above if pages[-1] else 0.0)
        if isinstance(part, Part) and start + part.height > bottom:
            part, rest = part.split(bottom - start)
            if rest is not None:
                waiting.append(rest)
        pages[-1].append((start, part))
        y = start + part.height
        if waiting and y >= bottom:
            pages.append([])
            y = top
    return pages if len(pages) == 1 or pages[-1] else pages[:-1]


def _room_to_begin(part: AnyPart, waiting: Sequence[AnyPart]) -> float:
    """What must find room for a part to begin on a page: with it all that it keeps, and what those keep."""
    needed = 0.0
    for following in reversed(waiting):
        if not part.keeps_next:
            break
        needed += part.above + part.height
        part = following
    return needed + part.least_height()


def _letterhead_blocks(letterhead: Letterhead) -> tuple[Block, Block]:
    ruc = _("RUC {ruc}").format(ruc=letterhead.ruc) if letterhead.ruc else ""
    facts = DOT.join(filter(None, (ruc, letterhead.address)))
    return block(letterhead.name, _NAME, WIDTH), block(facts, _FACTS, WIDTH)


def letterhead_end(letterhead: Letterhead) -> float:
    """Where the letterhead's rule stands."""
    name, facts = _letterhead_blocks(letterhead)
    return 38 + name.height + facts.height


def draw_frame(sheet: Sheet, letterhead: Letterhead, foot: str, page: int, pages: int, stamp: str = "") -> None:
    """What every page has: MUESTRA where it is one, letterhead, foot and number of the page."""
    words = [(stamp, STAMP)] if stamp else []
    if letterhead.is_sample:
        words.append((_("MUESTRA"), WATERMARK))
    sheet.watermark(words, A4_SHORT / 2, A4_LONG / 2, 375)
    name, facts = _letterhead_blocks(letterhead)
    _draw_block(sheet, MARGIN, 32, name)
    _draw_block(sheet, MARGIN, 32 + name.height, facts)
    sheet.rule(MARGIN, RIGHT_EDGE, letterhead_end(letterhead), 1.2)
    sheet.text(MARGIN, A4_LONG - 26, foot, _FOOT)
    mark = _("MUESTRA") + DOT if letterhead.is_sample else ""
    number = _("página {page} de {pages}").format(page=page, pages=pages)
    sheet.text(RIGHT_EDGE, A4_LONG - 26, mark + number, _FOOT, RIGHT)
