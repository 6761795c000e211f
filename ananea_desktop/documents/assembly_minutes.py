"""The draft of an assembly's minutes (acta): the same passages as a PDF, and as plain text to paste into the book."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from ananea_desktop.documents import fonts
from ananea_desktop.documents.assembly import BLANK, AssemblyPaper, Resolution
from ananea_desktop.documents.flow import WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.paper import INK2, MARGIN, Style, block
from ananea_desktop.domain.amount_words import number_in_words, spell_amount, time_in_words
from ananea_desktop.domain.assemblies import Attendance, calls_of
from ananea_desktop.domain.dates import day_of_week_date, format_date, format_time, month_name, weekday_name
from ananea_desktop.domain.language import ENGLISH, _, current_language
from ananea_desktop.domain.money import format_money

_TITLE = Style(fonts.BOLD, 17, 22)
_NOTE = Style(fonts.REGULAR, 10, 13, INK2)
_HEADING = Style(fonts.SEMIBOLD, 12.5, 17)
_TEXT = Style(fonts.REGULAR, 11.5, 16.5)
_MARK_WIDTH = 22


class _Kind(Enum):
    TITLE = auto()
    NOTE = auto()
    HEADING = auto()
    TEXT = auto()
    ITEM = auto()
    """Numbered."""


@dataclass(frozen=True)
class _Passage:
    kind: _Kind
    text: str
    number: int = 0


def minutes_pdf(paper: AssemblyPaper) -> bytes:
    """The draft as PDF; what is not known yet is a visible blank."""
    parts: list[AnyPart] = []
    for passage in _passages(paper):
        parts.append(_part(passage))
    return flow_pdf(paper.letterhead, _title(paper), signed(parts, _signers(paper), above=10), _draft_note())


def minutes_text(paper: AssemblyPaper) -> bytes:
    """The draft as UTF-8 text, a paragraph on each line, lines ended as Windows wants them."""
    blocks = []
    for passage in _passages(paper):
        mark = f"{passage.number}. " if passage.kind is _Kind.ITEM else ""
        blocks.append(mark + (passage.text.upper() if passage.kind is _Kind.TITLE else passage.text))
    if paper.letterhead.is_sample:
        blocks.insert(0, _("MUESTRA: datos inventados"))
    blocks += ["\n".join(filter(None, (BLANK * 2, name, role))) for name, role in _signers(paper)]
    text = "\n\n".join(blocks) + "\n"
    return text.replace("\u00a0", " ").replace("\n", "\r\n").encode("utf-8")


def _part(passage: _Passage) -> Part:
    if passage.kind is _Kind.TITLE:
        return Part(block(passage.text.upper(), _TITLE, WIDTH))
    if passage.kind is _Kind.NOTE:
        return Part(block(passage.text, _NOTE, WIDTH))
    if passage.kind is _Kind.HEADING:
        return Part(block(passage.text, _HEADING, WIDTH), above=13, keeps_next=True)
    if passage.kind is _Kind.ITEM:
        mark = block(f"{passage.number}.", _TEXT, _MARK_WIDTH)
        return Part(block(passage.text, _TEXT, WIDTH - _MARK_WIDTH), MARGIN + _MARK_WIDTH, 3, mark)
    return Part(block(passage.text, _TEXT, WIDTH), above=7)


def _title(paper: AssemblyPaper) -> str:
    return _("Acta de {assembly}").format(assembly=paper.title)


def _draft_note() -> str:
    return _("Borrador: no sustituye al Libro de Actas.")


def _passages(paper: AssemblyPaper) -> Iterator[_Passage]:
    yield _Passage(_Kind.TITLE, _title(paper))
    yield _Passage(_Kind.NOTE, _draft_note())
    yield _Passage(_Kind.TEXT, _opening(paper))
    yield _Passage(_Kind.HEADING, _("Quórum"))
    yield _Passage(_Kind.TEXT, _quorum(paper))
    yield _Passage(_Kind.TEXT, _direction(paper))
    yield _Passage(_Kind.HEADING, _("Agenda"))
    for number, item in enumerate(paper.agenda, start=1):
        yield _Passage(_Kind.ITEM, item, number)
    yield _Passage(_Kind.HEADING, _("Desarrollo"))
    for number, item in enumerate(paper.agenda, start=1):
        sentence = _("Sobre «{item}» se informó y se debatió lo siguiente: {blank}")
        yield _Passage(_Kind.ITEM, sentence.format(item=item, blank=BLANK), number)
    yield _Passage(_Kind.HEADING, _("Acuerdos"))
    if not paper.resolutions:
        yield _Passage(_Kind.TEXT, _("Acuerdo 1. {blank}").format(blank=BLANK))
    for resolution in paper.resolutions:
        yield _Passage(_Kind.TEXT, _resolution(resolution, paper))
    yield _Passage(_Kind.HEADING, _("Cierre"))
    yield _Passage(_Kind.TEXT, _closing(paper))


def _opening(paper: AssemblyPaper) -> str:
    sentence = _(
        "En {place}, siendo {time} del día {day}, se reunieron en {assembly} los socios de la {cooperative}, "
        "con RUC {ruc}, citados para {calls}."
    )
    return sentence.format(
        place=paper.place,
        time=_time(paper.opened_at),
        day=_day(paper.held_on),
        assembly=paper.title,
        cooperative=paper.letterhead.name,
        ruc=paper.letterhead.ruc or BLANK,
        calls=_calls(paper),
    )


def _calls(paper: AssemblyPaper) -> str:
    first = format_time(paper.first_call)
    if not paper.second_call:
        return _("las {first} en única convocatoria").format(first=first)
    second = format_time(paper.second_call)
    return _("las {first} en primera convocatoria y las {second} en segunda").format(first=first, second=second)


def _quorum(paper: AssemblyPaper) -> str:
    if not paper.is_noted:
        counted = _("Se pasó lista: asistieron {blank} de {eligible} socios hábiles.").format(
            blank=BLANK, eligible=paper.quorum.eligible
        )
        verdict = _("Quórum en {call} convocatoria: {blank}") if paper.call else _("Quórum: {blank}")
        return f"{counted} {verdict.format(call=_call(paper.call, paper), blank=BLANK)}"
    counted = _(
        "Se pasó lista: de {eligible} socios hábiles asistieron {attending} (presentes: {present}; "
        "representados: {represented})."
    ).format(
        eligible=paper.quorum.eligible,
        attending=paper.quorum.attending,
        present=paper.count(Attendance.PRESENT),
        represented=paper.count(Attendance.REPRESENTED),
    )
    return f"{counted} {_verdict(paper)}"


def _verdict(paper: AssemblyPaper) -> str:
    """What the numbers say. In which of two calls it was opened they do not: that is a blank until it is noted."""
    calls = calls_of(paper.call, paper.second_call)
    if len(calls) == 1:
        return _verdict_of_call(paper, calls[0])
    quorum = paper.quorum
    met = [call for call in calls if quorum.is_met(call)]
    if not met:
        sentence = _("El estatuto pide {first} en primera convocatoria y {second} en segunda: no hubo quórum.")
    elif len(met) == 1:
        sentence = _(
            "El estatuto pide {first} en primera convocatoria y {second} en segunda: hubo quórum solo para la {call}. "
            "Se instaló en {blank} convocatoria."
        )
    else:
        sentence = _(
            "El estatuto pide {first} en primera convocatoria y {second} en segunda: hubo quórum para las dos. "
            "Se instaló en {blank} convocatoria."
        )
    call = _call(met[0], paper) if met else ""
    return sentence.format(first=quorum.needed_first, second=quorum.needed_second, call=call, blank=BLANK)


def _verdict_of_call(paper: AssemblyPaper, call: str) -> str:
    if paper.quorum.is_met(call):
        sentence = _("El estatuto pide {needed} en {call} convocatoria: hubo quórum y se instaló la asamblea.")
    elif paper.resolutions:  # it was opened all the same: the paper does not say that it was not
        sentence = _("El estatuto pide {needed} en {call} convocatoria: no hubo quórum.")
    else:
        sentence = _("El estatuto pide {needed} en {call} convocatoria: no hubo quórum y la asamblea no se instaló.")
    return sentence.format(needed=paper.quorum.needed(call), call=_call(call, paper))


def _call(call: str, paper: AssemblyPaper) -> str:
    if call == "second":
        return _("segunda")
    return _("primera") if paper.second_call else _("única")


def _direction(paper: AssemblyPaper) -> str:
    sentence = _("Dirigió la asamblea {chair}, y llevó el acta {secretary}.")
    return sentence.format(chair=paper.chair or BLANK, secretary=paper.secretary or BLANK)


def _resolution(resolution: Resolution, paper: AssemblyPaper) -> str:
    text = " ".join(resolution.text.split())
    if text[-1:] not in ".!?":
        text += "."
    budget = ""
    if resolution.amount is not None:
        budget = " " + _("Presupuesto para el proyecto «{project}»: {amount} ({words}).").format(
            project=resolution.project,
            amount=format_money(resolution.amount, "PEN"),
            words=spell_amount(resolution.amount),
        )
    votes = _(
        "Votos a favor: {votes_for}; en contra: {votes_against}; abstenciones: {votes_abstaining}. {outcome}"
    ).format(
        votes_for=resolution.votes_for,
        votes_against=resolution.votes_against,
        votes_abstaining=resolution.votes_abstaining,
        outcome=_outcome(resolution, paper),
    )
    return _("Acuerdo {number}. {text}").format(number=resolution.number, text=f"{text}{budget} {votes}")


def _outcome(resolution: Resolution, paper: AssemblyPaper) -> str:
    """Unanimous is what everybody who came voted for, and nothing else."""
    if not resolution.is_approved:
        return _("No se aprobó.")
    votes_for, attending = resolution.votes_for, paper.quorum.attending
    votes = votes_for + resolution.votes_against + resolution.votes_abstaining
    if paper.is_noted and votes_for == votes == attending > 0:
        return _("Se aprobó por unanimidad.")
    is_counted = paper.is_noted and votes <= attending  # else nobody knows yet how many came
    total = attending if is_counted else votes
    if votes_for * 2 <= total:  # the statute may let it pass; a majority it is not
        return _("Se aprobó.")
    if is_counted:
        sentence = _("Se aprobó por mayoría: {votes_for} de {total} asistentes.")
    else:
        sentence = _("Se aprobó por mayoría: {votes_for} de {total} votos.")
    return sentence.format(votes_for=votes_for, total=total)


def _closing(paper: AssemblyPaper) -> str:
    sentence = _(
        "Sin más que tratar, se leyó y se aprobó esta acta, y la asamblea terminó {time} del mismo día. "
        "Firman quienes la dirigieron y los socios designados; la lista de asistencia firmada es parte del acta."
    )
    time = _time(paper.closed_at)
    return sentence.format(time=_("a {time}").format(time=time))


def _signers(paper: AssemblyPaper) -> list[tuple[str, str]]:
    member = ("", _("Socio/a designado/a para firmar"))
    return [
        (paper.chair, _("Dirigió la asamblea")),
        (paper.secretary, _("Secretario/a de actas")),
        member,
        member,
    ]


def _time(time: str) -> str:
    """«las diez horas con cinco minutos»; in English ``10:05 a.m.``"""
    if not time:
        return _("las {blank} horas").format(blank=BLANK)
    return format_time(time) if current_language() == ENGLISH else time_in_words(time)


def _day(day: date) -> str:
    """«sábado veintiocho de febrero de dos mil veintiséis (28/02/2026)»"""
    if current_language() == ENGLISH:
        return day_of_week_date(day)
    number = "primero" if day.day == 1 else number_in_words(day.day)
    words = f"{weekday_name(day)} {number} de {month_name(day)} de {number_in_words(day.year)}"
    return f"{words} ({format_date(day)})"
