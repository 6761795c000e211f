"""Money, exchange rates and quantities: whole numbers inside, Peruvian writing (1,234.50) outside.

Amounts are céntimos, rates ten-thousandths of a sol for one unit, quantities thousandths. Written by our own rules,
whatever the regional settings of the PC.
"""

import re
from dataclasses import dataclass

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import InvalidValue, clean

CURRENCIES = {"PEN": N_("Soles (S/)"), "USD": N_("Dólares (US$)")}
SYMBOLS = {"PEN": "S/", "USD": "US$"}

MAX_AMOUNT = 99_999_999_999
"""Céntimos: 999,999,999.99, the largest amount that can be typed or written in words."""
RATE_UNIT = 10_000
QUANTITY_UNIT = 1_000

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"
_MINUS_SIGNS = ("-", _MINUS, "\u2013")
_WRITTEN_SYMBOL = re.compile(r"(S/\.?|US\$)", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([, ][0-9]{3})+(\.[0-9]*)?")
_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_DECIMAL_COMMA = re.compile(r"([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+),([0-9]+)")


@dataclass(frozen=True)
class _Number:
    """How one kind of number is read: its precision, its limit, and what to say when it is refused."""

    decimals: int
    maximum: int
    example: str
    missing: str
    zero: str
    too_precise: str
    too_large: str
    comma_groups: bool = True

    def read(self, text: str, allow_zero: bool = False) -> int:
        """The number in its smallest unit. Raises InvalidValue."""
        if not text:
            raise InvalidValue(_(self.missing))
        if text[0] in _MINUS_SIGNS:
            raise InvalidValue(_("No puede ser un número negativo. Escríbalo sin el signo menos."))
        whole, decimals = self._split(text)
        if len(decimals) > self.decimals:
            raise InvalidValue(_(self.too_precise))
        # The length first: int() refuses thousands of digits with an error of its own.
        if len(whole) > len(str(self.maximum)):
            raise InvalidValue(_(self.too_large))
        value = int(whole + decimals.ljust(self.decimals, "0"))
        if value > self.maximum:
            raise InvalidValue(_(self.too_large))
        if value == 0 and not allow_zero:
            raise InvalidValue(_(self.zero))
        return value

    def _split(self, text: str) -> tuple[str, str]:
        """Whole part without leading zeros, and decimals as typed."""
        grouped = self.comma_groups and _GROUPED.fullmatch(text)
        if not grouped and not _PLAIN.fullmatch(text):
            raise InvalidValue(self._unreadable(text))
        whole, _point, decimals = text.replace(",", "").replace(" ", "").partition(".")
        return whole.lstrip("0") or "0", decimals

    def _unreadable(self, text: str) -> str:
        comma = _DECIMAL_COMMA.fullmatch(text)
        if comma and 1 <= len(comma[2]) <= self.decimals and len(comma[1]) <= len("999.999.999"):
            whole = int(comma[1].replace(".", "").replace(" ", ""))
            if self.decimals == 2:
                correct = f"{whole:,}.{comma[2].ljust(2, '0')}"
                return _("Escriba {correct}: el punto separa los céntimos.").format(correct=correct)
            return _("Escriba {correct}: el punto separa los decimales.").format(correct=f"{whole:,}.{comma[2]}")
        if any(character.isnumeric() and not character.isascii() for character in text):
            return _("Escriba las cifras con el teclado, de 0 a 9, así: {example}.").format(example=self.example)
        if text.count(".") > 1 and re.fullmatch(r"[0-9.]+", text):
            return _(self.too_precise)
        if re.fullmatch(r"[0-9., ]+", text):
            return _("Revise los puntos y las comas. Escríbalo así: {example}.").format(example=self.example)
        return _("Escriba solo cifras, así: {example}.").format(example=self.example)


_AMOUNT = _Number(
    decimals=2,
    maximum=MAX_AMOUNT,
    example="1,234.50",
    missing=N_("Falta el monto. Escríbalo así: 1,234.50."),
    zero=N_("El monto no puede ser 0. Escriba cuánto dinero es."),
    too_precise=N_("Después del punto van dos cifras, los céntimos; para los miles use la coma: 1,234.50."),
    too_large=N_("El monto es demasiado grande: lo máximo es 999,999,999.99. Revise las cifras."),
)
_RATE = _Number(
    decimals=4,
    maximum=100 * RATE_UNIT,
    example="3.752",
    missing=N_("Falta el tipo de cambio. Escríbalo así: 3.752."),
    zero=N_("El tipo de cambio no puede ser 0. Escriba cuántos soles vale un dólar, así: 3.752."),
    too_precise=N_("Después del punto van como máximo cuatro cifras. Escriba el tipo de cambio así: 3.752."),
    too_large=N_("El tipo de cambio es demasiado alto. Escriba cuántos soles vale un dólar, así: 3.752."),
    comma_groups=False,
)
_QUANTITY = _Number(
    decimals=3,
    maximum=999_999 * QUANTITY_UNIT,
    example="12",
    missing=N_("Falta la cantidad. Escríbala así: 12."),
    zero=N_("La cantidad no puede ser 0. Escriba cuántos son."),
    too_precise=N_("Después del punto van como máximo tres cifras; para los miles use la coma: 1,234.5."),
    too_large=N_("La cantidad es demasiado grande: lo máximo es 999,999. Revise las cifras."),
)


def read_amount(text: str, allow_zero: bool = False, currency: str = "") -> int:
    """Céntimos typed as ``1,234.50``, ``1234.5`` or ``S/ 50``. Raises InvalidValue.

    With ``currency`` the symbol of another one is refused: US$ 50 is not S/ 50.
    """
    body = clean(text)
    symbol = _WRITTEN_SYMBOL.match(body)
    if symbol:
        written = "USD" if symbol[1].upper() == "US$" else "PEN"
        if currency and written != currency:
            sentence = _("Aquí el monto va en {right} y usted escribió {wrong}. Revise la moneda.")
            raise InvalidValue(sentence.format(right=SYMBOLS[currency], wrong=SYMBOLS[written]))
        body = body[symbol.end() :].lstrip()
    return _AMOUNT.read(body, allow_zero)


def names_currency(text: str) -> bool:
    """Whether an amount is typed with the symbol of a currency."""
    return _WRITTEN_SYMBOL.match(clean(text)) is not None


def read_signed_amount(text: str, currency: str = "") -> int:
    """Céntimos of a balance: as ``read_amount``, or 0, or with a minus sign in front. Raises InvalidValue."""
    body = clean(text)
    is_negative = body[:1] in _MINUS_SIGNS
    number = body[1:].strip() if is_negative else body
    amount = read_amount(number, allow_zero=True, currency=currency)
    return -amount if is_negative else amount


def format_amount(centimos: int) -> str:
    """``1,234.50``; negative with a true minus sign: ``−412.50``."""
    sign = _MINUS if centimos < 0 else ""
    whole, rest = divmod(abs(centimos), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def format_money(centimos: int, currency: str) -> str:
    """With its symbol and a no-break space: ``S/ 1,234.50``."""
    return f"{SYMBOLS[currency]}{_NO_BREAK_SPACE}{format_amount(centimos)}"


def read_rate(text: str) -> int:
    """Soles for one unit of another currency, in ten-thousandths: ``3.752`` is 37520. Raises InvalidValue."""
    return _RATE.read(clean(text))


def format_rate(rate: int) -> str:
    """Ten-thousandths as ``3.752``, ``3.7525``: three decimals, four where needed."""
    whole, rest = divmod(rate, RATE_UNIT)
    decimals = f"{rest:04d}"
    return f"{whole}.{decimals.removesuffix('0')}"


def read_quantity(text: str, allow_zero: bool = False) -> int:
    """Thousandths: ``1.5`` is 1500. Raises InvalidValue."""
    return _QUANTITY.read(clean(text), allow_zero)


def format_quantity(thousandths: int) -> str:
    """Thousandths as ``12``, ``1.5``, ``1,200``: no more decimals than needed."""
    whole, rest = divmod(thousandths, QUANTITY_UNIT)
    decimals = f"{rest:03d}".rstrip("0")
    return f"{whole:,}.{decimals}" if decimals else f"{whole:,}"


def format_signed_quantity(thousandths: int) -> str:
    """``+12``, ``−1.5``: what came or went."""
    return ("+" if thousandths > 0 else _MINUS) + format_quantity(abs(thousandths))


_GRAMS = _Number(
    decimals=3,
    maximum=9_999_999 * QUANTITY_UNIT,
    example="12,345.678",
    missing=N_("Falta el peso. Escríbalo en gramos, así: 12,345.678."),
    zero=N_("El peso no puede ser 0. Escriba cuántos gramos son."),
    too_precise=N_("Después del punto van como máximo tres cifras, los miligramos; para los miles use la coma."),
    too_large=N_("El peso es demasiado grande: escríbalo en gramos, no en miligramos."),
)
_FINENESS = _Number(
    decimals=2,
    maximum=1_000 * 100,
    example="916.50",
    missing=N_("Falta la ley. Escríbala en milésimas, así: 916.50."),
    zero=N_("La ley no puede ser 0. Escríbala en milésimas, así: 916.50."),
    too_precise=N_("Después del punto van como máximo dos cifras. Escriba la ley en milésimas, así: 916.50."),
    too_large=N_("La ley va en milésimas: lo máximo es 1,000, que es metal puro."),
)


def read_grams(text: str) -> int:
    """Milligrams of a weight typed in grams: ``12,345.678`` is 12345678. Raises InvalidValue."""
    return _GRAMS.read(clean(text))


def format_grams(milligrams: int) -> str:
    """Grams with their three decimals: ``12,345.678``."""
    whole, rest = divmod(milligrams, QUANTITY_UNIT)
    return f"{whole:,}.{rest:03d}"


def read_fineness(text: str) -> int:
    """Hundredths of a thousandth: ``916.5`` is 91650. Raises InvalidValue."""
    return _FINENESS.read(clean(text))


def format_fineness(fineness: int) -> str:
    """Thousandths with two decimals: ``916.50``."""
    return format_amount(fineness)


_PERCENT = _Number(
    decimals=2,
    maximum=100 * 100,
    example="18",
    missing=N_("Falta la tasa. Escríbala así: 18."),
    zero=N_("La tasa no puede ser 0. Escríbala así: 18."),
    too_precise=N_("Después del punto van como máximo dos cifras. Escriba la tasa así: 18."),
    too_large=N_("La tasa no puede pasar de 100."),
)


def read_percent(text: str) -> int:
    """Hundredths of one per cent: ``18`` and ``18 %`` are 1800. Raises InvalidValue."""
    return _PERCENT.read(clean(text).removesuffix("%").rstrip())


def format_percent(percent: int) -> str:
    """Hundredths of one per cent as ``18``, ``10.5``: no more decimals than needed."""
    return format_quantity(percent * 10)


def line_total(quantity_thousandths: int, unit_price_centimos: int) -> int:
    """Céntimos for a quantity at a price, half a céntimo rounded up."""
    return divide_half_up(quantity_thousandths * unit_price_centimos, QUANTITY_UNIT)


def to_soles(centimos: int, rate_ten_thousandths: int) -> int:
    """Céntimos of a foreign currency in céntimos of sol; half a céntimo rounded away from 0, so that an
    outgoing amount is worth exactly what the same incoming one is."""
    return divide_half_up(centimos * rate_ten_thousandths, RATE_UNIT)


def divide_half_up(dividend: int, divisor: int) -> int:
    """The quotient as a whole number, half of one rounded away from 0."""
    rounded = (2 * abs(dividend) + divisor) // (2 * divisor)
    return -rounded if dividend < 0 else rounded
