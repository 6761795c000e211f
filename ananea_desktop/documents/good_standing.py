"""The constancia de socio hábil: A4 standing, one page, to be signed by president and treasurer."""

from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.framed_page import logo_reader, shrunk
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    DOT,
    EDGE,
    INK2,
    STAMP,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.documents.seal_mark import SEAL_SHOWN, qr_matrix, short_seal
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.member_certificates import MemberCertificate

_MIDDLE = A4_SHORT / 2
_INNER = 430.0
"""Width of the running text."""
_COOPERATIVE = Style(fonts.SEMIBOLD, 14, 17)
_FACTS = Style(fonts.REGULAR, 9.5, 12, INK2)
_TITLE = Style(fonts.BOLD, 19, 24)
_NUMBER = Style(fonts.SEMIBOLD, 11, 14)
_TEXT = Style(fonts.REGULAR, 12.5, 20)
_NAME = Style(fonts.SEMIBOLD, 20, 25)
_DOCUMENT = Style(fonts.REGULAR, 12.5, 18)
_SIGNER = Style(fonts.SEMIBOLD, 10.5, 13)
_ROLE = Style(fonts.REGULAR, 9.5, 12, INK2)
_SEAL = Style(fonts.REGULAR, 8.5, 11, INK2)
_ANNULLED = Style(fonts.SEMIBOLD, 11, 14)
_LOGO_HEIGHT = 54.0
_QR_SIDE = 62.0
_SIGN_Y, _SIGN_WIDTH = 640.0, 195.0


def good_standing_pdf(certificate: MemberCertificate, printed_on: date) -> bytes:
    """Equal ones, printed on one day, give equal bytes; printed on a later day than issued it says COPIA."""
    title = _("Constancia de socio hábil N.º {number}").format(number=certificate.number_text)
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), title, certificate.letterhead.name)
    sheet = Sheet(canvas, A4_LONG)
    _watermark(sheet, certificate)
    y = _letterhead(sheet, certificate)
    _words(sheet, certificate, y)
    _signatures(sheet, certificate)
    _foot(sheet, certificate, printed_on)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def qr_text(certificate: MemberCertificate) -> str:
    """``ANANEA SH 000012 2026-11-23 3FA9C1D2E4``: no personal data."""
    seal = certificate.seal[:SEAL_SHOWN].upper()
    return f"ANANEA SH {certificate.number_text} {certificate.issued_on.isoformat()} {seal}"


def _watermark(sheet: Sheet, certificate: MemberCertificate) -> None:
    words = [(_("MUESTRA"), WATERMARK)] if certificate.letterhead.is_sample else []
    if certificate.annulment is not None:
        words.append((_("ANULADA"), STAMP))
    sheet.watermark(words, _MIDDLE, A4_LONG / 2, 375)


def _letterhead(sheet: Sheet, certificate: MemberCertificate) -> float:
    head, y = certificate.letterhead, 52.0
    if head.logo is not None:
        image, (width, height) = logo_reader(head.logo)
        scale = min(_LOGO_HEIGHT / height, 3 * _LOGO_HEIGHT / width)
        sheet.picture(image, _MIDDLE - width * scale / 2, y, width * scale, height * scale)
        y += height * scale + 8
    ruc = _("RUC {ruc}").format(ruc=head.ruc) if head.ruc else ""
    for text, style in ((head.name, _COOPERATIVE), (DOT.join(filter(None, (ruc, head.address))), _FACTS)):
        words = shrunk(text, style, _INNER + 60, 2)
        sheet.block(_MIDDLE, y + style.size, words, CENTER)
        y += words.height + 2
    sheet.rule(_MIDDLE - _INNER / 2 - 30, _MIDDLE + _INNER / 2 + 30, y + 6, 0.9, EDGE)
    return y + 50


