"""A cell of a sheet as the text that a form would be given: what spreadsheets do to numbers, dates and names undone."""

import re
from datetime import date, timedelta

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.fields import Field, Kind
from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import fold

EXAMPLES = ("ejemplo no se trae", "example not brought in")
"""What begins a cell of a row that is only an example, folded, in every language of the template."""
_ERRORS = re.compile(r"#(?:REF|N/?A|NAME|NULL|NUM|VALUE|DIV/0|[¡¿]?\w+)[!?]?|#N/D|Err:\d+", re.IGNORECASE)
_SERIAL = re.compile(r"[1-5]\d{4}")
_DECIMAL_COMMA = re.compile(r"(?:\d{1,3}(?:[. ]\d{3})+|\d+),\d{1,2}")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?(?:\.0+)?$")
_DOCUMENT = re.compile(
    r"\s*(DNI|D\.N\.I\.?|L\.?E\.?|CE|C\.E\.?|Carn[eé] de extranjer[ií]a|Pasaporte|PAS\.?)\b[\s:.°º-]*(?:N[°º.]?\s*)?"
    r"(\w[\w\s.-]*)",
    re.IGNORECASE,
)
_DOCUMENT_TYPES = {"d": "dni", "l": "dni", "c": "ce", "p": "passport"}
_PARTICLES = frozenset("de del la las los san santa y da do dos von van viuda vda".split())

_SYNONYMS: dict[str, dict[str, str]] = {
    "sex": {"femenino": "f", "mujer": "f", "f": "f", "fem": "f", "masculino": "m", "hombre": "m", "varon": "m"}
    | {"masc": "m", "h": "m", "v": "m"},
    "state": {"habil": "active", "activo": "active", "activa": "active", "vigente": "active"}
    | {"inhabil": "suspended", "suspendido": "suspended", "suspendida": "suspended", "inactivo": "suspended"}
    | {"retirado": "retired", "retirada": "retired", "renuncio": "retired", "excluido": "expelled"}
    | {"excluida": "expelled", "fallecido": "deceased", "fallecida": "deceased", "finado": "deceased"},
    "kind": {"socio": "member", "socia": "member", "trabajador": "worker", "trabajadora": "worker"},
    "document_type": {"carnet de extranjeria": "ce", "c e": "ce", "d n i": "dni", "ce": "ce"},
}


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed."""
    return text.startswith(("#", "Err:")) and _ERRORS.fullmatch(text.strip()) is not None


def usual_text(field: Field, text: str, is_csv: bool) -> tuple[str, str]:
    """The text for the field's own reader, and a remark where it is not what the cell says."""
    text = text.strip()
    if is_csv and text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]  # put there against formulas
    if field.kind is Kind.DATE:
        return _date_text(text)
    if field.kind is Kind.AMOUNT and _DECIMAL_COMMA.fullmatch(text):
        plain = text.replace(".", "").replace(" ", "").replace(",", ".")
        return plain, _("El importe {text} se leyó como {plain}.").format(text=text, plain=plain)
    if field.kind is Kind.INTEGER and text.endswith((".0", ",0")):
        return text[:-2], ""
    return text, ""


def _date_text(text: str) -> tuple[str, str]:
    text = _MIDNIGHT.sub("", text)
    if _SERIAL.fullmatch(text):
        day = format_date(date(1899, 12, 30) + timedelta(days=int(text)))
        return day, _("El número {number} se leyó como la fecha {day}.").format(number=text, day=day)
    return text, ""


def choice_text(field: Field, text: str, seen: frozenset[str]) -> str:
    """The code of a choice written in another way; the text itself where it is none.

    ``seen`` holds all that stands in the column, folded: M is a man beside F, and a woman beside H.
    """
    folded = fold(text)
    if field.name == "sex" and folded == "m":
        is_women, is_men = bool(seen & {"h", "v"}), "f" in seen
        return text + "?" if is_women == is_men else ("f" if is_women else "m")
    for code, label in field.choices.items():
        if folded in (fold(code), fold(label), fold(_(label))):  # a sheet is Spanish whatever the window speaks
            return code
    return _SYNONYMS.get(field.name, {}).get(folded, text)


def split_document(text: str) -> tuple[str, str]:
    """``DNI 00041527`` as its type and number; no type where it says none."""
    found = _DOCUMENT.fullmatch(text)
    if found is None:
        return "", text.strip()
    return _DOCUMENT_TYPES[found[1][0].lower()], found[2].strip()


def padded_dni(number: str) -> tuple[str, str]:
    """A DNI that a spreadsheet took for a number, with the zeros it lost, and a remark; another one as it is."""
    compact = number.replace(" ", "").removesuffix(".0")
    if compact.isascii() and compact.isdigit() and 5 <= len(compact) < 8 and not compact.startswith("0"):
        full = compact.zfill(8)
        return full, _("Al DNI {short} le faltaban ceros: se trae como {full}.").format(short=compact, full=full)
    return number, ""


def split_names(text: str) -> tuple[dict[str, str], str, bool]:
    """Surnames and given names of one cell: the texts of the three fields, a remark, and whether it is a doubt.

    ``Quispe Mamani, Rosa`` is certain; without a comma the first two words are taken for the surnames.
    """
    before, comma, after = text.partition(",")
    words = _grouped(before.split())
    if comma and after.strip():
        parts = {"paternal_surname": words[0] if words else "", "maternal_surname": " ".join(words[1:])}
        sentence = _("Apellidos de más de dos palabras: paterno «{first}», materno «{rest}».")
        remark = "" if len(words) <= 2 else sentence.format(first=words[0], rest=" ".join(words[1:]))
        return parts | {"given_names": " ".join(after.split())}, remark, len(words) > 2
    if len(words) < 2:
        return {"paternal_surname": text, "maternal_surname": "", "given_names": ""}, "", False
    surnames = words[:2] if len(words) > 2 else [words[0], ""]
    given = " ".join(words[len([word for word in surnames if word]) :])
    sentence = _("«{text}» se partió así: {first} · {second} · {given}.")
    remark = sentence.format(text=text, first=surnames[0], second=surnames[1] or "–", given=given)
    parts = {"paternal_surname": surnames[0], "maternal_surname": surnames[1], "given_names": given}
    return parts, remark, not 3 <= len(words) <= 4


def _grouped(words: list[str]) -> list[str]:
    """Words with the small ones that belong to them: ``de la Cruz`` is one."""
    grouped: list[str] = []
    held: list[str] = []
    for word in words:
        held.append(word)
        if fold(word) not in _PARTICLES:
            grouped.append(" ".join(held))
            held = []
    return grouped + ([" ".join(held)] if held else [])


def labels_of(field: Field, value: object) -> str:
    """A value as it is shown among what changes."""
    return field.display(value) or "–"  # type: ignore[arg-type]
