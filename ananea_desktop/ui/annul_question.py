"""The question before something numbered is annulled: with its reason, never by Enter alone, and why it was refused."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask, tell


def ask_to_annul(
    parent: QWidget,
    desk: Desk,
    question: str,
    sentence: str,
    *,
    annul: Callable[[Books, int, str], Any],
    record_id: int,
    said: Callable[[Any], str],
    refused: str,
) -> None:
    """``annul`` is done with the reason that is given; ``said`` makes of its answer what was done. ``refused`` is the
    title over why it was not."""
    ask(
        parent,
        question,
        sentence,
        yes=_("Anular"),
        no=_("Dejar como está"),
        icon="prohibit",
        reason=_("Por qué se anula"),
        destroying=True,
        then=lambda reason: desk.books.ask(
            annul,
            record_id,
            reason,
            owner=desk,
            then=lambda made: say_done(desk, said(made)),
            refused=lambda problem: tell_why_not(parent, refused, problem),
        ),
    )


def say_done(desk: Desk, sentence: str) -> None:
    """What was done; whatever is in sight shows it."""
    desk.said.emit(sentence)
    desk.record_saved.emit()


def tell_why_not(parent: QWidget, title: str, problem: UserError) -> None:
    found = problem.problems.get("reason") if isinstance(problem, InvalidRecord) else None
    tell(parent, title, found or problem.sentence)
