"""The rights an operation asks for, checked before it does anything: hidden buttons alone keep nobody out."""

from collections.abc import Callable, Generator
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any, ParamSpec, TypeVar, cast

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import RIGHTS, ROLE_NAMES, Right, Role
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import people

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Asked = Right | tuple[Right, ...] | Callable[..., Right | tuple[Right, ...]]
"""One of several rights is enough; a function, called with the operation's arguments, says which where they decide."""


_MOST_NAMES = 3
"""In one sentence."""


class NotAllowed(UserError):
    """Whoever is working lacks the right."""


def needs(asked: Asked) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Marks an operation (its first argument: the books) with the right it needs. Only within one may ``Books.act``
    be entered, so that none can be forgotten.

    The operation then raises NotAllowed, before anything else happens, where the right is lacking.
    """

    def mark(operation: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        def check(books: Books, *arguments: Any, **named: Any) -> None:
            found = asked(books, *arguments, **named) if callable(asked) else asked
            refuse_without(books, *(found if isinstance(found, tuple) else (found,)))

        @wraps(operation)
        def at_once(books: Books, *arguments: Any, **named: Any) -> Any:
            check(books, *arguments, **named)
            with books.permitted():
                return cast(Any, operation)(books, *arguments, **named)

        @wraps(operation)
        def in_steps(books: Books, *arguments: Any, **named: Any) -> Any:
            check(books, *arguments, **named)
            return _permitted_steps(books, cast(Any, operation)(books, *arguments, **named))

        marked = in_steps if isgeneratorfunction(operation) else at_once
        marked.asked = asked  # type: ignore[attr-defined]  # the test of every operation with every role reads it
        return cast(Callable[Arguments, Result], marked)

    return mark


def refuse_without(books: Books, *rights: Right) -> None:
    """Raises NotAllowed unless whoever is working has one of them."""
    if books.rights.isdisjoint(rights):
        raise NotAllowed(f"{_('Usted no tiene permiso para esto.')} {_whom_to_ask(books, *rights)}")


def _whom_to_ask(books: Books, *rights: Right) -> str:
    """By name where somebody has the right, with the roles that bring it; else by the roles."""
    roles = roles_with(*rights)
    names = []
    for person in people.all_of(books.db):
        held = [_(ROLE_NAMES[Role(role)]) for role in person["roles"].split()]
        bringing = [role for role in roles if role in held]
        if bringing and person["disabled"] == "no" and person["name"] != books.user:
            names.append(f"{person['name']} ({', '.join(bringing)})")
    if names:
        return _("Pídaselo a {names}.").format(names=_(" o a ").join(names[:_MOST_NAMES]))
    return _("Es de quien tiene el rol {roles}; los roles los da Administración.").format(roles=_(" o ").join(roles))


def roles_with(*rights: Right) -> list[str]:
    """The names of the roles that bring any of the rights."""
    return [_(ROLE_NAMES[role]) for role, brought in RIGHTS.items() if not brought.isdisjoint(rights)]


def _permitted_steps(books: Books, steps: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
    """Each step within the permission and in the name of who began, and nothing of it while others are answered in
    between: the screen may be locked meanwhile, and opened by another person."""
    beginner = books.user, books.rights
    try:
        while True:
            with books.in_name_of(*beginner), books.permitted():
                try:
                    given = next(steps)
                except StopIteration as end:
                    return cast(Result, end.value)
            yield given
    finally:
        with books.in_name_of(*beginner), books.permitted():
            steps.close()
