"""A waiver in a comment that sets nothing aside is taken out, with its line if nothing else is on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.fixes.edit import Fix, Safety
from policycheck.fixes.removal import without_comment
from policycheck.fixes.waivers import UNUSED
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.finding import Finding
    from policycheck.repo import Repo

_WAIVER = re.compile(r"#\s*policycheck:")


def fixes(finding: Finding, repo: Repo) -> Iterator[Fix]:
    """The comment on the line of a finding about waivers removed; as with documents, not while something is unread."""
    unused = finding.rule == UNUSED
    source = next((text for text in repo.texts if text.file == finding.spot.file), None)
    if source is None or (unused and repo.flaws):
        return
    line = finding.spot.span.line
    for comment in source.comments:
        if source.lines.position(comment.offset)[0] == line and _WAIVER.match(comment.text):
            edit = without_comment(source, comment.offset)
            safety = Safety.SAFE if unused else Safety.UNSAFE
            yield Fix(_("remove the waiver in the comment"), (edit,), safety, finding)
