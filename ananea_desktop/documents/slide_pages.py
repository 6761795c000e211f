"""Each kind of slide laid out: what the look draws, in either ratio, with texts of any length.

The sizes are those drawn in the look for a projector of 1024 × 768: title 42, numbers 70, texts 25 and more, footer
18; nothing else is under 24.
"""

from collections.abc import Callable, Sequence
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.charts import Look
from ananea_desktop.documents.layout import (
    Box,
    Cell,
    ChartPlace,
    Face,
    Icon,
    Page,
    Pen,
    Picture,
    TablePlace,
    Words,
)
from ananea_desktop.documents.slides import (
    Amount,
    AmountsSlide,
    ChartSlide,
    Deck,
    Figure,
    MessageSlide,
    Photo,
    PhotoSlide,
    ProjectSlide,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
)

HEIGHT = 768.0
WIDTHS = {"4:3": 1024.0, "16:9": 768.0 * 16 / 9}
EDGE = 56.0
FOOT = 732.0
"""Baseline of the footer."""
BODY_BOTTOM = 690.0
LEAST = 24.0
TITLE_SIZE = 42.0
_SENTENCE = 30.0
_CAPTION = 28.0
_GAP = 24.0


def lay_out(deck: Deck, face: Face) -> list[Page]:
    """Every slide placed, in the letters of the file it is for."""
    return [_page(deck, slide, number, face) for number, slide in enumerate(deck.slides, start=1)]


def _page(deck: Deck, slide: Slide, number: int, face: Face) -> Page:
    pen = Pen(face, WIDTHS[deck.ratio], EDGE, LEAST)
    _LAYOUTS[type(slide.content)](pen, slide.content)
    if not isinstance(slide.content, TitleSlide):
        _foot(pen, deck.footer, number)
    return Page(tuple(pen.elements), slide.notes)


def _foot(pen: Pen, footer: str, number: int) -> None:
    size, top = 18.0, FOOT - 20
    for text, align, part in ((footer, "left", "footer"), (str(number), "right", "page")):
        width = pen.inner - 80 if part == "footer" else 72.0
        x = EDGE if part == "footer" else pen.width - EDGE - width
        _size, lines = pen.fit(text, width, size * 1.2, size, size, fonts.REGULAR)
        pen.add(
            Words(
                x=x,
                y=top,
                width=width,
                height=size * 1.2,
                lines=lines,
                font=fonts.REGULAR,
                size=size,
                colour="ink2",
                align=align,
                part=part,
            )
        )


def _head(pen: Pen, title: str) -> float:
    """The gold dash and the title, on two lines where it is long; gives where the body begins."""
    pen.add(Box(x=EDGE, y=58, width=44, height=6, colour="gold"))
    one_line = pen.wrap(title, fonts.BOLD, 34, pen.inner)
    height = 52.0 if len(one_line) <= 1 else 82.0
    words = pen.text(
        title, EDGE, 72, pen.inner, height, size=TITLE_SIZE, least=30, font=fonts.BOLD, is_title=True, middle=True
    )
    return words.y + height + 14


def _sentence(pen: Pen, sentence: str, bottom: float = BODY_BOTTOM) -> float:
    """A sentence at the foot of the body; gives where what stands over it ends."""
    if not sentence:
        return bottom
    size, lines = pen.fit(sentence, pen.inner, _SENTENCE * 2.5, _SENTENCE, LEAST, fonts.SEMIBOLD)
    height = len(lines) * size * 1.2
    pen.text(sentence, EDGE, bottom - height, pen.inner, height, size=size, font=fonts.SEMIBOLD)
    return bottom - height - 16


# ---------------------------------------------------------------- one function for each kind of slide


def _title_slide(pen: Pen, slide: TitleSlide) -> None:
    top = 250.0
    if slide.photo is not None:
        top = 450.0
        pen.add(Picture(x=0, y=0, width=pen.width, height=top - 26, image=slide.photo, fills=True))
    pen.add(Box(x=EDGE, y=top, width=72, height=8, colour="gold"))
    left = EDGE
    if slide.logo is not None:
        pen.add(Picture(x=EDGE, y=top + 28, width=130, height=130, image=slide.logo))
        left += 158
    room = pen.width - EDGE - left
    pen.text(slide.title, left, top + 28, room, 110, size=50, least=34, font=fonts.BOLD, is_title=True, middle=True)
    pen.text(slide.subtitle, left, top + 148, room, 100, size=30, colour="ink2")


