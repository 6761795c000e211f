"""The certificado de aportación: what capital a member holds, A4 lying, one page each, to be signed and kept."""

from collections.abc import Sequence
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.framed_page import (
    HEIGHT,
    INNER,
    NAME_STYLES,
    WIDTH,
    FramedPage,
    Parts,
    fitted,
    shrunk,
)
from ananea_desktop.documents.paper import DOT, INK2, Style, block, start_paper
from ananea_desktop.documents.seal_mark import SEAL_SHOWN
from ananea_desktop.domain.amount_words import spell_amount
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.member_certificates import MemberCertificate
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.steps import Steps

_SUBTITLE = Style(fonts.REGULAR, 12.5, 16, INK2)
_GIVEN = Style(fonts.ITALIC, 13.5, 18, INK2)
_TEXT = Style(fonts.REGULAR, 13.5, 19)
_AMOUNT = (Style(fonts.SEMIBOLD, 26, 31),)
_IN_WORDS = Style(fonts.REGULAR, 11.5, 15)
_LAW = Style(fonts.REGULAR, 9.5, 12, INK2)


def contribution_certificates_pdf(certificates: Sequence[MemberCertificate]) -> Steps[bytes]:
    """Certificates as one PDF; a step for each. Equal ones give equal bytes; everything typed is printed literally."""
    fonts.register_fine()
    first = certificates[0]
    heading = _("Certificado de aportación N.º {number}").format(number=first.number_text)
    canvas, buffer = start_paper((WIDTH, HEIGHT), heading, first.letterhead.name)
    for certificate in certificates:
        _Page(canvas, certificate).draw_certificate()
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def qr_text(certificate: MemberCertificate) -> str:
    """``ANANEA CA 000012 2026-11-23 500.00 3FA9C1D2E4``: only what a QR holds in its dense letters, and no personal
    data."""
    amount = certificate.amount or 0
    seal = certificate.seal[:SEAL_SHOWN].upper()
    day = certificate.issued_on.isoformat()
    return f"ANANEA CA {certificate.number_text} {day} {amount // 100}.{amount % 100:02d} {seal}"


class _Page(FramedPage):
    title = N_("CERTIFICADO DE APORTACIÓN")
    annulled = N_("ANULADO")
    annulled_why = N_("ANULADO el {day}: {reason}")

    def __init__(self, canvas: Any, made: MemberCertificate) -> None:
        super().__init__(canvas, made.letterhead, made.number_text, made.seal, qr_text(made), made.annulment)
        self._certificate = made

    def draw_certificate(self) -> None:
        made, head = self._certificate, self._certificate.letterhead
        dated = f"{head.place}, {long_date(made.issued_on)}"
        president = DOT.join(filter(None, (_("Presidente/a"), head.president_document)))
        treasurer = DOT.join(filter(None, (_(head.treasurer_title), head.treasurer_document)))
        self.draw(self._parts(), dated, ((head.president_name, president), (head.treasurer_name, treasurer)))

    def _parts(self) -> Parts:
        made = self._certificate
        amount = made.amount or 0
        parts = [
            (block(_("Se certifica que"), _GIVEN, INNER), 8.0),
            (fitted(made.person_name, NAME_STYLES, 1), 2.0),
            (shrunk(self._who(), _SUBTITLE, INNER, 1), 2.0),
            (block(_("tiene en la cooperativa una aportación pagada de"), _TEXT, INNER), 3.0),
            (fitted(format_money(amount, "PEN"), _AMOUNT, 1), 0.0),
            (shrunk(spell_amount(amount), _IN_WORDS, INNER, 1), 0.0),
        ]
        if made.shares is not None and made.share_value is not None:
            words = plural(_("1 aportación de {value}"), _("{count} aportaciones de {value} cada una"), made.shares)
            value = format_money(made.share_value, "PEN")
            parts.append((block(words.format(count=f"{made.shares:,}", value=value), _TEXT, INNER), 3.0))
        law = _(
            "Nominativa. Solo se transfiere a otro socio y con aprobación; se devuelve a quien deja de ser socio, o a"
            " sus herederos."
        )
        parts.append((shrunk(law, _LAW, INNER, 1), 3.0))
        return parts

    def _who(self) -> str:
        made = self._certificate
        told = [_("con {document}").format(document=made.person_document)]
        if made.member_number is not None:
            told.append(_("N.º de socio {number}").format(number=made.member_number))
        if made.admitted_on is not None:
            told.append(_("en la cooperativa desde el {day}").format(day=long_date(made.admitted_on)))
        return ", ".join(told) + ","
