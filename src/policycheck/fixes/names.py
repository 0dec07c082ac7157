"""Former ids of rules in the configuration and in waivers: they still work, and the present ones are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.fixes.edit import Edit, Fix
from policycheck.fixes.site import overwritten
from policycheck.source import CONFIGURATION
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.document import Document
    from policycheck.place import Path
    from policycheck.repo import Repo

LISTS = ("select", "ignore")
MAPS = ("severity", "params")
"""Where a configuration names rules."""


def renamings(config: Config, repo: Repo, book: Rulebook) -> Iterator[Fix]:
    """A fix for every former id that a repo's configuration or waivers name."""
    present = book.rules().aliases
    for old, path in _in_configuration(config):
        edit = _configured(config, path, (old, present[old])) if old in present else None
        if edit:
            yield _renaming(old, present[old], edit)
    for record in repo.of_kind("waiver"):
        old = record.stated["rule"]
        edit = _written_over(record.document, ("rule",), (old, present[old])) if old in present else None
        if edit:
            yield _renaming(old, present[old], edit)


def _renaming(old: str, new: str, edit: Edit) -> Fix:
    return Fix(_("the rule '{old}' is called {new} now", old=old, new=new), (edit,))


def _in_configuration(config: Config) -> Iterator[tuple[str, Path]]:
    """Every name that may be a rule's, with its place: of the repo as a whole, and of some of its paths."""
    stated = config.document.stated if config.document else {}
    levels = [((), stated), *((("paths", index), level) for index, level in enumerate(stated.get("paths", ())))]
    for at, level in levels:
        for key in LISTS:
            yield from ((name, (*at, key, index)) for index, name in enumerate(level.get(key, ())))
        for key in MAPS:
            yield from ((name, (*at, key, name)) for name in level.get(key, {}))


def _configured(config: Config, path: Path, change: tuple[str, str]) -> Edit | None:
    """The edit of a configuration, named from the root as other files are; no key is written twice."""
    document = config.document
    holder = document and document.mark(path[:-1])
    body = holder.body if holder else None
    if document is None or (isinstance(body, dict) and change[1] in body):
        return None
    edit = _written_over(document, path, change)
    return edit and edit._replace(file=CONFIGURATION)


def _written_over(document: Document, path: Path, change: tuple[str, str]) -> Edit | None:
    mark = document.mark(path)
    if mark is None:
        return None
    span = mark.key if mark.key and path[-1] == change[0] else (mark.start, mark.end)
    return overwritten(document.source.file, document.source.text, span, change)