def _amounts_slide(pen: Pen, slide: AmountsSlide) -> None:
    top = _head(pen, slide.title) + 16
    bottom = _sentence(pen, slide.sentence)
    band = min(158.0, (bottom - top) / max(1, len(slide.amounts)))
    for index, amount in enumerate(slide.amounts):
        _amount(pen, amount, top + index * band, band)


def _amount(pen: Pen, amount: Amount, y: float, band: float) -> None:
    label_width, number_end, remark_x = pen.width * 0.2, pen.width * 0.585, pen.width * 0.62
    tall = band - 62
    words_width = label_width - 8
    pen.text(amount.words, EDGE, y, words_width, tall, size=32, font=fonts.SEMIBOLD, colour="ink2", middle=True)
    left = EDGE + label_width
    size = min(70.0, tall * 0.85)
    while size > 34 and pen.width_of(amount.value, fonts.BOLD, size) > (number_end - left) * 0.99:
        size -= 1
    pen.number(amount.value, left, y + (tall - size * 1.2) / 2, number_end - left, size=size, align="right")
    if amount.remarks:
        room = pen.width - EDGE - remark_x
        pen.text("\n".join(amount.remarks), remark_x, y, room, tall, size=28, middle=True)
    wide = pen.inner
    begins, ends = (min(1.0, max(0.0, share)) for share in (amount.begins, amount.ends))
    if ends > begins:
        colour = "ink2" if amount.strong else ""
        pen.add(
            Box(
                x=EDGE + begins * wide,
                y=y + tall + 8,
                width=(ends - begins) * wide,
                height=20,
                look=amount.look,
                colour=colour,
            )
        )


def _figures(pen: Pen, figures: Sequence[Figure], y: float, size: float = 54) -> float:
    """Big numbers side by side, each with its icon and words; gives where they end."""
    if not figures:
        return y
    width = (pen.inner - _GAP * (len(figures) - 1)) / len(figures)
    tall = 0.0
    for index, figure in enumerate(figures):
        tall = max(tall, _figure(pen, figure, EDGE + index * (width + _GAP), y, width, size))
    return y + tall + 14


def _figure(pen: Pen, figure: Figure, x: float, y: float, width: float, size: float) -> float:
    colour = "bad" if figure.bad else "ink"
    left = x
    if figure.icon:
        pen.add(Icon(x=x, y=y + size * 0.12, side=size, name=figure.icon))
        left += size * 1.22
    value = pen.number(figure.value, left, y, x + width - left, size=size, colour=colour)
    room = 3 * LEAST * 1.2 + 2
    words = pen.text(figure.words, left, y + value.height, x + width - left, room, size=26, colour="ink2")
    return value.height + len(words.lines) * words.leading


def _chart_slide(pen: Pen, slide: ChartSlide) -> None:
    top = _figures(pen, slide.figures, _head(pen, slide.title))
    bottom = _sentence(pen, slide.sentence)
    if not slide.charts:
        return
    gap = 14.0
    captions = sum(_CAPTION * 1.45 for caption, _chart in slide.charts if caption)
    room = bottom - top - captions - gap * (len(slide.charts) - 1)
    weights = [_lines_of(chart) for _caption, chart in slide.charts]
    for (caption, chart), weight in zip(slide.charts, weights, strict=True):
        height = room * weight / sum(weights)
        if caption:
            pen.text(caption, EDGE, top, pen.inner, _CAPTION * 1.3, size=_CAPTION, font=fonts.SEMIBOLD)
            top += _CAPTION * 1.45
        pen.add(ChartPlace(x=EDGE, y=top, width=pen.inner, height=height, chart=chart, size=26))
        top += height + gap


def _lines_of(chart: Any) -> float:
    """How much of the height a chart needs beside another."""
    per_bar = 1.4 if len(chart.series) == 1 or chart.stacked else 1.0 + len(chart.series)
    return max(2.0, len(chart.bars) * per_bar + (1.5 if len(chart.series) > 1 else 0.6))


def _project_slide(pen: Pen, slide: ProjectSlide) -> None:
    top = _head(pen, slide.title) - 10
    pen.text(slide.remark, EDGE, top, pen.inner, 34, size=26, colour="ink2")
    if slide.photos:
        _project_with_photos(pen, slide, top + 44)
    else:
        _project_in_figures(pen, slide, top + 60)


