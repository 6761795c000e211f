"""The papers of hand-outs: the slip one person signs, the list many sign, what came back, the act of a donation."""

from dataclasses import dataclass

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, AnyPart, Part, flow_pdf
from ananea_desktop.documents.grid import edges, kept_together, table
from ananea_desktop.documents.paper import CENTER, DOT, EDGE, INK2, MARGIN, Sheet, Style, block
from ananea_desktop.documents.seal_mark import SEAL_SHOWN, Matrix, qr_matrix, short_seal
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.execution import BENEFICIARY_KINDS
from ananea_desktop.domain.hand_outs import CODES, CONDITIONS_SHORT, REASONS, TITLES, HandOut, HandOutKind, HandOutLine
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.purchases import counted_text

_TITLE = Style(fonts.BOLD, 17, 22)
_NUMBER = Style(fonts.SEMIBOLD, 13, 17)
_DATED = Style(fonts.REGULAR, 11, 14, INK2)
_LABEL = Style(fonts.REGULAR, 10.5, 14, INK2)
_TEXT = Style(fonts.REGULAR, 11, 14)
_STRONG = Style(fonts.SEMIBOLD, 11, 14)
_SIGNER = Style(fonts.SEMIBOLD, 10, 12.5)
_ROLE = Style(fonts.REGULAR, 9.5, 12, INK2)
_CAPTION = Style(fonts.REGULAR, 8, 10, INK2)
_LABEL_WIDTH = 120
_QR_SIDE = 62.0
_SIGN_ROW = 42.0
"""15 mm: who seldom signs has room, and a finger too."""

_DECLARED = {
    HandOutKind.HAND_OUT: N_(
        "Declaro haber recibido los equipos detallados en buen estado y me comprometo a usarlos y cuidarlos."
    ),
    HandOutKind.RETURN: N_("Devuelvo a la cooperativa lo detallado, en el estado que se indica."),
    HandOutKind.DONATION: N_(
        "Recibo en donación los bienes detallados, en buen estado, y me comprometo a que sirvan a las personas que se"
        " indican."
    ),
}
_TAKEN = N_("Declaro haber recibido lo detallado, en buen estado.")
"""Of a basket or a toy nobody promises to take care."""
_GIVER = {
    HandOutKind.HAND_OUT: N_("Entregué conforme"),
    HandOutKind.RETURN: N_("Recibí conforme"),
    HandOutKind.DONATION: N_("Entregué conforme"),
}
_TAKER = {
    HandOutKind.HAND_OUT: N_("Recibí conforme"),
    HandOutKind.RETURN: N_("Devolví"),
    HandOutKind.DONATION: N_("Recibí conforme"),
}


@dataclass(frozen=True)
class _Heading:
    """Title and number at the left, the QR of what was sealed at the right."""

    made: HandOut
    above: float = 0.0
    keeps_next: bool = True

    @property
    def height(self) -> float:
        return _QR_SIDE

    def least_height(self) -> float:
        return self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        made = self.made
        sheet.text(MARGIN, y + 17, _(TITLES[made.kind]), _TITLE)
        sheet.text(MARGIN, y + 37, _("N.º {number}").format(number=made.number_text), _NUMBER)
        dated = f"{made.letterhead.place}, {long_date(made.handed_on)}"
        sheet.text(MARGIN, y + 53, dated, _DATED)
        sheet.qr(hand_out_qr(made), RIGHT_EDGE - _QR_SIDE, y, _QR_SIDE)


