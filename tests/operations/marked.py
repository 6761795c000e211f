"""The operations as their source says: which are marked with a right, which write, and who calls whom."""

import ast
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ananea_desktop import operations

FOLDER = Path(operations.__file__).parent
_OPENERS = {"books.act", "books.noting", "books.file.transaction"}
_PERMITS = "books.permitted"

Name = tuple[str, str]
"""A module under operations, with dots, and a function in it."""


def marked() -> dict[str, Callable[..., Any]]:
    """Every marked operation, as «receipts.issue»."""
    found = {}
    for info in pkgutil.walk_packages([str(FOLDER)], f"{operations.__name__}."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if hasattr(value, "asked") and value.__module__ == info.name:
                found[f"{info.name.removeprefix(operations.__name__ + '.')}.{name}"] = value
    return found


class Source:
    """The functions of all modules, and which of them each one names."""

    def __init__(self) -> None:
        self.functions: dict[Name, ast.FunctionDef] = {}
        self._trees: dict[str, ast.Module] = {}
        for path in FOLDER.rglob("*.py"):
            module = ".".join(path.relative_to(FOLDER).with_suffix("").parts)
            self._trees[module] = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(self._trees[module]):
                if isinstance(node, ast.FunctionDef):
                    self.functions[module, node.name] = node
        self.callers: dict[Name, set[Name]] = defaultdict(set)
        for module, tree in self._trees.items():
            known = self._known(module, tree)
            for (within, name), node in self.functions.items():
                if within == module:
                    for called in self._named(node, known):
                        self.callers[called].add((module, name))

    def _known(self, module: str, tree: ast.Module) -> dict[str, str | Name]:
        """What each name of a module means: another module, or a function."""
        known: dict[str, str | Name] = {name: (within, name) for within, name in self.functions if within == module}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(operations.__name__):
                package = (node.module or "").removeprefix(operations.__name__).lstrip(".")
                for alias in node.names:
                    inner = f"{package}.{alias.name}".lstrip(".")
                    known[alias.asname or alias.name] = inner if inner in self._trees else (package, alias.name)
        return known

    def _named(self, function: ast.FunctionDef, known: dict[str, str | Name]) -> Iterator[Name]:
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(found := known.get(node.id), tuple):
                yield found
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = known.get(node.value.id)
                if isinstance(module, str) and (module, node.attr) in self.functions:
                    yield module, node.attr

    def is_marked(self, name: Name) -> bool:
        return any(
            isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "needs"
            for each in self.functions[name].decorator_list
        )

    def permits_itself(self, name: Name) -> bool:
        """Whether it writes though nobody was asked: what the program does by itself, and coming in."""
        return _PERMITS in _attributes(self.functions[name])

    def writers(self) -> set[Name]:
        """Unmarked functions that open an act, by themselves or through unmarked ones."""
        found = {name for name, node in self.functions.items() if _OPENERS & _attributes(node)}
        found = {name for name in found if not self.is_marked(name) and not self.permits_itself(name)}
        waiting = list(found)
        while waiting:
            for caller in self.callers[waiting.pop()]:
                if caller not in found and not self.is_marked(caller) and not self.permits_itself(caller):
                    found.add(caller)
                    waiting.append(caller)
        return found


def _attributes(node: ast.AST) -> set[str]:
    return {ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Attribute)}
