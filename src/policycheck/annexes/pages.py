"""For a wiki: a page for each record under the headings of its layout, and one that leads to them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.overview.words import day
from policycheck.reporters.markup import code, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.annexes.types import Annexes, Kept
    from policycheck.record import Line, Row

HOME = "README.md"
NOTHING = "\N{EN DASH}"


def files(found: Annexes) -> Iterator[tuple[str, bytes]]:
    """The page that leads to the others, then a page for each record."""
    links = []
    for one in found.records():
        name = _name(one)
        links.append(f"- [{text(one.name)}]({name}): {text(one.serves)}")
        yield name, _bytes(_page(found, one))
    yield HOME, _bytes(_home(found, links))


def _name(one: Kept) -> str:
    """The file of a record; ids are slugs, and what is not is never part of a path."""
    return re.sub(r"[^a-z0-9-]", "-", f"{one.kind}-{one.id}") + ".md"


def _home(found: Annexes, links: list[str]) -> Iterator[str]:
    yield f"# {text(found.title)}"
    yield text(f"{found.organisations}, {day(found.day, found.say)}".lstrip(", "))
    yield "\n".join(links) or text(found.say.gettext("none"))
    yield f"## {text(found.say.gettext('Evidence'))}"
    yield "\n".join(f"- {text(name)}: {text(value)}" for name, value in found.evidence)


def _page(found: Annexes, one: Kept) -> Iterator[str]:
    yield f"# {text(one.name)}"
    yield f"{text(one.serves)}, {code(one.file)}"
    part = ""
    for row in one.rows:
        if row.heading.under != part:
            part = row.heading.under
            yield f"## {text(part)}" if part else "---"
        yield f"{'###' if part else '##'} {text(row.heading.words)}"
        yield "\n".join(_line(line, row) for line in row.lines) or NOTHING
    yield text(found.say.gettext("as of {day}", day=day(found.day, found.say)))


def _line(line: Line, row: Row) -> str:
    columns = row.heading.columns[1:]
    beside = [f"{name}: {words}" for name, words in zip(columns, line.beside, strict=False) if words]
    words = "; ".join((line.words, *beside, *filter(None, (line.inside,)))) if columns else line.whole
    return f"- **{text(words)}**" if line.gap else f"- {text(words)}"


def _bytes(parts: Iterator[str]) -> bytes:
    return "".join(f"{part}\n\n" for part in parts).rstrip("\n").encode("utf-8", "backslashreplace") + b"\n"
