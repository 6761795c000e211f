"""The attendance list of an assembly, with room in each row for a signature and a fingerprint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ananea_desktop.documents import fonts
from ananea_desktop.documents.assembly import AssemblyPaper, Person, facts_line
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, draw_frame, letterhead_end
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    EDGE,
    INK2,
    LINE,
    MARGIN,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.domain.assemblies import ATTENDANCES, Attendance
from ananea_desktop.domain.language import _

ROW_HEIGHT = 45.5
"""16 mm: a finger, and the signature of who seldom signs."""
LEAST_EMPTY_ROWS = 4
"""For who comes late to the register; the last page is filled up with them."""

_TITLE = Style(fonts.SEMIBOLD, 15, 19)
_FACTS = Style(fonts.REGULAR, 10, 13, INK2)
_COUNT = Style(fonts.SEMIBOLD, 10, 13)
_HEADER = Style(fonts.REGULAR, 9.5, 12, INK2)
_NUMBER = Style(fonts.REGULAR, 11, 13)
_NAME = Style(fonts.SEMIBOLD, 11, 13)
_SMALL = Style(fonts.REGULAR, 9.5, 11.5)
_PAD = 8.0
_FOOT_ROOM = 40
_GAP = 8.0


@dataclass(frozen=True)
class _Columns:
    """Where each column begins; ``status`` is None while the attendance was not taken."""

    number: float
    name: float
    document: float
    status: float | None
    sign: float
    finger: float


_TO_SIGN = _Columns(MARGIN, MARGIN + 30, MARGIN + 236, None, MARGIN + 318, MARGIN + 444)
_NOTED = _Columns(MARGIN, MARGIN + 30, MARGIN + 198, MARGIN + 270, MARGIN + 366, MARGIN + 454)


@dataclass(frozen=True)
class _Row:
    number: str
    name: Block
    document: Block
    status: Block

    @property
    def height(self) -> float:
        return max(ROW_HEIGHT, _PAD + max(self.name.height, self.document.height, self.status.height))


def attendance_pdf(paper: AssemblyPaper) -> bytes:
    """Everyone who may vote, in the order given, with how each came where the attendance was taken."""
    title = _("Lista de asistencia")
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), f"{title}: {paper.title}", paper.letterhead.name)
    columns = _NOTED if paper.is_noted else _TO_SIGN
    head = [block(f"{title} · {paper.title}", _TITLE, WIDTH), block(facts_line(paper), _FACTS, WIDTH)]
    if paper.is_noted:
        head.append(block(_count_line(paper), _COUNT, WIDTH))
    top = letterhead_end(paper.letterhead) + 14 + sum(each.height for each in head) + 20
    pages = _paginate(list(_rows(paper, columns)), A4_LONG - _FOOT_ROOM - top, fill_up=not paper.is_noted)
    foot = _("Reporte auxiliar; no sustituye al Libro de Asistencia a Asambleas.")
    for index, rows in enumerate(pages):
        sheet = Sheet(canvas, A4_LONG)
        draw_frame(sheet, paper.letterhead, foot, index + 1, len(pages))
        _draw_head(sheet, paper, head, columns, top)
        _draw_rows(sheet, rows, columns, top)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _count_line(paper: AssemblyPaper) -> str:
    sentence = _(
        "Asistieron {attending} de {eligible} socios hábiles (presentes: {present}; representados: {represented})"
    )
    return sentence.format(
        attending=paper.quorum.attending,
        eligible=paper.quorum.eligible,
        present=paper.count(Attendance.PRESENT),
        represented=paper.count(Attendance.REPRESENTED),
    )


def _rows(paper: AssemblyPaper, columns: _Columns) -> Iterator[_Row]:
    document_end = columns.sign if columns.status is None else columns.status
    for number, person in enumerate(paper.people, start=1):
        yield _Row(
            str(number),
            block(person.name, _NAME, columns.document - columns.name - _GAP),
            block(person.document, _SMALL, document_end - columns.document - _GAP),
            block(_status(person), _SMALL, columns.sign - (columns.status or columns.sign) - _GAP)
            if columns.status is not None
            else Block((), _SMALL),
        )


def _status(person: Person) -> str:
    if person.status == Attendance.REPRESENTED:
        return _("Representado/a por {name}").format(name=person.represented_by)
    return _(ATTENDANCES[Attendance(person.status)]) if person.status else "–"


def _paginate(rows: list[_Row], room: float, *, fill_up: bool) -> list[list[_Row]]:
    pages: list[list[_Row]] = [[]]
    used = 0.0

    def place(row: _Row) -> None:
        nonlocal used
        if pages[-1] and used + row.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += row.height

    for row in rows:
        place(row)
    empty = Block((), _SMALL)
    added = 0
    while fill_up and (added < LEAST_EMPTY_ROWS or used + ROW_HEIGHT <= room):
        added += 1
        place(_Row(str(len(rows) + added), empty, empty, empty))
    return pages


def _draw_head(sheet: Sheet, paper: AssemblyPaper, head: Sequence[Block], columns: _Columns, top: float) -> None:
    y = letterhead_end(paper.letterhead) + 10
    for each in head:
        _draw(sheet, MARGIN, y, each)
        y += each.height
    titles = [
        (columns.number, _("N.º")),
        (columns.name, _("Apellidos y nombres")),
        (columns.document, _("Documento")),
        (columns.sign, _("Firma")),
        (columns.finger, _("Huella")),
    ]
    if columns.status is not None:
        titles.append((columns.status, _("Asistencia")))
    for x, title in titles:
        sheet.text(x + (6 if x in (columns.sign, columns.finger) else 0), top - 5, title, _HEADER)
    sheet.rule(MARGIN, RIGHT_EDGE, top, 0.9, EDGE)


def _draw_rows(sheet: Sheet, rows: Sequence[_Row], columns: _Columns, top: float) -> None:
    y = top
    for row in rows:
        middle = y + row.height / 2
        _draw(sheet, columns.number, middle - _NUMBER.leading / 2, block(row.number, _NUMBER, 40))
        for x, text in ((columns.name, row.name), (columns.document, row.document), (columns.status, row.status)):
            if x is not None:
                _draw(sheet, x, middle - text.height / 2, text)
        y += row.height
        sheet.rule(MARGIN, RIGHT_EDGE, y, 0.5, LINE)
    for x in (columns.sign, columns.finger, RIGHT_EDGE):
        sheet.upright(x, top, y, 0.5, LINE)


def _draw(sheet: Sheet, x: float, top: float, text: Block) -> None:
    sheet.block(x, top + text.style.leading * 0.5 + text.style.size * 0.32, text)
