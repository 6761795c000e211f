"""Each kind of slide laid out: what the look draws, in either ratio, with texts of any length."""

from collections.abc import Callable, Iterator, Sequence
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
)
from ananea_desktop.documents.slide_parts import (
    BODY_BOTTOM,
    CAPTION,
    EDGE,
    GAP,
    LEAST,
    WIDTHS,
    draw_figures,
    draw_foot,
    draw_head,
    draw_people,
    draw_photos,
    draw_plain_figures,
    draw_sentence,
)
from ananea_desktop.documents.slides import (
    Amount,
    AmountsSlide,
    ChartSlide,
    Deck,
    MessageSlide,
    PhotoSlide,
    ProjectSlide,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
)


def lay_out(deck: Deck, face: Face) -> Iterator[Page]:
    """Each slide placed, in the letters of the file it is for."""
    for number, slide in enumerate(deck.slides, start=1):
        yield _page(deck, slide, number, face)


def _page(deck: Deck, slide: Slide, number: int, face: Face) -> Page:
    pen = Pen(face, WIDTHS[deck.ratio], EDGE, LEAST)
    _LAYOUTS[type(slide.content)](pen, slide.content)
    if not isinstance(slide.content, TitleSlide):
        draw_foot(pen, deck.footer, number)
    elif deck.mark:
        draw_foot(pen, deck.mark, number)
    return Page(tuple(pen.elements), slide.notes)


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
    top = draw_head(pen, slide.title) + 16
    bottom = draw_sentence(pen, slide.sentence)
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


def _chart_slide(pen: Pen, slide: ChartSlide) -> None:
    top = draw_figures(pen, slide.figures, draw_head(pen, slide.title))
    bottom = draw_sentence(pen, slide.sentence)
    if not slide.charts:
        return
    gap = 14.0
    captions = sum(CAPTION * 1.45 for caption, _chart in slide.charts if caption)
    room = bottom - top - captions - gap * (len(slide.charts) - 1)
    weights = [_lines_of(chart) for _caption, chart in slide.charts]
    for (caption, chart), weight in zip(slide.charts, weights, strict=True):
        height = room * weight / sum(weights)
        if caption:
            pen.text(caption, EDGE, top, pen.inner, CAPTION * 1.3, size=CAPTION, font=fonts.SEMIBOLD)
            top += CAPTION * 1.45
        pen.add(ChartPlace(x=EDGE, y=top, width=pen.inner, height=height, chart=chart, size=26))
        top += height + gap


def _lines_of(chart: Any) -> float:
    """How much of the height a chart needs beside another."""
    per_bar = 1.4 if len(chart.series) == 1 or chart.stacked else 1.0 + len(chart.series)
    return max(2.0, len(chart.bars) * per_bar + (1.5 if len(chart.series) > 1 else 0.6))


def _project_slide(pen: Pen, slide: ProjectSlide) -> None:
    top = draw_head(pen, slide.title) - 10
    pen.text(slide.remark, EDGE, top, pen.inner, 34, size=26, colour="ink2")
    if slide.photos:
        _project_with_photos(pen, slide, top + 44)
    else:
        _project_in_figures(pen, slide, top + 60)


def _project_with_photos(pen: Pen, slide: ProjectSlide, top: float) -> None:
    bottom = draw_sentence(pen, slide.sentence)
    if len(slide.photos) == 1:
        _project_beside_photo(pen, slide, top, bottom)
        return
    people_height = 62.0 if slide.people else 0.0
    top = draw_photos(pen, slide.photos, EDGE, pen.inner, top, bottom - top - 104 - people_height)
    top = draw_plain_figures(pen, slide.figures, EDGE, pen.inner, top, 44)
    if slide.people:
        draw_people(pen, slide.people, top, 44)


def _project_beside_photo(pen: Pen, slide: ProjectSlide, top: float, bottom: float) -> None:
    """One picture has the left half, as large as it goes; the figures stand under each other at its right."""
    people_height = 76.0 if slide.people else 0.0
    left = pen.inner * 0.56
    draw_photos(pen, slide.photos, EDGE, left, top, bottom - top - people_height)
    x, room = EDGE + left + GAP, pen.inner - left - GAP
    step = min(116.0, (bottom - top - people_height) / max(1, len(slide.figures)))
    for index, figure in enumerate(slide.figures):
        draw_plain_figures(pen, (figure,), x, room, top + index * step, 52)
    if slide.people:
        draw_people(pen, slide.people, bottom - 60, 48)


def _project_in_figures(pen: Pen, slide: ProjectSlide, top: float) -> None:
    """Without pictures the figures have the room: large, with the money as two bars."""
    top = draw_plain_figures(pen, slide.figures, EDGE, pen.inner, top, 64) + 6
    for share, look in zip(slide.shares, (Look.OUTLINED, Look.SOLID), strict=False):
        pen.add(Box(x=EDGE, y=top, width=max(2.0, share * pen.inner), height=30, look=look))
        top += 36
    bottom = draw_sentence(pen, slide.sentence)
    if slide.people:
        size = min(76.0, (bottom - top) * 0.45)
        draw_people(pen, slide.people, top + (bottom - top - size) / 2, size)


def _table_slide(pen: Pen, slide: TableSlide) -> None:
    top = draw_head(pen, slide.title)
    bottom = draw_sentence(pen, slide.sentence)
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
    width = (pen.inner - GAP * (len(votes) - 1)) / len(votes)
    top = bottom - 92
    for index, words in enumerate(votes):
        x = EDGE + index * (width + GAP)
        pen.text(words, x, top, width, LEAST * 1.25, size=LEAST, colour="ink2")
        pen.add(Box(x=x, y=top + 34, width=width, height=54, look=Look.OUTLINED, is_blank=True))
    return top - 14


def _text_slide(pen: Pen, slide: TextSlide) -> None:
    top = draw_head(pen, slide.title) + 10
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
    top = draw_head(pen, slide.title) if slide.title else 56.0
    bottom = BODY_BOTTOM
    if slide.photo.caption:
        bottom = draw_sentence(pen, slide.photo.caption)
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
