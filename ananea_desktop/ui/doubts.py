"""The question about what is unusual in a document, with the reason where it spends beyond what was approved."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.errors import NeedsConfirmation
from ananea_desktop.domain.language import _
from ananea_desktop.operations.receipt_warnings import OVER_BUDGET
from ananea_desktop.ui.dialogs import Question, ask

Answer = Callable[[tuple[str, ...], str], object]


def ask_doubts(
    parent: QWidget,
    doubt: NeedsConfirmation,
    question: str,
    *,
    yes: str,
    no: str,
    icon: str,
    then: Answer,
    otherwise: Callable[[], object] | None = None,
) -> Question:
    """Asks; ``then`` is called with the concerns that are confirmed now, and the reason (or "")."""
    concerns = tuple(doubt.concern.split())
    is_beyond = OVER_BUDGET in concerns
    asked = ask(
        parent,
        question,
        doubt.sentence,
        yes=yes,
        no=no,
        icon=icon,
        reason=_("Por qué se gasta así. Queda escrito y sale en el informe de la Prima.") if is_beyond else "",
        then=lambda reason: then(concerns, reason),
        otherwise=otherwise,
    )
    if not is_beyond:  # Enter, pressed by habit, goes back to what is doubted and issues nothing
        for button in (asked.yes_button, asked.no_button):
            button.setDefault(False)
            button.setAutoDefault(True)  # Enter presses the one that has the cursor
        asked.no_button.setFocus()
    return asked
