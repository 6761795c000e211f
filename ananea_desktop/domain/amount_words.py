"""Amounts in words, as receipts and cheques carry them: MIL DOSCIENTOS TREINTA Y CUATRO CON 50/100 SOLES.

Own work, since num2words spells 21 000 as «veintiuno mil». Form as in SUNAT's catalogue 52, code 1000.
"""

from ananea_desktop.domain.language import ENGLISH, current_language
from ananea_desktop.domain.money import MAX_AMOUNT

_SPANISH_CURRENCIES = {"PEN": "SOLES", "USD": "DÓLARES AMERICANOS"}
_ENGLISH_CURRENCIES = {"PEN": "SOLES", "USD": "US DOLLARS"}

_SPANISH_UNITS = [
    "CERO", "UNO", "DOS", "TRES", "CUATRO", "CINCO", "SEIS", "SIETE", "OCHO", "NUEVE", "DIEZ", "ONCE", "DOCE", "TRECE",
    "CATORCE", "QUINCE", "DIECISÉIS", "DIECISIETE", "DIECIOCHO", "DIECINUEVE", "VEINTE", "VEINTIUNO", "VEINTIDÓS",
    "VEINTITRÉS", "VEINTICUATRO", "VEINTICINCO", "VEINTISÉIS", "VEINTISIETE", "VEINTIOCHO", "VEINTINUEVE",
]  # fmt: skip
_SPANISH_TENS = ["-", "-", "-", "TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA"]
_SPANISH_HUNDREDS = [
    "-", "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS", "QUINIENTOS", "SEISCIENTOS", "SETECIENTOS",
    "OCHOCIENTOS", "NOVECIENTOS",
]  # fmt: skip

_ENGLISH_UNITS = [
    "ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE",
    "THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN",
]  # fmt: skip
_ENGLISH_TENS = ["-", "-", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"]


def spell_amount(centimos: int, currency: str = "PEN") -> str:
    """The amount in words of the language in use. Raises ValueError as the two below."""
    spell = amount_in_english if current_language() == ENGLISH else amount_in_words
    return spell(centimos, currency)


def amount_in_words(centimos: int, currency: str = "PEN") -> str:
    """Céntimos in Spanish words. Raises ValueError below 0, above MAX_AMOUNT and for an unknown currency."""
    whole, rest = _split(centimos, currency)
    return f"{_spanish(whole)} CON {rest:02d}/100 {_SPANISH_CURRENCIES[currency]}"


def amount_in_english(centimos: int, currency: str = "PEN") -> str:
    """Céntimos in English words. Raises ValueError below 0, above MAX_AMOUNT and for an unknown currency."""
    whole, rest = _split(centimos, currency)
    return f"{_english(whole)} AND {rest:02d}/100 {_ENGLISH_CURRENCIES[currency]}"


def number_in_words(number: int) -> str:
    """A whole number in Spanish words as they stand in running text: ``dos mil veintiséis``. Raises ValueError below 0
    and from a thousand million on."""
    if not 0 <= number < 1_000_000_000:
        raise ValueError(f"no words for {number}")
    return _spanish(number).lower()


def time_in_words(time: str) -> str:
    """``HH:MM`` in Spanish words, as minutes carry it: ``las diez horas con cinco minutos``, ``la una hora``."""
    hour, minute = int(time[:2]), int(time[3:])
    hours = _spanish(hour).lower()
    hours = hours.removesuffix("uno") + "una" if hours.endswith("uno") else hours
    said = f"la {hours} hora" if hour == 1 else f"las {hours} horas"
    if not minute:
        return said
    return f"{said} con un minuto" if minute == 1 else f"{said} con {_before_noun(minute).lower()} minutos"


def _split(centimos: int, currency: str) -> tuple[int, int]:
    if not 0 <= centimos <= MAX_AMOUNT:
        raise ValueError(f"no words for {centimos} céntimos")
    if currency not in _SPANISH_CURRENCIES:
        raise ValueError(f"no words for the currency {currency}")
    return divmod(centimos, 100)


def _spanish(number: int) -> str:
    """Any whole number below a thousand million; standing alone, so it ends in UNO, not UN."""
    millions, below_million = divmod(number, 1_000_000)
    thousands, units = divmod(below_million, 1_000)
    words = []
    if millions:
        words.append("UN MILLÓN" if millions == 1 else f"{_before_noun(millions)} MILLONES")
    if thousands:
        words.append("MIL" if thousands == 1 else f"{_before_noun(thousands)} MIL")
    if units or not words:
        words.append(_spanish_below_thousand(units))
    return " ".join(words)


def _before_noun(number: int) -> str:
    """As said before MIL and MILLONES: UN, VEINTIÚN, TREINTA Y UN, CIENTO UN."""
    words = _spanish_below_thousand(number)
    if words.endswith("VEINTIUNO"):
        return words.removesuffix("VEINTIUNO") + "VEINTIÚN"
    return words.removesuffix("O") if words.endswith("UNO") else words


def _spanish_below_thousand(number: int) -> str:
    hundreds, below_hundred = divmod(number, 100)
    if number == 100:
        return "CIEN"
    if hundreds and not below_hundred:
        return _SPANISH_HUNDREDS[hundreds]
    tail = _spanish_below_hundred(below_hundred)
    return f"{_SPANISH_HUNDREDS[hundreds]} {tail}" if hundreds else tail


def _spanish_below_hundred(number: int) -> str:
    if number < len(_SPANISH_UNITS):
        return _SPANISH_UNITS[number]
    tens, units = divmod(number, 10)
    return f"{_SPANISH_TENS[tens]} Y {_SPANISH_UNITS[units]}" if units else _SPANISH_TENS[tens]


def _english(number: int) -> str:
    """Any whole number below a thousand million."""
    millions, below_million = divmod(number, 1_000_000)
    thousands, units = divmod(below_million, 1_000)
    words = []
    if millions:
        words.append(f"{_english_below_thousand(millions)} MILLION")
    if thousands:
        words.append(f"{_english_below_thousand(thousands)} THOUSAND")
    if units or not words:
        words.append(_english_below_thousand(units))
    return " ".join(words)


def _english_below_thousand(number: int) -> str:
    hundreds, below_hundred = divmod(number, 100)
    head = f"{_ENGLISH_UNITS[hundreds]} HUNDRED" if hundreds else ""
    if head and not below_hundred:
        return head
    tail = _english_below_hundred(below_hundred)
    return f"{head} {tail}" if head else tail


def _english_below_hundred(number: int) -> str:
    if number < len(_ENGLISH_UNITS):
        return _ENGLISH_UNITS[number]
    tens, units = divmod(number, 10)
    return f"{_ENGLISH_TENS[tens]}-{_ENGLISH_UNITS[units]}" if units else _ENGLISH_TENS[tens]
