"""The record kit's declarations: a Field is declared once, and form, table, search, import and history read it.

A value typed anywhere (window, command, import) goes through one gate, ``RecordType.read``, so that all refuse the
same things with the same words.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from ananea_desktop.domain import dates, money
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import InvalidValue, clean

Value = str | int | date | None
Values = dict[str, Value]

LONGEST_TEXT = 300
LONGEST_NOTE = 4000


class Kind(Enum):
    TEXT = auto()
    LONG_TEXT = auto()
    INTEGER = auto()
    DATE = auto()
    TIME = auto()
    """Of the day, kept as ``HH:MM``."""
    AMOUNT = auto()
    """Integer céntimos."""
    RATE = auto()
    """Exchange rate, integer ten-thousandths."""
    GRAMS = auto()
    """Typed in grams, kept in whole milligrams."""
    FINENESS = auto()
    """Typed in thousandths, kept in hundredths of a thousandth."""
    PERCENT = auto()
    """Typed in per cent, kept in hundredths of one."""
    DURATION = auto()
    """Typed in hours, kept in whole minutes."""
    QUANTITY = auto()
    """Typed in whole units or parts of one, kept in thousandths."""
    CHOICE = auto()
    REFERENCE = auto()
    """The id of a row of ``Field.references``."""


TEXT_KINDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.TIME)


@dataclass(frozen=True)
class Problem:
    """Why a field was not taken. An overridable one is a doubt: shown once, accepted when insisted on."""

    field: str
    sentence: str
    overridable: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str
    """The column's name."""
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    is_needed_at_times: bool = False
    """``RecordType.check`` tells when: a form does not call it optional."""
    choices: Mapping[str, str] = field(default_factory=dict)
    references: str = ""
    """For REFERENCE: the table referred to."""
    currency: str = ""
    """For AMOUNT: the one it is in (PEN, USD); the symbol of another one is refused."""
    searchable: bool = False
    found_by_end: bool = False
    """Of a searchable number: its last digits find it too, and all of them however they are spaced."""
    in_table: bool = False
    section: str = ""
    """The form's heading under which this field and those after it stand."""
    hint: str = ""
    default: str = ""
    """What an empty form starts with, as typed text."""
    missing: str = ""
    """The sentence when a required field is empty; one is made from the label when this is not given."""

    def read(self, text: str, today: date) -> Value:
        """The value of a typed text. Raises InvalidValue with the sentence to show beside the field."""
        text = clean(text, lines=self.kind is Kind.LONG_TEXT)
        if not text:
            if self.required:
                raise InvalidValue(
                    _(self.missing) if self.missing else _("Falta: {label}.").format(label=_(self.label))
                )
            return "" if self.kind in TEXT_KINDS else None
        return _READERS[self.kind](self, text, today)

    def text(self, value: Value) -> str:
        """The value as one would type it; ``read`` gives it back."""
        if value is None or value == "":
            return ""
        return _WRITERS.get(self.kind, str)(value)

    def display(self, value: Value) -> str:
        """The value as it is shown: a choice by its label, the rest as typed."""
        if self.kind is Kind.CHOICE and value in self.choices:
            return _(self.choices[str(value)])
        return self.text(value)


def _read_text(field: Field, text: str, today: date) -> Value:
    longest = LONGEST_NOTE if field.kind is Kind.LONG_TEXT else LONGEST_TEXT
    if len(text) > longest:
        raise InvalidValue(
            _("Es demasiado largo: tiene {count} letras y caben {longest}. Acórtelo.").format(
                count=len(text), longest=longest
            )
        )
    return text


def _read_integer(field: Field, text: str, today: date) -> Value:
    if not text.isascii() or not text.isdigit():
        raise InvalidValue(_("Escriba solo cifras, por ejemplo 35."))
    if len(text) > 9:
        raise InvalidValue(_("Ese número es demasiado grande. Revíselo."))
    return int(text)


def _read_choice(field: Field, text: str, today: date) -> Value:
    if text in field.choices:
        return text
    by_label = {each.casefold(): code for code, label in field.choices.items() for each in (label, _(label))}
    if text.casefold() in by_label:
        return by_label[text.casefold()]
    allowed = ", ".join(_(label) for label in field.choices.values())
    raise InvalidValue(_("«{text}» no está en la lista. Elija: {allowed}.").format(text=text[:40], allowed=allowed))


def _read_reference(field: Field, text: str, today: date) -> Value:
    if not text.isascii() or not text.isdigit() or len(text) > 18:  # more does not fit into SQLite's integers
        raise InvalidValue(_("«{text}» no está en la lista. Elija uno de la lista.").format(text=text[:40]))
    return int(text)


