"""What is found in an original and in its translations is one finding, at the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.engine.judging import Judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.place import Path
    from policycheck.repo import Record, Repo

Defect = tuple[str, str, str, "Path"]
"""A rule that is not met by a statement: the rule's id, kind and id of the original, and the path."""


def once_per_statement(found: Iterable[Judged], repo: Repo) -> Iterable[Judged]:
    """Join what a rule found at equal places of a record and its translations; nothing to do where there are none."""
    return _joined(found, repo) if repo.translations else found


def _joined(found: Iterable[Judged], repo: Repo) -> Iterator[Judged]:
    defects: dict[Defect, list[Judged]] = {}
    for judged in found:
        defect = _defect(judged, repo)
        if defect is None:
            yield judged
        else:
            defects.setdefault(defect, []).append(judged)
    for defect, versions in defects.items():
        yield _as_one(versions, defect)


def _defect(judged: Judged, repo: Repo) -> Defect | None:
    """What is found, apart from the language; None for what no other version can say as well."""
    place = judged.judgement.place
    record = repo.record(place.kind, place.id)
    if record is None or judged.rule.scope["scope"] != "record" or _of_prose(record, place.path):
        return None
    return judged.rule.id, place.kind, record.original.document.id, place.path


def _of_prose(record: Record, path: Path) -> bool:
    """Whether it is about the words of one language, which a remark quotes."""
    return record.kind == "text" and path[:1] == ("remarks",)


def _as_one(versions: list[Judged], defect: Defect) -> Judged:
    """One finding as grave as the gravest, at the original or else at the first translation that has it."""
    _, _, original, _ = defect
    first, *others = sorted(versions, key=lambda one: (one.judgement.place.id != original, one.judgement.place.id))
    if not others:
        return first
    gravest = min((one.rule for one in versions), key=lambda rule: rule.severity.rank)
    elsewhere = tuple(one.judgement.place for one in others)
    return Judged(gravest, first.judgement._replace(related=(*first.judgement.related, *elsewhere)))
