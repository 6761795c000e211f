"""Fund and project as one choice, as on the receipt: what the field shows, and the two ids behind it."""

from collections.abc import Iterable, Mapping
from typing import Any


def fund_choices(choices: dict[str, Any], used: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Key (``fund/project``) and name of each choice, from ``office.choices`` and ``office.receipt_choices``.

    Each fund alone, the Premium also with each of its projects, and the keys ``used`` where their fund is known.
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


def fund_key(line: Mapping[str, str]) -> str:
    return f"{line.get('fund_id', '')}/{line.get('project_id', '')}"


def to_editor(line: Mapping[str, str]) -> dict[str, str]:
    return {
        **{name: text for name, text in line.items() if name not in ("fund_id", "project_id")},
        "fund": fund_key(line),
    }


def from_editor(line: Mapping[str, str]) -> dict[str, str]:
    fund, _slash, project = line["fund"].partition("/")
    return {**{name: text for name, text in line.items() if name != "fund"}, "fund_id": fund, "project_id": project}
