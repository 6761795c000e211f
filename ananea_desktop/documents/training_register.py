"""The register of induction, training, drilling and emergency drills (R.M. 050-2013-TR, form g), filled or to sign.

Its fields, their order and their numbers are those of the form; twenty rows stand on each page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    DOT,
    EDGE,
    INK2,
    MARGIN,
    RIGHT,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.trainings import TRAINING_KINDS

ROWS = 20
"""On each page, as the form is used («siempre 20 filas»: domain.md §3.5)."""

_TITLE = Style(fonts.BOLD, 11, 13.5)
_LABEL = Style(fonts.SEMIBOLD, 7, 8.4, INK2)
_VALUE = Style(fonts.REGULAR, 9.5, 11.5)
_STRONG = Style(fonts.SEMIBOLD, 10.5, 12.5)
_SMALL = Style(fonts.REGULAR, 8, 9.4)
_NAME = Style(fonts.REGULAR, 9, 10.4)
_FOOT = Style(fonts.REGULAR, 8, 10, INK2)
_LINE_WIDTH = 0.6
_TOP = 30.0
_PAD = 4.0
_FOOT_ROOM = 34.0
_LAST_ROOM = 84.0
"""What comes under the rows: the sums, and who answers for the register."""
_HIGHEST_ROW = 30.0
_LEAST_ROW = 19.0
_MARK_SIDE = 10.0

_EMPLOYER = (148.0, 72.0, 142.0, 82.0)
"""Widths of the employer's fields; the last takes what is left."""
_COLUMNS = (24.0, 176.0, 66.0, 78.0, 86.0)
"""Widths of N.º, name, document, area and signature; the remarks take what is left."""


@dataclass(frozen=True)
class Attendee:
    """A row of the register; all empty where it is to be written in by hand."""

    name: str = ""
    document: str = ""
    area: str = ""
    signature: str = ""
    """In a word, where it is known; empty leaves room to sign."""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterPaper:
    letterhead: Letterhead
    number: str
    activity: str
    """Economic activity of the employer."""
    workforce: str
    kind: str
    topic: str
    when: str
    """Day or days, with their hours where they are known."""
    trainer: str
    hours: str
    place: str = ""
    people: Sequence[Attendee] = field(default_factory=tuple)
    women: int | None = None
    """None on a sheet that is signed yet."""
    men: int | None = None
    responsible: str = ""
    responsible_title: str = ""
    made_on: date | None = None
    """The date beside the responsible's signature; None leaves it to be written."""


def register_pdf(paper: RegisterPaper) -> bytes:
    """Equal papers give equal bytes; everything typed is printed literally. The rows fill their last page."""
    title = _("Registro de inducción, capacitación, entrenamiento y simulacros de emergencia")
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), f"{title}: {paper.topic}", paper.letterhead.name)
    people = list(paper.people) or [Attendee()]
    pages = [people[start : start + ROWS] for start in range(0, len(people), ROWS)]
    pages[-1] += [Attendee()] * (ROWS - len(pages[-1]))
    for index, page in enumerate(pages):
        sheet = Sheet(canvas, A4_LONG)
        if paper.letterhead.is_sample:
            sheet.watermark([(_("MUESTRA"), WATERMARK)], A4_SHORT / 2, A4_LONG / 2, 375)
        form = _Form(sheet, paper)
        form.head(is_first=index == 0)
        is_last = index == len(pages) - 1
        form.rows(page, first=index * ROWS + 1, room_below=_LAST_ROOM if is_last else 0)
        if is_last:
            form.last_part()
        _foot(sheet, paper, index + 1, len(pages))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _foot(sheet: Sheet, paper: RegisterPaper, page: int, pages: int) -> None:
    mark = _("MUESTRA") + DOT if paper.letterhead.is_sample else ""
    number = _("página {page} de {pages}").format(page=page, pages=pages)
    sheet.text(MARGIN, A4_LONG - 20, _("R.M. 050-2013-TR, registro g). Se conserva 5 años."), _FOOT)
    sheet.text(RIGHT_EDGE, A4_LONG - 20, mark + number, _FOOT, RIGHT)