def _project_with_photos(pen: Pen, slide: ProjectSlide, top: float) -> None:
    bottom = _sentence(pen, slide.sentence)
    if len(slide.photos) == 1:
        _project_beside_photo(pen, slide, top, bottom)
        return
    people_height = 62.0 if slide.people else 0.0
    top = _photos(pen, slide.photos, EDGE, pen.inner, top, bottom - top - 104 - people_height)
    top = _plain_figures(pen, slide.figures, EDGE, pen.inner, top, 44)
    if slide.people:
        _people(pen, slide.people, top, 44)


def _project_beside_photo(pen: Pen, slide: ProjectSlide, top: float, bottom: float) -> None:
    """One picture has the left half, as large as it goes; the figures stand under each other at its right."""
    people_height = 76.0 if slide.people else 0.0
    left = pen.inner * 0.56
    _photos(pen, slide.photos, EDGE, left, top, bottom - top - people_height)
    x, room = EDGE + left + _GAP, pen.inner - left - _GAP
    step = min(116.0, (bottom - top - people_height) / max(1, len(slide.figures)))
    for index, figure in enumerate(slide.figures):
        _plain_figures(pen, (figure,), x, room, top + index * step, 52)
    if slide.people:
        _people(pen, slide.people, bottom - 60, 48)


def _project_in_figures(pen: Pen, slide: ProjectSlide, top: float) -> None:
    """Without pictures the figures have the room: large, with the money as two bars."""
    top = _plain_figures(pen, slide.figures, EDGE, pen.inner, top, 64) + 6
    for share, look in zip(slide.shares, (Look.OUTLINED, Look.SOLID), strict=False):
        pen.add(Box(x=EDGE, y=top, width=max(2.0, share * pen.inner), height=30, look=look))
        top += 36
    bottom = _sentence(pen, slide.sentence)
    if slide.people:
        size = min(76.0, (bottom - top) * 0.45)
        _people(pen, slide.people, top + (bottom - top - size) / 2, size)


def _photos(pen: Pen, photos: Sequence[Photo], left: float, wide: float, top: float, room: float) -> float:
    captioned = any(photo.caption for photo in photos)
    height = max(120.0, room - (34 if captioned else 0))
    width = (wide - _GAP * (len(photos) - 1)) / len(photos)
    for index, photo in enumerate(photos):
        x = left + index * (width + _GAP)
        pen.add(Picture(x=x, y=top, width=width, height=height, image=photo.image, describes=photo.caption))
        if photo.caption:
            pen.text(photo.caption, x, top + height + 4, width, LEAST * 1.25, size=LEAST, colour="ink2", align="center")
    return top + height + (34 if captioned else 0) + 8


def _plain_figures(pen: Pen, figures: Sequence[Figure], left: float, wide: float, top: float, size: float) -> float:
    """Words over their number, in equal columns."""
    if not figures:
        return top
    width = (wide - _GAP * (len(figures) - 1)) / len(figures)
    for index, figure in enumerate(figures):
        x = left + index * (width + _GAP)
        pen.text(figure.words, x, top, width, LEAST * 1.25, size=LEAST, colour="ink2")
        pen.number(figure.value, x, top + LEAST * 1.25, width, size=size, colour="bad" if figure.bad else "ink")
    return top + LEAST * 1.25 + size * 1.2 + 10


def _people(pen: Pen, people: Sequence[Figure], top: float, size: float) -> None:
    """Who it is for: icon, big number and word, one group after the other."""
    width = (pen.inner - _GAP * (len(people) - 1)) / len(people)
    for index, figure in enumerate(people):
        x = EDGE + index * (width + _GAP)
        left = x
        if figure.icon:
            pen.add(Icon(x=x, y=top + size * 0.1, side=size, name=figure.icon))
            left += size * 1.25
        if figure.value:
            taken = min(pen.width_of(figure.value, fonts.BOLD, size) * 1.02 + 2, (x + width - left) * 0.7)
            pen.number(figure.value, left, top, taken, size=size)
            left += taken + 12
        pen.text(figure.words, left, top, x + width - left, size * 1.25, size=28, colour="ink2", middle=True)


def _table_slide(pen: Pen, slide: TableSlide) -> None:
    top = _head(pen, slide.title)
    bottom = _sentence(pen, slide.sentence)
    if slide.votes:
        bottom = _votes(pen, slide.votes, bottom)
    for size in (34.0, 30.0, 28.0, 26.0, LEAST):
        place = _table(pen, slide, top, size)
        if sum(place.heights) <= bottom - top:
            break
    pen.add(place)