@dataclass(frozen=True)
class _Signatures:
    """Who takes and who gives, each over a line, and the box for the finger of who takes."""

    taker: tuple[str, str, str]
    giver: tuple[str, str, str]
    above: float = 18.0
    keeps_next: bool = False

    _BOX = (71.0, 85.0)
    _WIDTH = 190.0

    @property
    def height(self) -> float:
        return self._BOX[1] + 34

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        line_y = y + 62
        for x, signer in ((MARGIN, self.taker), (MARGIN + self._WIDTH + 24, self.giver)):
            sheet.rule(x, x + self._WIDTH, line_y, 0.7, EDGE)
            top = line_y + 4
            for text, style in zip(signer, (_ROLE, _SIGNER, _ROLE), strict=True):
                words = block(text, style, self._WIDTH)
                sheet.block(x, top + style.size * 0.9, words)
                top += words.height
        width, height = self._BOX
        left = RIGHT_EDGE - width
        sheet.frame(left, y, width, height, 0.7, EDGE)
        sheet.text(left + width / 2, y + height + 10, _("Huella digital"), _CAPTION, CENTER)
        sheet.text(left + width / 2, y + height + 20, _("índice derecho"), _CAPTION, CENTER)


def hand_out_pdf(made: HandOut) -> bytes:
    """The paper as PDF; equal documents give equal bytes, everything typed is printed literally."""
    is_list = made.kind is not HandOutKind.DONATION and len(made.people) > 1
    declared = block(_(_declared(made)), _TEXT, WIDTH)
    parts: list[AnyPart] = [_Heading(made), *_annulment(made), *_facts(made)]
    if is_list:
        parts += [Part(declared, above=12, keeps_next=True), *_sign_list(made)]
    else:
        parts += _things(made)
        parts += _helped(made)
        parts.append(Part(declared, above=14, keeps_next=True))
    head = made.letterhead
    giver = (_(_GIVER[made.kind]), head.treasurer_name, head.treasurer_title)
    if is_list:
        parts = [*kept_together(parts), _Giver(giver)]
    else:
        parts.append(_Signatures(_taker(made), giver))
    foot = DOT.join(filter(None, (_("Documento interno."), short_seal(made.seal))))
    stamp = _("ANULADO") if made.annulment is not None else ""
    return flow_pdf(head, f"{_(TITLES[made.kind])} {made.number_text}", parts, foot, stamp)


@dataclass(frozen=True)
class _Giver:
    """The one signature under a list that many have signed."""

    giver: tuple[str, str, str]
    above: float = 18.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        return 84.0

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        sheet.rule(MARGIN, MARGIN + 220, y + 44, 0.7, EDGE)
        for index, (text, style) in enumerate(zip(self.giver, (_ROLE, _SIGNER, _ROLE), strict=True)):
            sheet.block(MARGIN, y + 56 + index * 12.5, block(text, style, 300))


def _declared(made: HandOut) -> str:
    if made.kind is HandOutKind.HAND_OUT and not any(line.safety or line.renew_on for line in made.lines):
        return _TAKEN
    return _DECLARED[made.kind]


def hand_out_qr(made: HandOut) -> Matrix:
    """``ANANEA EE 000123 2026-11-23 3FA9C1D2E4``; nothing where it has no seal yet."""
    if not made.seal:
        return ()
    parts = ("ANANEA", CODES[made.kind], made.number_text, made.handed_on.isoformat(), made.seal[:SEAL_SHOWN].upper())
    return qr_matrix(" ".join(parts))


def _annulment(made: HandOut) -> list[AnyPart]:
    if made.annulment is None:
        return []
    sentence = _("ANULADO el {day}: {reason}").format(
        day=format_date(made.annulment.annulled_on), reason=made.annulment.reason
    )
    return [Part(block(sentence, _STRONG, WIDTH), above=8)]


def _fact(name: str, value: str) -> Part:
    mark = block(name, _LABEL, _LABEL_WIDTH - 10)
    return Part(block(value, _TEXT, WIDTH - _LABEL_WIDTH), MARGIN + _LABEL_WIDTH, 4, mark)


