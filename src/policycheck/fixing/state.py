"""A repo as it stands or would stand after some fixes: read and judged anew, without a file being touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policycheck.engine import run
from policycheck.errors import NothingToCheckError
from policycheck.fixes import edited, fixes_for
from policycheck.fixing.faithful import faithful
from policycheck.reading import read_repo
from policycheck.waivers import UNTOUCHABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policycheck.checking import Checked
    from policycheck.finding import Finding, Report
    from policycheck.fixes import Edit, Fix
    from policycheck.place import Place
    from policycheck.reading import Request
    from policycheck.repo import Repo

Key = tuple[str, str, str]
"""A finding by rule, file and place; what stands at no place, by its words."""


@dataclass(frozen=True)
class State:
    """A repo with its report, and the texts that differ from the files."""

    request: Request
    checked: Checked
    repo: Repo
    report: Report
    texts: Mapping[str, str]
    """The files that would change, by name; an empty text removes its file."""

    def text(self, file: str) -> str:
        """The text of a file as it stands here."""
        if file in self.texts:
            return self.texts[file]
        configured = self.checked.config.document
        return self.report.texts[file] if file in self.report.texts or not configured else configured.source.text

    def after(self, fixes: Sequence[Fix]) -> State | None:
        """The repo after some fixes; None when one of them does not do what it is for, or does more."""
        edits = _by_file(fixes)
        texts = {file: edited(self.text(file), some) for file, some in edits.items()}
        if not all(faithful(self.text(file), text, edits[file]) for file, text in texts.items()):
            return None
        found = self._with({**self.texts, **texts})
        return found if found and _does_what_it_should(self, found, fixes) else None

    def _with(self, texts: Mapping[str, str]) -> State | None:
        root = self.checked.config.root
        ours = {name: text for name, text in texts.items() if name in self.checked.report.texts}
        instead = {root / name: text.encode() if text else None for name, text in ours.items()}
        request = replace(self.request, instead=instead)
        try:
            repo = read_repo(self.checked.config, self.checked.book, request)
        except NothingToCheckError:
            return None
        return State(self.request, self.checked, repo, run(repo, self.checked.book, self.checked.ask), texts)


def _by_file(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.file, []).append(edit)
    return found


def key_of(finding: Finding) -> Key:
    """What makes two findings of two runs the same one."""
    return finding.rule, finding.spot.file, str(finding.spot.place or finding.message)


def _does_what_it_should(before: State, after: State, fixes: Sequence[Fix]) -> bool:
    """Every finding that was to go is gone, every gap that was marked is still told, and nothing was brought."""
    old = Counter(map(key_of, before.report.findings))
    new = Counter(map(key_of, after.report.findings))
    settled = Counter(key_of(fix.finding) for fix in fixes if fix.finding and fix.settles)
    gone = all(new[key] <= old[key] - count for key, count in settled.items())
    marked = {fix.finding.spot.place for fix in fixes if fix.finding and not fix.settles}
    still = {place for _rule, place in _told_beside(after.report)} | {one.spot.place for one in after.report.findings}
    known = _told_beside(before.report)
    more = [one for one in after.report.findings if (new - old)[key_of(one)] and one.spot.place not in marked]
    fresh = [one for one in more if (one.rule, one.spot.place) not in known]
    return gone and marked <= still and not _brought(before, after, fixes, fresh)


def _told_beside(report: Report) -> set[tuple[str, Place | None]]:
    """What findings tell of at a second place, by rule: a text and its translation are told of at once."""
    return {(finding.rule, spot.place) for finding in report.findings for spot in finding.related}


def _brought(before: State, after: State, fixes: Sequence[Fix], more: Sequence[Finding]) -> bool:
    """Whether new findings come from the fixes. What a document hid as long as it could not be read does not."""
    if all(was_judged(before.repo, fix) for fix in fixes):
        return bool(more)
    places = [place for fix in fixes for place in _places(fix)]
    return any(_at(finding, places) and not _is_next(finding, places, after) for finding in more)


def _is_next(finding: Finding, places: Sequence[Place], after: State) -> bool:
    """Whether a finding below a renamed key has a fix of its own; nobody looked there as long as the key was unknown.

    One that has none tells that the key was not the one that was meant.
    """
    return finding.spot.place not in places and bool(fixes_for(finding, after.repo, after.checked.book))


def was_judged(repo: Repo, fix: Fix) -> bool:
    """Whether the document of a fix can be read as meant, so that all its findings are known."""
    place = fix.finding.spot.place if fix.finding else None
    return place is None or repo.record(place.kind, place.id) is not None


def _places(fix: Fix) -> list[Place]:
    """Where a fix writes: the place of its finding, and what that is called afterwards."""
    place = fix.finding.spot.place if fix.finding else None
    if place is None:
        return []
    above = place._replace(path=place.path[:-1])
    return [place, *(above / edit.text for edit in fix.edits if edit.text)]


def _at(finding: Finding, places: Sequence[Place]) -> bool:
    """Whether a finding of shape stands where something was written, or at no place at all."""
    place = finding.spot.place
    if place is None:
        return True
    shape = finding.rule.partition("/")[0] in UNTOUCHABLE
    return shape and any(one.covers(place) for one in places)