def _read_duration(field: Field, text: str, today: date) -> Value:
    hours = money.read_quantity(text)
    if hours > 1000_000 or hours * 60 % 1000:
        raise InvalidValue(_("Escriba las horas así: 4 o 1.5; como mucho 1000."))
    return hours * 60 // 1000


_READERS: dict[Kind, Callable[[Field, str, date], Value]] = {
    Kind.TEXT: _read_text,
    Kind.LONG_TEXT: _read_text,
    Kind.INTEGER: _read_integer,
    Kind.DATE: lambda field, text, today: dates.read_date(text, today),
    Kind.TIME: lambda field, text, today: dates.read_time(text),
    Kind.AMOUNT: lambda field, text, today: money.read_amount(text, currency=field.currency),
    Kind.RATE: lambda field, text, today: money.read_rate(text),
    Kind.GRAMS: lambda field, text, today: money.read_grams(text),
    Kind.FINENESS: lambda field, text, today: money.read_fineness(text),
    Kind.PERCENT: lambda field, text, today: money.read_percent(text),
    Kind.QUANTITY: lambda field, text, today: money.read_quantity(text),
    Kind.DURATION: _read_duration,
    Kind.CHOICE: _read_choice,
    Kind.REFERENCE: _read_reference,
}

_WRITERS: dict[Kind, Callable[..., str]] = {
    Kind.DATE: dates.format_date,
    Kind.AMOUNT: money.format_amount,
    Kind.RATE: money.format_rate,
    Kind.GRAMS: money.format_grams,
    Kind.FINENESS: money.format_fineness,
    Kind.PERCENT: money.format_percent,
    Kind.QUANTITY: money.format_quantity,
    Kind.DURATION: lambda minutes: money.format_quantity(minutes * 1000 // 60),
}


def _no_check(values: Values, today: date) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True, kw_only=True)
class RecordType:
    """One kind of record: its table, its words, its fields and the rule that holds across them."""

    table: str
    singular: str
    """As in «Nuevo {singular}»."""
    plural: str
    fields: tuple[Field, ...]
    name_of: Callable[[Values], str]
    """How a record is called in lists and papers; lists sort by it."""
    check: Callable[[Values, date], Iterable[Problem]] = _no_check

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def read(
        self, texts: Mapping[str, str], today: date, confirmed: Collection[str] = ()
    ) -> tuple[Values, dict[str, Problem]]:
        """The values of typed texts, and what stands against them by field; no problem means it can be saved.

        ``confirmed`` names the fields whose doubts the person has seen and insisted on.
        """
        values: Values = {}
        problems: dict[str, Problem] = {}
        for each in self.fields:
            try:
                values[each.name] = each.read(texts.get(each.name, ""), today)
            except InvalidValue as invalid:
                problems[each.name] = Problem(each.name, str(invalid))
        for problem in self.check(values, today):
            if problem.overridable and problem.field in confirmed:
                continue
            problems.setdefault(problem.field, problem)
        return values, problems

    def texts(self, values: Mapping[str, Value]) -> dict[str, str]:
        """The typed texts of a record: what a form shows when it is opened to change it."""
        return {each.name: each.text(values.get(each.name)) for each in self.fields}

    def search_text(self, values: Mapping[str, Value]) -> str:
        """What the search finds this record by, before folding."""
        found = [each.display(values.get(each.name)) for each in self.fields if each.searchable]
        for each in self.fields:
            if each.found_by_end:
                found += _number_words(each.display(values.get(each.name)))
        return " ".join(found)


def _number_words(number: str) -> Iterable[str]:
    """The number without blanks where it has some, and backwards (storage.records.match_query)."""
    joined = "".join(filter(str.isalnum, number))
    if joined and joined != number:
        yield joined
    if len(joined) > 3:
        yield backwards(joined)


def backwards(digits: str) -> str:
    """``72514`` as ``r41527``: a word whose beginning is the end of the number, and no word of a name."""
    return f"r{digits[::-1]}"


def date_order(values: Values, earlier: str, later: str, sentence: str) -> Iterable[Problem]:
    """A problem at ``later`` when it lies before ``earlier``; nothing while one of them is missing."""
    first, second = values.get(earlier), values.get(later)
    if isinstance(first, date) and isinstance(second, date) and second < first:
        yield Problem(later, _(sentence))


YES_NO = {"yes": N_("Sí"), "no": N_("No")}

VALID_FROM = Field(
    name="valid_from",
    label=N_("Rige desde"),
    kind=Kind.DATE,
    required=True,
    in_table=True,
    missing=N_("Falta desde qué día rige."),
)
"""Of a rate or an amount that changes: what stood before it goes on for the days before."""
