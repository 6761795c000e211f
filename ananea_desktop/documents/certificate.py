"""The constancia of a training: A4 lying, one page each, to be signed and framed."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    DOT,
    EDGE,
    INK,
    INK2,
    STAMP,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.documents.seal_mark import SEAL_SHOWN, Matrix, qr_matrix
from ananea_desktop.domain.certificates import Certificate
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.steps import Steps

WIDTH, HEIGHT = A4_LONG, A4_SHORT
_MIDDLE = WIDTH / 2
_INNER = 640.0
"""Width of the text between the ornaments."""

_COOPERATIVE = Style(fonts.SEMIBOLD, 15, 18)
_FACTS = Style(fonts.REGULAR, 9.5, 12, INK2)
_TITLE = Style(fonts.LIGHT, 44, 48)
_SUBTITLE = Style(fonts.REGULAR, 12.5, 16, INK2)
_GIVEN = Style(fonts.ITALIC, 13.5, 18, INK2)
_NAME_SIZES = (33.0, 30.0, 27.0, 24.0, 21.0)
_TEXT = Style(fonts.REGULAR, 13.5, 19)
_TOPICS = tuple(Style(fonts.SEMIBOLD, size, size * 1.25) for size in (18.0, 16.0, 14.0))
_SIGNER = Style(fonts.SEMIBOLD, 11, 13.5)
_ROLE = Style(fonts.REGULAR, 9.5, 12, INK2)
_NUMBER = Style(fonts.SEMIBOLD, 9.5, 12)
_SEAL = Style(fonts.REGULAR, 8, 10, INK2)
_ANNULLED = Style(fonts.SEMIBOLD, 11, 14)

_SPACING = 7.0
"""Points between the letters of the title."""
_LOGO_HEIGHT = 46.0
_QR_SIDE = 54.0
_SIGN_WIDTH = 210.0
_DATE_Y = HEIGHT - 140
"""Baseline of place and date."""
_FRAME, _HAIRLINE = 25.0, 33.0
"""From the edge of the paper."""
_STEP = 6.5
"""One step of the corners: the stepped cross of the Andes."""

KIND_WORDS = {
    "induction": N_("por haber participado en la inducción"),
    "training": N_("por haber participado en la capacitación"),
    "drilling": N_("por haber participado en el entrenamiento"),
    "emergency_drill": N_("por haber participado en el simulacro de emergencia"),
}


def certificates_pdf(certificates: Sequence[Certificate]) -> Steps[bytes]:
    """Constancias as one PDF; a step for each. Equal ones give equal bytes; everything typed is printed literally."""
    fonts.register_fine()
    first = certificates[0]
    heading = _("Constancia N.º {number}").format(number=first.number_text)
    if len(certificates) > 1:
        heading = _("{count} constancias").format(count=len(certificates))
    canvas, buffer = start_paper((WIDTH, HEIGHT), heading, first.letterhead.name)
    for certificate in certificates:
        _Page(canvas, certificate).draw()
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def qr_text(certificate: Certificate) -> str:
    """``ANANEA CO 000012 2026-11-23 3FA9C1D2E4``: only what a QR holds in its dense letters, and no personal data."""
    seal = certificate.seal[:SEAL_SHOWN].upper()
    return f"ANANEA CO {certificate.number_text} {certificate.issued_on.isoformat()} {seal}"


class _Page:
    """One constancia being drawn."""

    def __init__(self, canvas: Any, certificate: Certificate) -> None:
        self._canvas = canvas
        self._certificate = certificate
        self._sheet = Sheet(canvas, HEIGHT)

    def draw(self) -> None:
        self._watermark()
        self._frame()
        y = self._letterhead()
        y = self._title(y)
        self._words(y)
        self._signatures()
        self._seal()

    def _watermark(self) -> None:
        words: list[tuple[str, float]] = []
        if self._certificate.letterhead.is_sample:
            words.append((_("MUESTRA"), WATERMARK))
        if self._certificate.annulment is not None:
            words.append((_("ANULADA"), STAMP))
        self._sheet.watermark(words, _MIDDLE, HEIGHT / 2, 430)

    def _frame(self) -> None:
        sheet = self._sheet
        sheet.frame(_FRAME, _FRAME, WIDTH - 2 * _FRAME, HEIGHT - 2 * _FRAME, 1.6, INK2)
        sheet.frame(_HAIRLINE, _HAIRLINE, WIDTH - 2 * _HAIRLINE, HEIGHT - 2 * _HAIRLINE, 0.5, EDGE)
        path = self._canvas.beginPath()
        for across in (1, -1):
            for down in (1, -1):
                self._corner(path, across, down)
        self._canvas.setFillGray(INK2)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _corner(self, path: Any, across: int, down: int) -> None:
        """Three steps from the corner of the frame inwards."""
        x = _HAIRLINE + 4 if across > 0 else WIDTH - _HAIRLINE - 4
        y = HEIGHT - _HAIRLINE - 4 if down > 0 else _HAIRLINE + 4
        for step in range(4):
            width, height = across * _STEP * (4 - step), -down * _STEP
            path.rect(x, y - down * _STEP * step, width, height * 0.82)

    def _letterhead(self) -> float:
        head = self._certificate.letterhead
        y = 64.0
        if head.logo is not None:
            y = 54.0
            image, (width, height) = logo_reader(head.logo)
            scale = min(_LOGO_HEIGHT / height, 3 * _LOGO_HEIGHT / width)
            wide, high = width * scale, height * scale
            self._sheet.picture(image, _MIDDLE - wide / 2, y, wide, high)
            y += high + 6
        name = shrunk(head.name, _COOPERATIVE, _INNER, 1)
        self._sheet.block(_MIDDLE, y + 14, name, CENTER)
        y += name.height + 2
        ruc = _("RUC {ruc}").format(ruc=head.ruc) if head.ruc else ""
        facts = shrunk(DOT.join(filter(None, (ruc, head.address))), _FACTS, _INNER, 1)
        self._sheet.block(_MIDDLE, y + 11, facts, CENTER)
        return y + facts.height + 2

    def _title(self, y: float) -> float:
        title = _("CONSTANCIA")
        width = fonts.text_width(title, _TITLE.font, _TITLE.size) + _SPACING * (len(title) - 1)
        self._canvas.setFont(_TITLE.font, _TITLE.size)
        self._canvas.setFillGray(INK)
        self._canvas.drawString(_MIDDLE - width / 2, HEIGHT - y - 46, title, charSpace=_SPACING)
        y += 58
        self._sheet.rule(_MIDDLE - 120, _MIDDLE - 14, y, 0.6, EDGE)
        self._sheet.rule(_MIDDLE + 14, _MIDDLE + 120, y, 0.6, EDGE)
        self._cross(_MIDDLE, HEIGHT - y)
        return y

    def _cross(self, x: float, y: float) -> None:
        """A small stepped cross between the rules."""
        path = self._canvas.beginPath()
        for width, height in ((3.0, 9.0), (6.0, 6.0), (9.0, 3.0)):
            path.rect(x - width / 2, y - height / 2, width, height)
        self._canvas.setFillGray(INK2)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _words(self, y: float) -> None:
        """The middle of the paper: to whom, for what, when, how long and with what mark; spread over what is free."""
        certificate = self._certificate
        names = [Style(fonts.BOLD, size, size * 1.12) for size in _NAME_SIZES]
        parts = (
            (block(_("Se otorga la presente a"), _GIVEN, _INNER), 10.0),
            (_fitted(certificate.person_name, names, 1), 3.0),
            (block(_("con {document},").format(document=certificate.person_document), _SUBTITLE, _INNER), 3.0),
            (block(_(KIND_WORDS[certificate.kind]), _TEXT, _INNER), 3.0),
            (_fitted(f"«{certificate.topic}»", _TOPICS, 2), 1.0),
            (shrunk(self._sentence(), _TEXT, _INNER, 3), 4.0),
        )
        needed = sum(text.height + above for text, above in parts)
        spread = max(0.0, min(9.0, (_DATE_Y - 22 - y - needed) / (len(parts) + 1)))
        for text, above in parts:
            y += above + spread
            self._sheet.block(_MIDDLE, y + text.style.size, text, CENTER)
            y += text.height

    def _sentence(self) -> str:
        certificate = self._certificate
        when = _("el {day}").format(day=long_date(certificate.held_on))
        if certificate.last_held_on != certificate.held_on:
            first, last = certificate.held_on, certificate.last_held_on
            same_month = (first.year, first.month) == (last.year, last.month)
            begun = str(first.day) if same_month else long_date(first)
            when = _("del {first} al {last}").format(first=begun, last=long_date(last))
        where = _(" en {place}").format(place=certificate.training_place) if certificate.training_place else ""
        hours = format_quantity(certificate.duration * 1000 // 60)
        by_whom = ", ".join(filter(None, (certificate.trainer, certificate.trainer_firm)))
        text = _("Se realizó {when}{where}, con una duración de {hours} horas, a cargo de {trainer}.")
        if hours == "1":
            text = _("Se realizó {when}{where}, con una duración de 1 hora, a cargo de {trainer}.")
        told = text.format(when=when, where=where, hours=hours, trainer=by_whom)
        if certificate.mark is not None:
            told += " " + _("Aprobó con la nota {mark} de 20.").format(mark=certificate.mark)
        return told

    def _signatures(self) -> None:
        certificate, head = self._certificate, self._certificate.letterhead
        dated = f"{head.place}, {long_date(certificate.issued_on)}"
        president = DOT.join(filter(None, (_("Presidente/a"), head.president_document)))
        for x, name, role in (
            (_MIDDLE - 235, head.president_name, president),
            (_MIDDLE + 235, certificate.trainer, _("Capacitador/a")),
        ):
            y = HEIGHT - 92
            self._sheet.rule(x - _SIGN_WIDTH / 2, x + _SIGN_WIDTH / 2, y, 0.7, EDGE)
            signer = shrunk(name, _SIGNER, _SIGN_WIDTH + 20, 2)
            self._sheet.block(x, y + 14, signer, CENTER)
            self._sheet.text(x, y + 14 + signer.height, role, _ROLE, CENTER)
        self._sheet.block(_MIDDLE, _DATE_Y, shrunk(dated, _SUBTITLE, _INNER, 1), CENTER)

    def _seal(self) -> None:
        certificate, sheet = self._certificate, self._sheet
        y = HEIGHT - 130
        sheet.qr(_qr(certificate), _MIDDLE - _QR_SIDE / 2, y, _QR_SIDE)
        sheet.text(
            _MIDDLE, y + _QR_SIDE + 12, _("N.º {number}").format(number=certificate.number_text), _NUMBER, CENTER
        )
        seal = _("Sello {seal}").format(seal=certificate.seal[:SEAL_SHOWN])
        sheet.text(_MIDDLE, y + _QR_SIDE + 22, seal, _SEAL, CENTER)
        annulment = certificate.annulment
        if annulment is not None:
            words = _("ANULADA el {day}: {reason}").format(
                day=format_date(annulment.annulled_on), reason=annulment.reason
            )
            sheet.block(_MIDDLE, 47, shrunk(words, _ANNULLED, _INNER, 1), CENTER)


def _qr(certificate: Certificate) -> Matrix:
    return qr_matrix(qr_text(certificate)) if certificate.seal else ()


def _fitted(text: str, styles: Sequence[Style], most: int) -> Block:
    """The text in the largest letters in which it takes at most so many lines; one more line in the smallest."""
    for style in styles:
        found = block(text, style, _INNER)
        if len(found.lines) <= most:
            return found
    return _cut(block(text, styles[-1], _INNER), most + 1)


def shrunk(text: str, style: Style, width: float, most: int) -> Block:
    """In smaller letters where it takes too many lines, down to two thirds."""
    for share in (1.0, 0.9, 0.8, 0.7):
        found = block(text, Style(style.font, style.size * share, style.leading * share, style.grey), width)
        if len(found.lines) <= most:
            return found
    return _cut(found, most + 1)


def _cut(found: Block, most: int) -> Block:
    """What nobody's name needs: a text of hundreds of letters ends in «…»."""
    if len(found.lines) <= most:
        return found
    return Block((*found.lines[: most - 1], found.lines[most - 1][:-1].rstrip() + "…"), found.style)


@lru_cache(maxsize=2)
def logo_reader(image: bytes) -> tuple[Any, tuple[int, int]]:
    """A picture and its size in dots, read once for all pages: ReportLab then keeps it in the file once too."""
    from reportlab.lib.utils import ImageReader

    reader = ImageReader(BytesIO(image))
    return reader, reader.getSize()
