"""The constancia of a training: A4 lying, one page each, to be signed and framed."""

from collections.abc import Sequence
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.framed_page import HEIGHT, INNER, NAME_STYLES, WIDTH, FramedPage, Parts, fitted, shrunk
from ananea_desktop.documents.paper import DOT, INK2, Style, block, start_paper
from ananea_desktop.documents.seal_mark import SEAL_SHOWN
from ananea_desktop.domain.certificates import Certificate
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.steps import Steps

_SUBTITLE = Style(fonts.REGULAR, 12.5, 16, INK2)
_GIVEN = Style(fonts.ITALIC, 13.5, 18, INK2)
_TEXT = Style(fonts.REGULAR, 13.5, 19)
_TOPICS = tuple(Style(fonts.SEMIBOLD, size, size * 1.25) for size in (18.0, 16.0, 14.0))

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
        _Page(canvas, certificate).draw_constancia()
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def qr_text(certificate: Certificate) -> str:
    """``ANANEA CO 000012 2026-11-23 3FA9C1D2E4``: only what a QR holds in its dense letters, and no personal data."""
    seal = certificate.seal[:SEAL_SHOWN].upper()
    return f"ANANEA CO {certificate.number_text} {certificate.issued_on.isoformat()} {seal}"


class _Page(FramedPage):
    """One constancia being drawn."""

    title = N_("CONSTANCIA")
    annulled = N_("ANULADA")
    annulled_why = N_("ANULADA el {day}: {reason}")

    def __init__(self, canvas: Any, certificate: Certificate) -> None:
        made = certificate
        super().__init__(canvas, made.letterhead, made.number_text, made.seal, qr_text(made), made.annulment)
        self._certificate = certificate

    def draw_constancia(self) -> None:
        certificate, head = self._certificate, self._certificate.letterhead
        dated = f"{head.place}, {long_date(certificate.issued_on)}"
        president = DOT.join(filter(None, (_("Presidente/a"), head.president_document)))
        signers = (head.president_name, president), (certificate.trainer, _("Capacitador/a"))
        self.draw(self._parts(), dated, signers)

    def _parts(self) -> Parts:
        """The middle of the paper: to whom, for what, when, how long and with what mark."""
        certificate = self._certificate
        return (
            (block(_("Se otorga la presente a"), _GIVEN, INNER), 10.0),
            (fitted(certificate.person_name, NAME_STYLES, 1), 3.0),
            (block(_("con {document},").format(document=certificate.person_document), _SUBTITLE, INNER), 3.0),
            (block(_(KIND_WORDS[certificate.kind]), _TEXT, INNER), 3.0),
            (fitted(f"«{certificate.topic}»", _TOPICS, 2), 1.0),
            (shrunk(self._sentence(), _TEXT, INNER, 3), 4.0),
        )

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
