"""The paper with the recovery code: printed once, put into an envelope that the supervisory council signs and keeps."""

from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.paper import INK2, Style, block
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

_TITLE = Style(fonts.BOLD, 17, 22)
_DATED = Style(fonts.REGULAR, 11, 14, INK2)
_TEXT = Style(fonts.REGULAR, 11.5, 16)
_CODE = Style(fonts.BOLD, 30, 40)
_SMALL = Style(fonts.REGULAR, 10, 13.5, INK2)


def recovery_pdf(code: str, made_on: date, maker: str, letterhead: Letterhead) -> bytes:
    """``code`` in its groups, as domain/recovery_codes.py makes it."""
    title = _("Código de recuperación")
    steps = (
        _("1. Guarde hoy mismo esta hoja en un sobre. Firmen sobre el cierre quienes firman abajo."),
        _("2. Entréguelo al consejo de vigilancia. No se guarda junto a la computadora, ni se le toma foto."),
        _(
            "3. Si alguien olvida su clave: en la página de entrada elija su nombre y «Olvidé mi clave». Otra persona"
            " que pueda autorizar pone también su clave."
        ),
        _("4. Sirve una sola vez. Al imprimir otro, este deja de valer: rómpalo."),
    )
    alike = _("El 0 y el 1 son siempre números: el código no tiene las letras I, L, O ni U.")
    told = _("Abre el programa de tesorería a quien perdió su clave. Lo hizo {name}.").format(name=maker)
    parts: list[AnyPart] = [
        Part(block(title, _TITLE, WIDTH)),
        Part(block(f"{letterhead.place}, {long_date(made_on)}", _DATED, WIDTH), above=1),
        Part(block(told, _TEXT, WIDTH), above=14),
        Part(block(code, _CODE, WIDTH), above=26),
        Part(block(alike, _SMALL, WIDTH), above=6),
        *(Part(block(step, _TEXT, WIDTH), above=26 if number == 0 else 6) for number, step in enumerate(steps)),
    ]
    signers = [
        (letterhead.treasurer_name, letterhead.treasurer_title),
        (letterhead.president_name, _("Presidente/a")),
        ("", _("Consejo de vigilancia")),
    ]
    return flow_pdf(letterhead, title, signed(parts, signers, above=50), _("Documento interno. Va en sobre cerrado."))
