"""Two states of a repo held against each other: what one says in law terms and the other does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.changes.classes import DIRECTIONS, classes_on
from policycheck.changes.statements import PROCESSOR, Statement, gathered
from policycheck.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.cards import Rulebook
    from policycheck.changes.classes import Class
    from policycheck.changes.statements import Key
    from policycheck.repo import Record, Repo

Gathered = dict["Key", list[Statement]]
Subject = tuple[str, str]
"""The kind of a record and what it describes."""
GRAVE = ("special-category", "country", "automated-decision")
"""What is told of a register that is new or gone as a whole, beside that."""
APPEARING: Mapping[str, tuple[str, str]] = {
    "published": ("published-by-default", "withheld-by-default"),
    "controller": ("controller-changed", "controller-changed"),
    "consent": ("consent-changed", "consent-changed"),
}
"""What it is called when a statement comes or goes, where that is not `<sort>-added` and `<sort>-removed`."""
CONSENT = "6(1)(a)"


class Change(NamedTuple):
    """One change of a register in law terms."""

    of: Class
    register: Subject
    about: tuple[Statement, ...]
    """What changed, as the newer state calls it: several things that changed alike are one change."""
    before: Statement | None
    after: Statement | None


class _Event(NamedTuple):
    name: str
    before: Statement | None
    after: Statement | None


def compared(before: Repo, after: Repo, book: Rulebook, day: date) -> list[Change]:
    """Every change from one state to another by the law of one day: by register, the worst first."""
    classes = classes_on(book.law_tables["changes"], day)
    law = book.law(day)
    old, new = (
        {subject: gathered(records, law, book.vocabulary) for subject, records in _subjects(repo).items()}
        for repo in (before, after)
    )
    renamed = _renamed(old, new)
    gone = old.keys() - new.keys() - renamed.keys()
    come = new.keys() - old.keys() - set(renamed.values())
    found = [
        Change(classes["register-renamed"], name, (), _itself(before, former), _itself(after, name))
        for former, name in renamed.items()
    ]
    found += [Change(classes["register-removed"], name, (), _itself(before, name), None) for name in gone]
    found += [Change(classes["register-added"], name, (), None, _itself(after, name)) for name in come]
    for name in gone | come:
        found += _changes(name, _grave(old.get(name, {})), _grave(new.get(name, {})), classes)
    for name in old.keys() & new.keys():
        found += _changes(name, old[name], new[name], classes)
    return sorted(found, key=_order)


def descriptions(repo: Repo, subject: Subject) -> list[Record]:
    """The descriptions of a register that say something of their own; or the record of a processor."""
    return _subjects(repo).get(subject, [])


def _subjects(repo: Repo) -> dict[Subject, list[Record]]:
    found = {
        ("register", name): [record for record in records if record.original is record]
        for name, records in repo.descriptions.items()
    }
    found |= {("processor-record", record.document.id): [record] for record in repo.of_kind("processor-record")}
    return {subject: records for subject, records in found.items() if records}


def _itself(repo: Repo, subject: Subject) -> Statement:
    record = descriptions(repo, subject)[0]
    return Statement("register", (subject[1],), None, record.stated.get("name") or subject[1], subject[1], record.place)


def _renamed(old: Mapping[Subject, Gathered], new: Mapping[Subject, Gathered]) -> dict[Subject, Subject]:
    """Registers that say the same under another id, where there is no doubt which is which."""
    gone = _by_content({name: old[name] for name in old.keys() - new.keys()})
    come = _by_content({name: new[name] for name in new.keys() - old.keys()})
    return {
        names[0]: come[content][0] for content, names in gone.items() if len(names) == 1 == len(come.get(content, ()))
    }


def _by_content(states: Mapping[Subject, Gathered]) -> dict[object, list[Subject]]:
    grouped: dict[object, list[Subject]] = {}
    for (kind, name), state in states.items():
        if state:
            content = frozenset((key, one.value) for key, said in state.items() for one in said)
            grouped.setdefault((kind, content), []).append((kind, name))
    return grouped


def _grave(state: Gathered) -> Gathered:
    """What matters of a register that is new or gone; that data stay in the EEA does not."""
    return {
        key: [one for one in said if one.sort != "country" or one.value[1]]
        for key, said in state.items()
        if key[0] in GRAVE and any(one.sort != "country" or one.value[1] for one in said)
    }


def _changes(subject: Subject, old: Gathered, new: Gathered, classes: Mapping[str, Class]) -> Iterator[Change]:
    grouped: dict[object, list[_Event]] = {}
    for event in _with_replacements(list(_events(old, new))):
        grouped.setdefault(_alike(event), []).append(event)
    for events in grouped.values():
        first = events[0]
        about = tuple(one for event in events if (one := event.after or event.before))
        yield Change(classes[first.name], subject, about, first.before, first.after)


def _alike(event: _Event) -> object:
    """What events share that are one change: periods of several data groups that one entry states, say."""
    ends = tuple(end and (end.place, end.value) for end in (event.before, event.after))
    key = None if event.name.startswith("retention") else (event.after or event.before or _NOBODY).key
    return event.name, ends, key


_NOBODY = Statement("", (), None, None, None, Place("", ""))


def _events(old: Gathered, new: Gathered) -> Iterator[_Event]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key, []), new.get(key, [])
        sort = key[0]
        if sort == "country":
            yield from _moves(before, after)
        elif before and after:
            yield from _turned(sort, before, after)
        elif _told_alone((before or after)[0], old, new):
            yield _appeared(sort, before, after)


def _told_alone(statement: Statement, *states: Gathered) -> bool:
    """Whether what it stands within is on both sides: the data of a new recipient come with the recipient."""
    if not statement.within:
        return True
    wanted = statement.while_it_says
    around = (state.get(statement.within, []) for state in states)
    return all(any(wanted is None or one.value == wanted for one in said) for said in around)


def _appeared(sort: str, before: list[Statement], after: list[Statement]) -> _Event:
    if sort == "recipient" and (before or after)[0].value == PROCESSOR:
        sort = PROCESSOR
    added, removed = APPEARING.get(sort, (f"{sort}-added", f"{sort}-removed"))
    return _Event(added if after else removed, before[0] if before else None, after[0] if after else None)


def _turned(sort: str, before: list[Statement], after: list[Statement]) -> Iterator[_Event]:
    """What is said otherwise; of several descriptions the first that is."""
    was, now = {one.value for one in before}, {one.value for one in after}
    if was != now:
        one = next((one for one in before if one.value not in now), before[0])
        other = next((other for other in after if other.value not in was), after[0])
        if one.value != other.value:
            yield _Event(_turn(sort, one, other), one, other)


def _turn(sort: str, before: Statement, after: Statement) -> str:
    if sort == "retention":
        return f"retention-{_length(before, after)}"
    if sort == "basis" and CONSENT in (before.value, after.value):
        return "consent-given-up" if before.value == CONSENT else "consent-taken-up"
    if sort == "recipient":
        return "recipient-role-changed"
    return f"{sort}-changed"


def _length(before: Statement, after: Statement) -> str:
    was, now = before.value[0], after.value[0]
    if was and now and was.event == now.event:
        if now.most.longer_than(was.most):
            return "longer"
        if was.most.longer_than(now.most):
            return "shorter"
    return "changed"


def _moves(before: list[Statement], after: list[Statement]) -> Iterator[_Event]:
    """Who gets data in other countries than before; third countries count each for itself."""
    was, now = ({one.value: one for one in said} for said in (before, after))
    gone = [one for value, one in was.items() if value not in now]
    come = [one for value, one in now.items() if value not in was]
    for one in filter(_abroad, come):
        name = "moved-to-third-country" if before else "third-country-recipient-added"
        yield _Event(name, next(iter(gone or before), None), one)
    for one in filter(_abroad, gone):
        name = "moved-from-third-country" if after else "third-country-recipient-removed"
        yield _Event(name, one, next(iter(come or after), None))
    if gone and come and not any(map(_abroad, (*gone, *come))):
        yield _Event("country-changed", gone[0], come[0])


def _abroad(statement: Statement) -> bool:
    return bool(statement.value[1])


def _with_replacements(events: list[_Event]) -> Iterator[_Event]:
    """One processor gone and one come is one replaced; where more come or go, who stands for whom is not known."""
    gone = [event for event in events if event.name == "processor-removed"]
    come = [event for event in events if event.name == "processor-added"]
    replaced = len(gone) == 1 == len(come)
    for event in events:
        if not replaced or event not in (*gone, *come):
            yield event
    if replaced:
        yield _Event("processor-replaced", gone[0].before, come[0].after)


def _order(change: Change) -> tuple[object, ...]:
    about = tuple(one.key for one in change.about)
    return (*change.register, DIRECTIONS.index(change.of.direction), change.of.theme, change.of.id, about)
