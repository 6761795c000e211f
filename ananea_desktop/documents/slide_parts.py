"""What several kinds of slides share: sizes, title and foot, big numbers, photos, people.

The sizes are those drawn in the look for a projector of 1024 × 768: title 42, numbers 70, texts 25 and more, footer
18; nothing else is under 24.
"""

from collections.abc import Sequence

from ananea_desktop.documents import fonts
from ananea_desktop.documents.layout import Box, Icon, Pen, Picture, Words
from ananea_desktop.documents.slides import Figure, Photo

HEIGHT = 768.0
WIDTHS = {"4:3": 1024.0, "16:9": 768.0 * 16 / 9}
EDGE = 56.0
FOOT = 732.0
"""Baseline of the footer."""
BODY_BOTTOM = 690.0
LEAST = 24.0
TITLE_SIZE = 42.0
SENTENCE = 30.0
CAPTION = 28.0
GAP = 24.0

_TWO_LINES = 68.0
"""How high words stand beside a number that is lower than they are."""


def draw_foot(pen: Pen, footer: str, number: int) -> None:
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


def draw_head(pen: Pen, title: str) -> float:
    """The gold dash and the title, on two lines where it is long; gives where the body begins."""
    pen.add(Box(x=EDGE, y=58, width=44, height=6, colour="gold"))
    one_line = pen.wrap(title, fonts.BOLD, 34, pen.inner)
    height = 52.0 if len(one_line) <= 1 else 82.0
    words = pen.text(
        title, EDGE, 72, pen.inner, height, size=TITLE_SIZE, least=30, font=fonts.BOLD, is_title=True, middle=True
    )
    return words.y + height + 14


def draw_sentence(pen: Pen, sentence: str, bottom: float = BODY_BOTTOM) -> float:
    """A sentence at the foot of the body; gives where what stands over it ends."""
    if not sentence:
        return bottom
    size, lines = pen.fit(sentence, pen.inner, SENTENCE * 2.5, SENTENCE, LEAST, fonts.SEMIBOLD)
    height = len(lines) * size * 1.2
    pen.text(sentence, EDGE, bottom - height, pen.inner, height, size=size, font=fonts.SEMIBOLD)
    return bottom - height - 16


def draw_figures(pen: Pen, figures: Sequence[Figure], y: float, size: float = 54) -> float:
    """Big numbers side by side, each with its icon and words; gives where they end."""
    if not figures:
        return y
    width = (pen.inner - GAP * (len(figures) - 1)) / len(figures)
    tall = 0.0
    for index, figure in enumerate(figures):
        tall = max(tall, _draw_figure(pen, figure, EDGE + index * (width + GAP), y, width, size))
    return y + tall + 14


def _draw_figure(pen: Pen, figure: Figure, x: float, y: float, width: float, size: float) -> float:
    colour = "bad" if figure.bad else "ink"
    left = x
    if figure.icon:
        pen.add(Icon(x=x, y=y + size * 0.12, side=size, name=figure.icon))
        left += size * 1.22
    value = pen.number(figure.value, left, y, x + width - left, size=size, colour=colour)
    room = 3 * LEAST * 1.2 + 2
    words = pen.text(figure.words, left, y + value.height, x + width - left, room, size=26, colour="ink2")
    return value.height + len(words.lines) * words.leading


def draw_plain_figures(pen: Pen, figures: Sequence[Figure], left: float, wide: float, top: float, size: float) -> float:
    """Words over their number, in equal columns."""
    if not figures:
        return top
    width = (wide - GAP * (len(figures) - 1)) / len(figures)
    for index, figure in enumerate(figures):
        x = left + index * (width + GAP)
        pen.text(figure.words, x, top, width, LEAST * 1.25, size=LEAST, colour="ink2")
        pen.number(figure.value, x, top + LEAST * 1.25, width, size=size, colour="bad" if figure.bad else "ink")
    return top + LEAST * 1.25 + size * 1.2 + 10


def draw_people(pen: Pen, people: Sequence[Figure], top: float, size: float) -> None:
    """Who it is for: icon, big number and word, one group after the other."""
    width = (pen.inner - GAP * (len(people) - 1)) / len(people)
    size = next((each for each in (size, 64, 56, 48) if _words_fit(pen, people, width, each)), min(size, 40))
    for index, figure in enumerate(people):
        x = EDGE + index * (width + GAP)
        left = x
        if figure.icon:
            pen.add(Icon(x=x, y=top + size * 0.1, side=size, name=figure.icon))
            left += size * 1.25
        if figure.value:
            taken = min(pen.width_of(figure.value, fonts.BOLD, size) * 1.02 + 2, (x + width - left) * 0.7)
            pen.number(figure.value, left, top, taken, size=size)
            left += taken + 12
        height = max(size * 1.25, _TWO_LINES)
        above = top + (size * 1.25 - height) / 2
        pen.text(figure.words, left, above, x + width - left, height, size=28, colour="ink2", middle=True)


def _words_fit(pen: Pen, people: Sequence[Figure], width: float, size: float) -> bool:
    """Whether beside icons and numbers of a size no word must be broken."""
    for figure in people:
        number = pen.width_of(figure.value, fonts.BOLD, size) * 1.02 + 14 if figure.value else 0
        room = width - number - (size * 1.25 if figure.icon else 0)
        if any(pen.width_of(word, fonts.REGULAR, 28) > room for word in figure.words.split()):
            return False
    return True


def draw_photos(pen: Pen, photos: Sequence[Photo], left: float, wide: float, top: float, room: float) -> float:
    captioned = any(photo.caption for photo in photos)
    height = max(120.0, room - (34 if captioned else 0))
    width = (wide - GAP * (len(photos) - 1)) / len(photos)
    alone = len(photos) == 1
    for index, photo in enumerate(photos):
        x = left + index * (width + GAP)
        pen.add(
            Picture(
                x=x,
                y=top,
                width=width,
                height=height,
                image=photo.image,
                at_left=alone,
                describes=photo.caption,
            )
        )
        if photo.caption:
            align = "left" if alone else "center"
            pen.text(photo.caption, x, top + height + 4, width, LEAST * 1.25, size=LEAST, colour="ink2", align=align)
    return top + height + (34 if captioned else 0) + 8