class _Form:
    """One page, drawn from its top: ``_y`` is where the next part begins."""

    def __init__(self, sheet: Sheet, paper: RegisterPaper) -> None:
        self._sheet = sheet
        self._paper = paper
        self._y = _TOP

    def head(self, *, is_first: bool) -> None:
        """All fields on the first page; on the following ones what tells that they belong together."""
        paper = self._paper
        title = _("REGISTRO DE INDUCCIÓN, CAPACITACIÓN, ENTRENAMIENTO Y SIMULACROS DE EMERGENCIA")
        self._cells([(120, _("N° REGISTRO:"), paper.number, _STRONG), (0, "", title, _TITLE)], centered=1)
        if is_first:
            self._band(_("DATOS DEL EMPLEADOR:"))
            head = paper.letterhead
            self._cells(
                [
                    (_EMPLOYER[0], _("1 RAZÓN SOCIAL O DENOMINACIÓN SOCIAL"), head.name, _VALUE),
                    (_EMPLOYER[1], _("2 RUC"), head.ruc, _VALUE),
                    (
                        _EMPLOYER[2],
                        _("3 DOMICILIO (Dirección, distrito, departamento, provincia)"),
                        head.address,
                        _VALUE,
                    ),
                    (_EMPLOYER[3], _("4 ACTIVIDAD ECONÓMICA"), paper.activity, _SMALL),
                    (0, _("5 N° TRABAJADORES EN EL CENTRO LABORAL"), paper.workforce, _SMALL),
                ]
            )
            self._band(_("MARCAR (X):"))
            self._kinds()
        self._cells([(0, _("10 TEMA:"), paper.topic, _STRONG)])
        self._cells([(0, _("11 FECHA:"), paper.when, _VALUE)])
        if is_first:
            place = _("Lugar: {place}").format(place=paper.place) if paper.place else ""
            trainer = DOT.join(filter(None, (paper.trainer, place)))
            self._cells(
                [
                    (WIDTH - 90, _("12 NOMBRE DEL CAPACITADOR O ENTRENADOR:"), trainer, _VALUE),
                    (0, _("13 N° HORAS:"), paper.hours, _VALUE),
                ]
            )

    def _band(self, words: str) -> None:
        height = 13.0
        self._sheet.frame(MARGIN, self._y, WIDTH, height, _LINE_WIDTH, EDGE)
        self._sheet.text(MARGIN + _PAD, self._y + 9.5, words, _LABEL)
        self._y += height

    def _cells(self, cells: Sequence[tuple[float, str, str, Style]], centered: int = -1) -> None:
        """Fields beside each other, each with its label over its value; the last takes what width is left."""
        x, placed = MARGIN, []
        for number, (width, caption, text, style) in enumerate(cells):
            width = width or RIGHT_EDGE - x
            inner = width - 2 * _PAD
            placed.append((x, width, block(caption, _LABEL, inner), _fitting(text, style, inner), number == centered))
            x += width
        labels = max(heading.height for _x, _width, heading, _value, _centered in placed)
        height = 2 * _PAD + max(labels + value.height for _x, _width, _heading, value, _centered in placed)
        for x, width, heading, value, is_centered in placed:
            self._sheet.frame(x, self._y, width, height, _LINE_WIDTH, EDGE)
            self._sheet.block(x + _PAD, self._y + _PAD + 6, heading)
            if is_centered:
                top = self._y + (height - value.height) / 2
                self._sheet.block(x + width / 2, top + value.style.size, value, CENTER)
            else:
                self._sheet.block(x + _PAD, self._y + _PAD + labels + value.style.size, value)
        self._y += height

    def _kinds(self) -> None:
        height, x = 21.0, MARGIN
        titles = (
            ("induction", _("6 INDUCCIÓN"), 106.0),
            ("training", _("7 CAPACITACIÓN"), 122.0),
            ("drilling", _("8 ENTRENAMIENTO"), 126.0),
            ("emergency_drill", _("9 SIMULACRO DE EMERGENCIA"), RIGHT_EDGE - MARGIN - 354.0),
        )
        assert [kind for kind, _title, _width in titles] == list(TRAINING_KINDS)
        for kind, title, width in titles:
            self._sheet.frame(x, self._y, width, height, _LINE_WIDTH, EDGE)
            self._sheet.text(x + _PAD, self._y + 13.5, title, _LABEL)
            left, top = x + width - _MARK_SIDE - 7, self._y + (height - _MARK_SIDE) / 2
            self._sheet.frame(left, top, _MARK_SIDE, _MARK_SIDE, 0.8, 0.0)
            if kind == self._paper.kind:
                self._sheet.text(left + _MARK_SIDE / 2, top + 8.6, "X", _STRONG, CENTER)
            x += width
        self._y += height

    # the rows

    def rows(self, people: Sequence[Attendee], first: int, room_below: float) -> None:
        titles = (
            _("N°"),
            _("14 APELLIDOS Y NOMBRES DE LOS CAPACITADOS"),
            _("15 N° DNI"),
            _("16 ÁREA"),
            _("17 FIRMA"),
            _("18 OBSERVACIONES"),
        )
        edges = self._edges()
        top, height = self._y, 21.0
        for number, title in enumerate(titles):
            text = block(title, _LABEL, edges[number + 1] - edges[number] - 2 * 3)
            self._sheet.block(edges[number] + 3, top + 8 + (2 - min(2, len(text.lines))) * 3.5, text)
        self._sheet.frame(MARGIN, top, WIDTH, height, _LINE_WIDTH, EDGE)
        y = top + height
        room = A4_LONG - _FOOT_ROOM - room_below - y
        step = max(_LEAST_ROW, min(_HIGHEST_ROW, room / ROWS))
        for number, person in enumerate(people, start=first):
            self._row(number, person, y, step, edges)
            y += step
            self._sheet.rule(MARGIN, RIGHT_EDGE, y, 0.4, EDGE)
        for x in edges:
            self._sheet.upright(x, top, y, _LINE_WIDTH, EDGE)
        self._y = y

    def _edges(self) -> list[float]:
        edges = [MARGIN]
        for width in _COLUMNS:
            edges.append(edges[-1] + width)
        return [*edges, RIGHT_EDGE]

    def _row(self, number: int, person: Attendee, y: float, step: float, edges: Sequence[float]) -> None:
        texts = (person.name, person.document, person.area, person.signature, person.remark)
        styles = (_NAME, _SMALL, _SMALL, replace(_SMALL, grey=INK2), _SMALL)
        self._sheet.text(edges[1] - 4, y + step / 2 + 3, str(number), _SMALL, RIGHT)
        for column, (text, style) in enumerate(zip(texts, styles, strict=True), start=1):
            if text:
                inner = edges[column + 1] - edges[column] - 2 * 3
                cell = _in_cell(text, style, inner, step - 1)
                top = y + (step - cell.height) / 2
                self._sheet.block(edges[column] + 3, top + cell.style.size * 0.93, cell)

    def last_part(self) -> None:
        """How many women and men, and who answers for the register."""
        paper = self._paper
        if paper.women is None or paper.men is None:
            sums = _("N° MUJERES: ______    N° HOMBRES: ______    TOTAL: ______")
        else:
            text = _("N° MUJERES: {women}    N° HOMBRES: {men}    TOTAL: {total}")
            sums = text.format(women=paper.women, men=paper.men, total=paper.women + paper.men)
        self._sheet.frame(MARGIN, self._y, WIDTH, 16, _LINE_WIDTH, EDGE)
        self._sheet.text(MARGIN + _PAD, self._y + 11.5, sums, Style(fonts.SEMIBOLD, 8.5, 11))
        self._y += 16
        self._band(_("19 RESPONSABLE DEL REGISTRO:"))
        height, half = 46.0, WIDTH * 0.62
        self._sheet.frame(MARGIN, self._y, half, height, _LINE_WIDTH, EDGE)
        self._sheet.frame(MARGIN + half, self._y, WIDTH - half, height, _LINE_WIDTH, EDGE)
        day = "" if paper.made_on is None else f"{paper.made_on:%d/%m/%Y}"
        for number, (caption, text) in enumerate(
            ((_("Nombre:"), paper.responsible), (_("Cargo:"), paper.responsible_title), (_("Fecha:"), day))
        ):
            y = self._y + 12 + number * 13.5
            self._sheet.text(MARGIN + _PAD, y, caption, _LABEL)
            told = _cut(text, _SMALL, 118)
            self._sheet.text(MARGIN + 40, y, told, _SMALL)
        self._sheet.text(MARGIN + 172, self._y + 40, _("Firma:"), _LABEL)
        self._sheet.rule(MARGIN + 198, MARGIN + half - 8, self._y + 41, 0.5, EDGE)
        self._sheet.text(MARGIN + half + _PAD, self._y + 40, _("Firma del capacitador:"), _LABEL)
        self._sheet.rule(MARGIN + half + 84, RIGHT_EDGE - 8, self._y + 41, 0.5, EDGE)


def _fitting(text: str, style: Style, width: float) -> Block:
    """At most three lines, smaller where it takes more."""
    for size in (style.size, style.size - 1, style.size - 2, 6.5):
        found = block(text, Style(style.font, size, size * 1.2, style.grey), width)
        if len(found.lines) <= 3:
            return found
    return Block((*found.lines[:2], _cut(found.lines[2] + "…", found.style, width)), found.style)


def _in_cell(text: str, style: Style, width: float, height: float) -> Block:
    """As large as it fits into a row: on two lines where one is not enough."""
    for size in (style.size, style.size - 0.8, style.size - 1.6, 6.0):
        found = block(text, Style(style.font, size, size * 1.12, style.grey), width)
        if found.height <= height:
            return found
    most = max(1, int(height / found.style.leading))
    lines = found.lines[:most]
    return Block((*lines[:-1], _cut(lines[-1] + "…", found.style, width)), found.style)


def _cut(text: str, style: Style, width: float) -> str:
    """Ends in «…» where it is too wide."""
    if fonts.text_width(fonts.printable(text), style.font, style.size) <= width:
        return text
    while text and fonts.text_width(fonts.printable(text) + "…", style.font, style.size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
