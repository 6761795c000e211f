"""The paper with a secret key of the copies: A4 standing, for a sealed envelope; nothing on it is kept elsewhere."""

from dataclasses import dataclass, field
from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.framed_page import shrunk
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    EDGE,
    INK2,
    WATERMARK,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.documents.seal_mark import qr_matrix
from ananea_desktop.domain import paper_key
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Letterhead

_LEFT, _RIGHT = 62.0, A4_SHORT - 62.0
_MIDDLE = A4_SHORT / 2
_WIDTH = _RIGHT - _LEFT
_COOPERATIVE = Style(fonts.SEMIBOLD, 13, 16)
_TITLE = Style(fonts.BOLD, 22, 26)
_NAME = Style(fonts.SEMIBOLD, 17, 21)
_SMALL = Style(fonts.REGULAR, 9.5, 12.5, INK2)
_TEXT = Style(fonts.REGULAR, 11.5, 15.5)
_STRONG = Style(fonts.SEMIBOLD, 11.5, 15.5)
_GROUP = Style(fonts.BOLD, 25, 28)
_COUNT = Style(fonts.REGULAR, 9, 11, INK2)
_PREFIX = Style(fonts.SEMIBOLD, 12, 15)
_COLUMNS = 5
_KEY_TOP, _ROW = 262.0, 54.0
_QR_SIDE = 112.0
_HOW = (
    N_("Esta llave abre las copias de seguridad de la cooperativa. Sin ella, o sin la otra, nadie puede abrirlas."),
    N_("Guárdela en un sobre cerrado y firmado, lejos de la computadora. No la copie ni le saque foto."),
    N_("Para recuperar: en el programa, «Recuperar una copia», elija la copia y escriba los grupos en su orden."),
    N_("Ninguna letra es I ni O ni B ni el número 1: si le parece ver una, es L, 0 u 8."),
    N_("Sin el programa la copia se abre con «age» (age-encryption.org): la propia copia dice cómo, en su comienzo."),
)


@dataclass(frozen=True, kw_only=True)
class KeyPaper:
    letterhead: Letterhead
    name: str
    """Who keeps it."""
    made_on: date
    secret: str = field(repr=False)
    print: str
    """The fingerprint of the public key, by which it is known which copies it opens."""


def key_pdf(paper: KeyPaper) -> bytes:
    """One page."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), _("Llave de las copias de seguridad"), paper.letterhead.name)
    sheet = Sheet(canvas, A4_LONG)
    if paper.letterhead.is_sample:
        sheet.watermark([(_("MUESTRA"), WATERMARK)], _MIDDLE, A4_LONG / 2, 375)
    _head(sheet, paper)
    _key(sheet, paper)
    _use(sheet, paper)
    _signature(sheet, paper)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(sheet: Sheet, paper: KeyPaper) -> None:
    sheet.block(_MIDDLE, 62, shrunk(paper.letterhead.name, _COOPERATIVE, _WIDTH, 2), CENTER)
    sheet.rule(_LEFT, _RIGHT, 88, 0.9, EDGE)
    sheet.text(_MIDDLE, 128, _("LLAVE DE LAS COPIAS DE SEGURIDAD"), _TITLE, CENTER)
    sheet.text(_MIDDLE, 152, _("La guarda"), _SMALL, CENTER)
    sheet.block(_MIDDLE, 174, shrunk(paper.name, _NAME, _WIDTH, 2), CENTER)
    made = _("Hecha el {day}. Señal de la llave: {print}").format(day=long_date(paper.made_on), print=paper.print)
    sheet.text(_MIDDLE, 210, made, _SMALL, CENTER)


def _key(sheet: Sheet, paper: KeyPaper) -> None:
    """Groups of four large letters, each under its number."""
    groups = paper_key.groups(paper.secret)
    rows = -(-len(groups) // _COLUMNS)
    sheet.frame(_LEFT, _KEY_TOP - 34, _WIDTH, rows * _ROW + 44, 1.2, EDGE)
    sheet.text(_LEFT + 14, _KEY_TOP - 15, paper_key.PREFIX, _PREFIX)
    step = (_WIDTH - 20) / _COLUMNS
    for number, group in enumerate(groups):
        x = _LEFT + 10 + step * (number % _COLUMNS + 0.5)
        y = _KEY_TOP + 14 + _ROW * (number // _COLUMNS)
        sheet.text(x, y, str(number + 1), _COUNT, CENTER)
        sheet.text(x, y + 25, group, _GROUP, CENTER)


def _use(sheet: Sheet, paper: KeyPaper) -> None:
    y = _KEY_TOP + 3 * _ROW + 46
    # uncached: a secret stays in memory no longer than it must
    sheet.qr(qr_matrix.__wrapped__(paper.secret), _RIGHT - _QR_SIDE, y, _QR_SIDE)
    width = _WIDTH - _QR_SIDE - 24
    y += 11
    for number, sentence in enumerate(_HOW):
        words = block(_(sentence), _STRONG if number == 0 else _TEXT, width)
        sheet.block(_LEFT, y, words)
        y += words.height + 7


def _signature(sheet: Sheet, paper: KeyPaper) -> None:
    y = A4_LONG - 92
    for x, words in ((_LEFT + 105, _("Firma de quien la guarda")), (_RIGHT - 105, _("Fecha en que se cerró el sobre"))):
        sheet.rule(x - 100, x + 100, y, 0.7, EDGE)
        sheet.text(x, y + 14, words, _SMALL, CENTER)
