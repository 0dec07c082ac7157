"""Whether a report is still what was made, and whether what it rests on is still so.

Genuine says that nobody changed the report since; current, that its rules would come to the same today. Neither says
that the report is right, or anything of the processing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.evidence import digests
from policycheck.evidence.audience import for_public
from policycheck.evidence.types import TreeState
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from policycheck.evidence.manifest import Listed, Manifest
    from policycheck.evidence.types import Evidence, Pack, Table


_SHOWN = 5
"""So many names are told; of more, how many."""


def tampered(manifest: Manifest, expected: str | None = None) -> list[str]:
    """What shows that a report is not as it was written: none where it is genuine."""
    folder = manifest.path.parent
    found = [] if manifest.intact else [_("{file}: it was edited", file=manifest.path.name)]
    if expected is not None and expected.casefold() != manifest.sha256:
        found.append(_("{file}: its SHA-256 is another than was expected", file=manifest.path.name))
    for one in manifest.files:
        found += _held(folder, one)
    if manifest.whole:
        known = {manifest.path.name, *(one.path for one in manifest.files)}
        found += sorted(_strange(folder, known))
    return found


def _held(folder: Path, listed: Listed) -> Iterator[str]:
    """A file of a report against what the manifest says of it; nothing is followed out of the folder."""
    path = folder / listed.path
    straight = Path(os.path.realpath(path)) == Path(os.path.realpath(folder), listed.path)
    try:
        if not os.path.lexists(path):
            yield _("{file}: it is missing", file=listed.path)
        elif not (straight and path.is_file()):
            yield _("{file}: there is a link or something else instead of a file", file=listed.path)
        elif path.stat().st_size != listed.size or digests.of_file(path) != listed.sha256:
            yield _("{file}: it was changed", file=listed.path)
    except OSError as error:
        yield _unread(listed.path, error)


def _unread(name: str, error: OSError) -> str:
    return _("{file}: it cannot be read: {reason}", file=name, reason=_(error.strerror or type(error).__name__))


def _strange(folder: Path, known: set[str]) -> Iterator[str]:
    """What is in a folder and belongs to no report: all but folders that are just that; links are not followed."""
    closed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=closed.append):
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in (*files, *links):
            file = (Path(here) / name).relative_to(folder).as_posix()
            if file not in known:
                yield _("{file}: it was added", file=file)
    for error in closed:
        yield _unread(Path(error.filename).relative_to(folder).as_posix(), error)


def outdated(then: Evidence, now: Evidence) -> list[str]:
    """What has changed since a report: none where it is current. `now` rests on what is there today."""
    now = now if then.files else for_public(now)
    return [
        *_files(then, now),
        *_program(then, now),
        *_packs(then.packs, now.packs),
        *_tables(then.tables, now.tables),
        *_assumed(then, now),
        *_days(then, now.as_of, same=then.judged.digest == now.judged.digest),
    ]


def _files(then: Evidence, now: Evidence) -> Iterator[str]:
    if then.registers == now.registers:
        return
    if not then.files:  # those who made it kept the names to themselves
        yield _("the registers: they are no longer what the report rests on")
        return
    changed, added, gone = _differences(then.files, now.files)
    if changed:
        yield _("changed since: {names}", names=_listed(changed))
    if added:
        yield _("added since: {names}", names=_listed(added))
    if gone:
        yield _("gone since: {names}", names=_listed(gone))


def _program(then: Evidence, now: Evidence) -> Iterator[str]:
    if then.policycheck != now.policycheck:
        yield _("policycheck: {then} then, {now} now", then=then.policycheck, now=now.policycheck)


def _packs(then: Iterable[Pack], now: Iterable[Pack]) -> Iterator[str]:
    before, after = {one.name: one for one in then}, {one.name: one for one in now}
    changed, added, gone = _differences(_digests(then), _digests(now))
    for name in changed:
        yield _(
            "the pack {pack} changed: {then} then, {now} now", pack=name, then=_of(before[name]), now=_of(after[name])
        )
    if added:
        yield _("packs added since: {names}", names=_listed(added))
    if gone:
        yield _("packs gone since: {names}", names=_listed(gone))


def _of(pack: Pack) -> str:
    version = pack.version or _("no version")
    return _("{version} with the law as of {day}", version=version, day=pack.law_as_of)


def _tables(then: Iterable[Table], now: Iterable[Table]) -> Iterator[str]:
    before, after = {one.name: one.checked for one in then}, {one.name: one.checked for one in now}
    changed, added, gone = _differences(_digests(then), _digests(now))
    for name in changed:
        days = {"then": before[name], "now": after[name]}
        yield _("the law table {table} changed: last checked {then} then, {now} now", table=f"law/{name}", **days)
    if added:
        yield _("law tables added since: {names}", names=_listed(added))
    if gone:
        yield _("law tables gone since: {names}", names=_listed(gone))


def _digests(things: Iterable[Pack | Table]) -> dict[str, str]:
    return {one.name: one.digest for one in things}


def _assumed(then: Evidence, now: Evidence) -> Iterator[str]:
    if then.choice.assumed != now.choice.assumed:
        nothing = _("nothing")
        before, after = ("; ".join(one.choice.assumed) or nothing for one in (then, now))
        yield _("assumed of the law: {then} then, {now} now", then=before, now=after)


def _days(then: Evidence, today: date, *, same: bool) -> Iterator[str]:
    if today < then.as_of:
        yield _("the day: the report is as of {then}, and this day is {now}", then=then.as_of, now=today)
    if then.until and today > then.until:
        yield _("the day: the last one without a known change was {day}", day=then.until)
    if not same:
        yield _("the rules: they find something else as of {now}", now=today)


def notes(then: Evidence, now: Evidence) -> Iterator[str]:
    """What a reader should know besides, and what makes no report out of date."""
    if then.tree.state is TreeState.CHANGED and not then.tree.changed:
        yield _("When the report was made, not all files were as in the commit.")
    elif then.tree.state is TreeState.CHANGED:
        yield counted(
            "When the report was made, {n} file was not as in the commit: {names}",
            "When the report was made, {n} files were not as in the commit: {names}",
            len(then.tree.changed),
            names=_listed(then.tree.changed),
        )
    if then.tree.commit and now.tree.commit and then.tree.commit != now.tree.commit:
        yield _("The commit was {then}; it is {now} now.", then=then.tree.commit, now=now.tree.commit)


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Names with another value, new ones, and ones that are gone."""
    changed = sorted(name for name in then.keys() & now.keys() if then[name] != now[name])
    return changed, sorted(now.keys() - then.keys()), sorted(then.keys() - now.keys())


def _listed(names: Iterable[str]) -> str:
    told = list(names)
    more = len(told) - _SHOWN
    shown = ", ".join(told[:_SHOWN])
    return counted("{names} and {n} more", "{names} and {n} more", more, names=shown) if more > 0 else shown
