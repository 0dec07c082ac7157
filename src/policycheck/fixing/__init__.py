"""All fixes of a repo, tried before they are kept: what does not remove its finding, or brings another, is refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from policycheck.checking import check
from policycheck.document import Text
from policycheck.fixes import Fix, Safety, apart, fixes_for
from policycheck.fixes.names import renamings
from policycheck.fixing.state import State, was_judged
from policycheck.reading import undisturbed
from policycheck.source import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.config import Config
    from policycheck.finding import Finding
    from policycheck.reading import Request

MOST_ROUNDS = 100
"""What one fix uncovers is fixed in the next round; no document is that deep."""


class Tried(NamedTuple):
    """A fix, and where it was to be made."""

    fix: Fix
    file: str
    line: int


class Change(NamedTuple):
    """A file's text before and after; an empty one afterwards means that the file goes."""

    file: str
    before: str
    after: str


@dataclass
class Fixed:
    """What fixing comes to."""

    config: Config
    made: list[Tried] = field(default_factory=list)
    refused: list[Tried] = field(default_factory=list)
    unsafe: int = 0
    """How many findings have a fix that somebody should look at."""
    remaining: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()


def fix(request: Request, *, unsafe: bool = False) -> Fixed:
    """Fix what a request is about as far as fixes go; nothing is written.

    Raises:
        PolicycheckError: if it cannot be checked.
    """
    with undisturbed():
        checked = check(replace(request, baseline=False))
        whole = replace(checked, ask=checked.ask._replace(files=None))
        first = State(request, whole, checked.repo, whole.told(whole.ask.language, for_people=False), {})
        return _Work(first, checked.ask.files, unsafe=unsafe).done()


class _Work:
    """Rounds of fixes until there is none left to make."""

    def __init__(self, state: State, files: frozenset[str] | None, *, unsafe: bool) -> None:
        self.first = self.state = state
        self.files = files
        self.fixed = Fixed(state.checked.config)
        self.safeties = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
        self.given_up: set[tuple[str, ...]] = set()

    def done(self) -> Fixed:
        """The work, done."""
        for _ in range(MOST_ROUNDS):
            if not self._round():
                break
        fixed, report = self.fixed, self.state.report
        fixed.remaining = tuple(one for one in report.findings if self._asked_about(one.spot.file))
        fixed.unsafe = sum(fix.safety not in self.safeties for fix in self._offered())
        fixed.changes = tuple(Change(file, self.first.text(file), text) for file, text in self.state.texts.items())
        return fixed

    def _round(self) -> bool:
        """Make what can be made at once; whether there was anything to try."""
        offered = [fix for fix in self._offered() if fix.safety in self.safeties]
        # What can be read only now is judged for the first time: that would hide what other fixes bring.
        fixes = apart([fix for fix in offered if not was_judged(self.state.repo, fix)] or offered)
        while fixes:
            after = self.state.after(fixes)
            if after:
                self.fixed.made += [self._tried(fix) for fix in fixes]
                self.state = after
                return True
            if len(fixes) == 1:
                self._give_up(fixes[0])
                return True
            fixes = fixes[: len(fixes) // 2]
        return False

    def _offered(self) -> Iterator[Fix]:
        """A fix for each finding that has one and was not refused; then those of names."""
        checked, repo = self.state.checked, self.state.repo
        by_finding = (fixes_for(finding, repo, checked.book)[:1] for finding in self.state.report.findings)
        named = renamings(checked.config, repo, checked.book)
        for fix in (*(one for some in by_finding for one in some), *named):
            if self._may_be_made(fix):
                yield fix

    def _may_be_made(self, fix: Fix) -> bool:
        fresh = CONFIGURATION not in self.state.texts  # its marks are those of the file
        ours = all(self._asked_about(edit.file) and (edit.file != CONFIGURATION or fresh) for edit in fix.edits)
        return ours and self._name(fix) not in self.given_up

    def _asked_about(self, file: str) -> bool:
        return self.files is None or file in self.files

    def _give_up(self, fix: Fix) -> None:
        self.given_up.add(self._name(fix))
        self.fixed.refused.append(self._tried(fix))

    def _name(self, fix: Fix) -> tuple[str, ...]:
        return fix.title, fix.edits[0].file, str(fix.finding and fix.finding.spot.place)

    def _tried(self, fix: Fix) -> Tried:
        edit = fix.edits[0]
        line = Text(edit.file, self.state.text(edit.file)).lines.position(edit.start)[0]
        return Tried(fix, edit.file, fix.finding.spot.span.line if fix.finding else line)


__all__: Sequence[str] = ["Change", "Fixed", "Tried", "fix"]