def _table(pen: Pen, slide: TableSlide, top: float, size: float) -> TablePlace:
    table = slide.table
    total = sum(table.weights)
    widths = tuple(pen.inner * weight / total for weight in table.weights)
    rows = []
    heights = []
    has_totals = bool(table.totals)
    lines = [table.columns, *table.rows, *([table.totals] if has_totals else [])]
    for index, texts in enumerate(lines):
        strong = has_totals and index == len(lines) - 1
        font = fonts.SEMIBOLD if strong else fonts.REGULAR
        cells = []
        for text, width, right in zip(texts, widths, table.right, strict=True):
            room = 2 * size * 1.2
            _size, broken = pen.fit(text, width - 20, room, size, size, font)
            cells.append(Cell(lines=broken, right=right, strong=strong))
        rows.append(tuple(cells))
        heights.append(max(1, *(len(cell.lines) for cell in cells)) * size * 1.2 + 16)
    return TablePlace(
        x=EDGE, y=top, widths=widths, heights=tuple(heights), rows=tuple(rows), has_totals=has_totals, size=size
    )


def _votes(pen: Pen, votes: Sequence[str], bottom: float) -> float:
    """Boxes in which who counts writes with a marker, or says aloud."""
    width = (pen.inner - _GAP * (len(votes) - 1)) / len(votes)
    top = bottom - 92
    for index, words in enumerate(votes):
        x = EDGE + index * (width + _GAP)
        pen.text(words, x, top, width, LEAST * 1.25, size=LEAST, colour="ink2")
        pen.add(Box(x=x, y=top + 34, width=width, height=54, look=Look.OUTLINED, is_blank=True))
    return top - 14


def _text_slide(pen: Pen, slide: TextSlide) -> None:
    top = _head(pen, slide.title) + 10
    left, room = EDGE, pen.inner
    if slide.icon:
        pen.add(Icon(x=EDGE, y=top + 6, side=96, name=slide.icon))
        left, room = EDGE + 136, pen.inner - 136
    gap = 18.0
    tall = BODY_BOTTOM - top - gap * max(0, len(slide.lines) - 1)
    size = 36.0
    while size > LEAST and _height_of(pen, slide.lines, size, room) > tall:
        size -= 1
    for line in slide.lines:
        height = len(pen.wrap(line, fonts.REGULAR, size, room)) * size * 1.2
        height = min(height, BODY_BOTTOM - top)
        if height < size:
            break
        pen.text(line, left, top, room, height, size=size)
        top += height + gap


def _height_of(pen: Pen, lines: Sequence[str], size: float, width: float) -> float:
    return sum(len(pen.wrap(line, fonts.REGULAR, size, width)) * size * 1.2 for line in lines)


def _photo_slide(pen: Pen, slide: PhotoSlide) -> None:
    top = _head(pen, slide.title) if slide.title else 56.0
    bottom = BODY_BOTTOM
    if slide.photo.caption:
        bottom = _sentence(pen, slide.photo.caption)
    pen.add(
        Picture(
            x=EDGE,
            y=top,
            width=pen.inner,
            height=max(60.0, bottom - top),
            image=slide.photo.image,
            describes=slide.photo.caption or slide.title,
        )
    )


def _message_slide(pen: Pen, slide: MessageSlide) -> None:
    top = 200.0
    if slide.icon:
        pen.add(Icon(x=(pen.width - 130) / 2, y=top - 20, side=130, name=slide.icon))
        top += 140
    pen.text(
        slide.title,
        EDGE,
        top,
        pen.inner,
        130,
        size=60,
        least=36,
        font=fonts.BOLD,
        align="center",
        is_title=True,
        middle=True,
    )
    pen.text(slide.sentence, EDGE, top + 150, pen.inner, 150, size=32, colour="ink2", align="center")


_LAYOUTS: dict[type, Callable[[Pen, Any], None]] = {
    TitleSlide: _title_slide,
    AmountsSlide: _amounts_slide,
    ChartSlide: _chart_slide,
    ProjectSlide: _project_slide,
    TableSlide: _table_slide,
    TextSlide: _text_slide,
    PhotoSlide: _photo_slide,
    MessageSlide: _message_slide,
}