def _facts(made: HandOut) -> list[AnyPart]:
    first = made.lines[0]
    if made.kind is HandOutKind.DONATION:
        facts = [
            (_("Recibe"), DOT.join(filter(None, (made.receiver_name, made.receiver_document)))),
            (_("En nombre de"), made.receiver_detail),
        ]
    elif len(made.people) > 1:
        facts = [(_("Personas"), str(len(made.people)))]
        if len({line.item_id for line in made.lines}) == 1:
            facts.insert(0, (_("Artículo"), first.item_name))
        reasons = {_reason(line) for line in made.lines}
        if len(reasons) == 1:
            facts.append((_("Motivo"), reasons.pop()))
        total = sum(line.quantity for line in made.lines)
        units = {line.unit for line in made.lines}
        if len(units) == 1:
            facts.append((_("Total"), counted_text(total, units.pop())))
    else:
        facts = [
            (_("Apellidos y nombres"), first.person_name),
            (_("Documento"), first.person_document),
            (_("Cargo"), first.person_position),
            (_("Área"), first.person_area),
        ]
    facts += [(_("Proyecto"), made.project_name), (_("Nota"), made.note)]
    return [_fact(name, value) for name, value in facts if value]


def _reason(line: HandOutLine) -> str:
    return _({**REASONS, **CONDITIONS_SHORT}.get(line.reason, ""))


def _things(made: HandOut) -> list[AnyPart]:
    """What one person, or one receiver, gets or gives back."""
    is_hand_out = made.kind is HandOutKind.HAND_OUT
    titles = [_("N.º"), _("Artículo"), _("Talla"), _("Cantidad")]
    widths = [26.0, 0.0, 56.0, 84.0]
    if made.kind is not HandOutKind.DONATION:
        titles.append(_("Motivo") if is_hand_out else _("Estado"))
        widths.append(86.0)
    if is_hand_out:
        titles.append(_("Renovar el"))
        widths.append(70.0)
    rows = []
    for number, line in enumerate(made.lines, start=1):
        cells = [str(number), line.item_name, line.size, counted_text(line.quantity, line.unit)]
        if made.kind is not HandOutKind.DONATION:
            cells.append(_reason(line))
        if is_hand_out:
            cells.append(format_date(line.renew_on) if line.renew_on else "–")
        rows.append(cells)
    return table(titles, rows, edges(*widths))


def _helped(made: HandOut) -> list[AnyPart]:
    """Whom a donation helps, by kind and sex."""
    if not made.beneficiaries:
        return []
    titles = (_("A quiénes beneficia"), _("Mujeres"), _("Varones"), _("Sin distinguir"), _("Total"))
    rows = [
        (_(BENEFICIARY_KINDS[each.kind]), *map(str, (each.women, each.men, each.unknown, each.total)))
        for each in made.beneficiaries
    ]
    return table(titles, rows, edges(0, 70, 70, 80, 60), above=16)


def _sign_list(made: HandOut) -> list[AnyPart]:
    """One row for each person, with room for a signature and a finger."""
    several = len({line.item_id for line in made.lines}) > 1
    has_size = any(line.size for line in made.lines)
    size = [_("Talla")] if has_size else []
    titles = [_("N.º"), _("Apellidos y nombres"), _("Documento"), *size, _("Cantidad"), _("Firma"), _("Huella")]
    rows = []
    for number, line in enumerate(made.lines, start=1):
        name = f"{line.person_name}: {line.item_name}" if several else line.person_name
        quantity = counted_text(line.quantity, line.unit)
        size = [line.size] if has_size else []
        rows.append((str(number), name, line.person_document, *size, quantity, "", ""))
    widths = (26, 0, 74, *((36,) if has_size else ()), 62, 106, 60)
    return table(titles, rows, edges(*widths), least=_SIGN_ROW, boxed=True)


def _taker(made: HandOut) -> tuple[str, str, str]:
    role = _(_TAKER[made.kind])
    if made.kind is HandOutKind.DONATION:
        return role, made.receiver_name, DOT.join(filter(None, (made.receiver_document, made.receiver_detail)))
    return role, made.lines[0].person_name, made.lines[0].person_document