def _words(sheet: Sheet, certificate: MemberCertificate, y: float) -> None:
    head = certificate.letterhead
    parts: list[tuple[Block, float]] = [
        (block(_("CONSTANCIA DE SOCIO HÁBIL"), _TITLE, _INNER + 60), 0),
        (block(_("N.º {number}").format(number=certificate.number_text), _NUMBER, _INNER), 2),
        (shrunk(_("{cooperative} hace constar que").format(cooperative=head.name), _TEXT, _INNER, 3), 42),
        (shrunk(certificate.person_name, _NAME, _INNER, 2), 14),
        (block(_("con {document},").format(document=certificate.person_document), _DOCUMENT, _INNER), 2),
        (shrunk(_standing(certificate), _TEXT, _INNER, 5), 14),
        (shrunk(_purpose(certificate), _TEXT, _INNER, 6), 16),
        (block(f"{head.place}, {long_date(certificate.issued_on)}", _TEXT, _INNER), 26),
    ]
    for text, above in parts:
        y += above
        sheet.block(_MIDDLE, y + text.style.size, text, CENTER)
        y += text.height


def _standing(certificate: MemberCertificate) -> str:
    """Since when somebody is a member, and since when hábil where that is later."""
    member = _("es socio/a de esta cooperativa")
    if certificate.member_number is not None:
        member += _(" con el N.º {number}").format(number=certificate.member_number)
    if certificate.admitted_on is not None:
        member += _(" desde el {day}").format(day=long_date(certificate.admitted_on))
    standing = _("y a la fecha está hábil")
    since, admitted = certificate.state_since, certificate.admitted_on
    if since is not None and admitted is not None and since > admitted:
        standing += _(" (desde el {day})").format(day=long_date(since))
    rights = _("en el ejercicio de los derechos que le reconocen la ley y el estatuto.")
    return f"{member}, {standing}, {rights}"


def _purpose(certificate: MemberCertificate) -> str:
    if not certificate.purpose:
        return _("Se expide a pedido de la persona interesada, para los fines que crea convenientes.")
    purpose = certificate.purpose.rstrip(". ")
    return _("Se expide a pedido de la persona interesada, para lo siguiente: {purpose}.").format(purpose=purpose)


def _signatures(sheet: Sheet, certificate: MemberCertificate) -> None:
    head = certificate.letterhead
    president = DOT.join(filter(None, (_("Presidente/a"), head.president_document)))
    treasurer = DOT.join(filter(None, (head.treasurer_title, head.treasurer_document)))
    for x, name, role in (
        (_MIDDLE - 130, head.president_name, president),
        (_MIDDLE + 130, head.treasurer_name, treasurer),
    ):
        sheet.rule(x - _SIGN_WIDTH / 2, x + _SIGN_WIDTH / 2, _SIGN_Y, 0.7, EDGE)
        signer = shrunk(name, _SIGNER, _SIGN_WIDTH + 20, 2)
        sheet.block(x, _SIGN_Y + 15, signer, CENTER)
        sheet.text(x, _SIGN_Y + 15 + signer.height, role, _ROLE, CENTER)


def _foot(sheet: Sheet, certificate: MemberCertificate, printed_on: date) -> None:
    y = 702.0
    if certificate.seal:
        sheet.qr(qr_matrix(qr_text(certificate)), _MIDDLE - _QR_SIDE / 2, y, _QR_SIDE)
    sheet.text(_MIDDLE, y + _QR_SIDE + 13, short_seal(certificate.seal), _SEAL, CENTER)
    if printed_on > certificate.issued_on:
        copy = _("COPIA impresa el {day}").format(day=format_date(printed_on))
        sheet.text(_MIDDLE, y + _QR_SIDE + 25, copy, _SEAL, CENTER)
    if certificate.annulment is not None:
        annulment = certificate.annulment
        words = _("ANULADA el {day}: {reason}").format(day=format_date(annulment.annulled_on), reason=annulment.reason)
        sheet.block(_MIDDLE, 36, shrunk(words, _ANNULLED, _INNER + 90, 2), CENTER)
