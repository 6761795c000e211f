"""Numbers that tell people, firms and invoices apart: DNI, RUC, carné de extranjería, passport, invoice number.

What cannot be is refused; what is only suspicious comes back with a doubt that the person may override, since old
papers with their typing errors must still be entered (domain.md §3.4).
"""

import re
from dataclasses import dataclass

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import InvalidValue, clean, fold

DOCUMENT_TYPES = {"dni": N_("DNI"), "ce": N_("Carné de extranjería"), "passport": N_("Pasaporte")}
_SHORT_NAMES = {"dni": N_("DNI"), "ce": N_("CE"), "passport": N_("Pasaporte")}

RUC_PREFIXES = ("10", "15", "16", "17", "20")
"""10 a person, 20 a company; 15, 16 and 17 other taxpayers."""
_RUC_OF_A_PERSON = "10"

# Words before the number of a paper: N° 123, Nro. 123.
_NUMBER_WORDS = ("N", "NO", "NRO", "NUM", "NUMERO")


@dataclass(frozen=True)
class Checked:
    """A number that can be kept. ``doubt`` is the sentence to ask the person about, empty when nothing is odd."""

    value: str
    doubt: str = ""


def check_document(document_type: str, number: str) -> Checked:
    """The number of a person's document, of a type in DOCUMENT_TYPES, normalised. Raises InvalidValue."""
    if document_type == "dni":
        return check_dni(number)
    if document_type == "ce":
        return _check_foreign_card(number)
    if document_type == "passport":
        return Checked(_letters_and_digits(number, _("El pasaporte tiene de 5 a 20 letras y cifras."), 5, 20))
    raise InvalidValue(_("Elija el tipo de documento: DNI, carné de extranjería o pasaporte."))


def check_dni(text: str) -> Checked:
    """Eight digits, leading zeros kept. A ninth character is checked and left out. Raises InvalidValue."""
    number = _compact(text)
    if not number:
        raise InvalidValue(_("Falta el número del DNI. Escriba sus 8 cifras."))
    written = re.fullmatch("([0-9]+)([A-Z]?)", number)
    if not written:
        raise InvalidValue(_("El DNI tiene solo cifras. Escríbalo como está en el documento."))
    digits, control = written.groups()
    if len(digits) == 9 and not control:
        digits, control = digits[:8], digits[8]
    if len(digits) != 8:
        sentence = _("El DNI tiene 8 cifras y aquí hay {count}. Escríbalo como está en el documento.")
        raise InvalidValue(sentence.format(count=len(digits)))
    if digits == "00000000":
        raise InvalidValue(_("El DNI no puede ser todo ceros. Escríbalo como está en el documento."))
    return Checked(digits, _doubt_about_dni(digits, control))


def check_ruc(text: str, dni: str = "") -> Checked:
    """Eleven digits; with ``dni``, also whether they belong to the same person. Raises InvalidValue."""
    number = _compact(text)
    if not number:
        raise InvalidValue(_("Falta el número del RUC. Escriba sus 11 cifras."))
    if not (number.isascii() and number.isdigit()):
        raise InvalidValue(_("El RUC tiene solo cifras. Escríbalo como está en la factura."))
    if len(number) != 11:
        sentence = _("El RUC tiene 11 cifras y aquí hay {count}. Escríbalo como está en la factura.")
        raise InvalidValue(sentence.format(count=len(number)))
    if number == "00000000000":
        raise InvalidValue(_("El RUC no puede ser todo ceros. Escríbalo como está en la factura."))
    return Checked(number, _doubt_about_ruc(number, dni))


def document_text(document_type: str, number: str) -> str:
    """As printed: ``DNI 00041527``, ``CE 001234567``, ``Pasaporte AB12345``; empty without a number."""
    return f"{_(_SHORT_NAMES[document_type])} {number}" if number else ""


def ruc_matches_dni(ruc: str, dni: str) -> bool:
    """Whether both can belong to one person. Only a RUC-10 holds a DNI, so that only this one can contradict it."""
    ruc, dni = _compact(ruc), _compact(dni)[:8]
    if not dni or not ruc.startswith(_RUC_OF_A_PERSON):
        return True
    return ruc[2:10] == dni


def invoice_key(series: str, number: str) -> str:
    """One writing for one paper: ``F001`` and ``00000123``, ``f001-123`` alone: ``F001-123``.

    Empty when the paper has no number (``S/N``), so that it is compared with no other.
    """
    own, pieces = "".join(_pieces(series)), _pieces(number)
    if not pieces and len(_pieces(series)) > 1:
        own, pieces = "", _pieces(series)
    if own and len(pieces) > 1 and pieces[0] == own:
        pieces = pieces[1:]
    if not own and len(pieces) > 1:
        own, pieces = "".join(pieces[:-1]), pieces[-1:]
    written = "".join(pieces).lstrip("0")
    if not any(character.isdigit() for character in written):
        return ""
    return f"{own}-{written}" if own else written


def _pieces(text: str) -> list[str]:
    """What blanks and dashes part, in upper case, without the «N°» in front."""
    pieces = fold(text.replace("º", "°")).upper().split()
    return pieces[1:] if pieces and pieces[0] in _NUMBER_WORDS else pieces


def _check_foreign_card(text: str) -> Checked:
    number = _letters_and_digits(text, _("El carné de extranjería tiene de 6 a 12 letras y cifras."), 6, 12)
    if len(number) == 9:
        return Checked(number)
    doubt = _("El carné de extranjería suele tener 9 letras o cifras y aquí hay {count}. Compare con el documento.")
    return Checked(number, doubt.format(count=len(number)))


def _letters_and_digits(text: str, rule: str, shortest: int, longest: int) -> str:
    """The compact number; ``rule`` is what to say when it is of another shape."""
    number = _compact(text)
    if not number:
        raise InvalidValue(_("Falta el número del documento. Escríbalo como está en él."))
    if not re.fullmatch(f"[0-9A-Z]{{{shortest},{longest}}}", number):
        raise InvalidValue(rule + " " + _("Escríbalo como está en el documento."))
    return number


def _compact(text: str) -> str:
    return re.sub("[ .–-]", "", clean(text)).upper()


def _doubt_about_dni(digits: str, control: str) -> str:
    from stdnum.pe import cui

    if len(set(digits)) == 1:
        return _("Este DNI repite siempre la misma cifra. Compare con el documento.")
    if control and control not in cui.calc_check_digits(digits):
        return _("Lo que va detrás de las 8 cifras no corresponde a este DNI. Compare con el documento.")
    return ""


def _doubt_about_ruc(number: str, dni: str) -> str:
    from stdnum.pe import ruc

    doubts = []
    if not number.startswith(RUC_PREFIXES):
        doubt = _("Un RUC empieza con 10, 15, 16, 17 o 20 y este empieza con {prefix}.")
        doubts.append(doubt.format(prefix=number[:2]))
    if number[-1] != ruc.calc_check_digit(number):
        doubts.append(_("La última cifra no corresponde a las demás: puede haber una cifra cambiada."))
    if not ruc_matches_dni(number, dni):
        doubts.append(_("Un RUC que empieza con 10 lleva dentro el DNI de la persona y este lleva otro."))
    if doubts:
        doubts.append(_("Compare con el documento."))
    return " ".join(doubts)
