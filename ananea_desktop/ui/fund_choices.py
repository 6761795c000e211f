"""Fund and project as one choice: each fund alone, and the Premium also with each of its projects."""

from collections.abc import Iterable
from typing import Any


def fund_choices(choices: dict[str, Any], used: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Key (``fund/project``) and name of each choice, from ``office.choices`` and ``office.receipt_choices``.

    ``used``: keys that must be among them, where their fund is known.
    """
    funds = {str(key): text for key, text in choices["funds"]}
    projects = {str(key): text for key, text in choices["premium_projects"]}
    keys = [f"{fund}/" for fund in funds]
    for fund in choices["premium_funds"]:
        keys += [f"{fund}/{project}" for project in projects]
    for key in used:
        if key not in keys and key.partition("/")[0] in funds:
            keys.append(key)
    names = []
    for key in keys:
        fund, _slash, project = key.partition("/")
        names.append((key, f"{projects[project]} · {funds[fund]}" if project in projects else funds[fund]))
    return names


def fund_key(line: dict[str, str]) -> str:
    """The key of a line's ``fund_id`` and ``project_id``."""
    return f"{line.get('fund_id', '')}/{line.get('project_id', '')}"
