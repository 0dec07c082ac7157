"""A required key that is missing is written as `not_filled`: the gap is marked where it is, and stays one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.fixes.edit import Edit, Fix, Safety
from policycheck.fixes.removal import deep_end
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.document import Text
    from policycheck.document.marks import Mark
    from policycheck.fixes.site import Site

SKELETON = "{not_filled: TODO}"
HEAD = ("policycheck", "kind", "id")
"""What a document says first; none of it can be left open."""


def fixes(site: Site) -> Iterator[Fix]:
    """The key with a nothing for its value, at the end of a mapping in block style."""
    if not _is_missing(site):
        return
    key = str(site.path[-1])
    mark = site.document.mark(site.path[:-1])
    edit = mark and _appended(site.document.source, mark, f"{key}: {SKELETON}")
    if edit:
        yield Fix(_("mark '{key}' as not filled in", key=key), (edit,), Safety.UNSAFE, site.finding, settles=False)


def _is_missing(site: Site) -> bool:
    """Whether the place is a key of the schema that is not written yet."""
    key = site.path[-1] if site.path else 0
    known = any(key in shape.get("properties", {}) for shape in site.shapes(site.path[:-1]))
    return known and site.path not in [(name,) for name in HEAD] and key not in site.holder()


def _appended(source: Text, mark: Mark, words: str) -> Edit | None:
    """The edit that adds a line to a mapping, indented as its first key; None where it is written in braces."""
    body = mark.body
    first = next((one.key for one in body.values() if one.key), None) if isinstance(body, dict) else None
    if first is None or source.text[mark.start : mark.start + 1] == "{":
        return None
    indent = source.lines.position(first[0])[1] - 1
    end = _end_of_content(source, deep_end(source.text, mark))
    return Edit(source.file, end, end, f"{_line_end(source)}{' ' * indent}{words}")


def _end_of_content(source: Text, offset: int) -> int:
    """The end of the line on which a value ends, a comment beside it and brackets after it taken along."""
    line = source.lines.position(max(offset - 1, 0))[0]
    following = next((start for start, _ in source.chart.scalars if start >= offset), len(source.text))
    stop = source.lines.position(following)[0] if following < len(source.text) else len(source.lines.starts) + 1
    more = range(line + 1, stop)
    last = max((one for one in more if source.lines.line(one).strip()[:1] in tuple("]},")), default=line)
    return source.lines.starts[last - 1] + len(source.lines.line(last))


def _line_end(source: Text) -> str:
    """How the file ends its lines, by its first one."""
    found = re.search(r"\r\n?|\n", source.text)
    return found[0] if found else "\n"
