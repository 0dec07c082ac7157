"""Puts the reasons of a judgement into the words of the reader's language: facts with their lines, steps, the law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policycheck.assertions.fields import ABSENT
from policycheck.chain import Chain, Fact, Missing, Row, Step
from policycheck.document import Kind, Nothing
from policycheck.facts.answering import answering, office
from policycheck.finding import Outcome
from policycheck.place import printed
from policycheck.speech import Phrase
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policycheck.assertions.trace import Looked, Traced
    from policycheck.engine.reasons import Reason
    from policycheck.facts.answering import Office
    from policycheck.law.heard import Heard
    from policycheck.place import Place
    from policycheck.repo import Record
    from policycheck.wording import Wording

LONGEST = 100
"""So many characters of a value are shown; the line tells where the rest is."""
ABSENT_WORDS = Phrase("nothing is written here")
NOTHINGS = {
    Kind.BLANK: Phrase("left blank"),
    Kind.NOT_FILLED: Phrase("not filled in: {words}"),
    Kind.MASKED: Phrase("an address that is hidden: {words}"),
    Kind.SAID_ONLY: Phrase("only spoken of: {words}"),
    Kind.NOT_APPLICABLE: Phrase("said not to apply: {words}"),
    Kind.NOT_KNOWN: Phrase("not known: {words}"),
    Kind.NONE: Phrase("said to be none"),
}
WORDS = {
    "has": Phrase("{field}: something is stated"),
    "lacks": Phrase("{field}: nothing is stated"),
    "equals": Phrase("{field} is: {value}"),
    "one_of": Phrase("{field} is one of: {value}"),
    "none_of": Phrase("{field} is none of: {value}"),
    "includes": Phrase("{field} includes one of: {value}"),
    "matches": Phrase("{field} has the form: {value}"),
    "at_least": Phrase("{field} is at least: {value}"),
    "at_most": Phrase("{field} is at most: {value}"),
    "refers_to": Phrase("{field} names a document that is there, of the kind: {value}"),
    "all_of": Phrase("all of these hold:"),
    "any_of": Phrase("at least one of these holds:"),
    "not": Phrase("this does not hold:"),
}
"""What the words of the cards say."""
EVERY = Phrase("each {field}")
SOME = Phrase("some {field}")
UNSURE_LAW = Phrase("the law on this day is not certain: {table}")
SILENT_LAW = Phrase("no table of the law knows this: {asked}")
TOO_LITTLE = Phrase("the document says too little here")
UNREAD = Phrase("the controller that is named has no document that could be read")
NAMED = ("party", "organisation", "system")
"""The kinds of document that a place names by a step of its path."""


class Telling:
    """Tells reasons in the language of a run."""

    def __init__(self, wording: Wording, day: date) -> None:
        self.wording = wording
        self.say = wording.speech
        self.day = day

    def chain(self, reason: Reason) -> Chain:
        """Everything a judgement rests on, in words."""
        judgement = reason.judgement
        unsure = judgement.outcome is Outcome.CANNOT_TELL
        return Chain(
            self.day,
            reason.when and self._step(reason.when),
            reason.require and self._step(reason.require),
            tuple(map(self._fact, reason.evidence)),
            self.wording.because(judgement),
            tuple(map(self._row, reason.heard)),
            tuple(self._missing(reason)) if unsure else (),
            self.wording.steps(judgement),
        )

    def _step(self, traced: Traced) -> Step:
        facts = tuple(map(self._fact, traced.looked))
        return Step(self._says(traced), traced.outcome, facts, tuple(map(self._step, traced.parts)))

    def _says(self, traced: Traced) -> str:
        word = next(word for word in WORDS if word in traced.words)
        field = str(traced.words.get("field") or traced.words[word])
        if "*" in field:
            field = self.say.gettext(EVERY if traced.every else SOME, field=field)
        value = traced.words[word] if "field" in traced.words else ""
        return self.say.gettext(WORDS[word], field=field, value=self._compared(value, traced.vocabulary))

    def _compared(self, value: object, vocabulary: str | None) -> str:
        """What a card compares with: codes with their labels, the names of sets as they are."""
        if isinstance(value, list):
            return ", ".join(self._compared(one, vocabulary) for one in value)
        if isinstance(value, str) and vocabulary:
            label = self.wording.show(Term(vocabulary, value))
            return value if label == value else f"{value} ({label})"
        return str(value).lower() if isinstance(value, bool) else self.wording.show(value)

    def _fact(self, looked: Looked) -> Fact:
        value = looked.value
        spot = self.wording.spot(looked.place)
        if isinstance(value, Nothing):
            return Fact(spot, self._nothing(value, looked.place), None, value.kind.value)
        if value is ABSENT:
            return Fact(spot, self.say.gettext(ABSENT_WORDS), None, "absent")
        told = value if _is_plain(value) and not self.wording.redact else None
        return Fact(spot, self.wording.quoted(_shown(value)), told)

    def _nothing(self, nothing: Nothing, place: Place) -> str:
        record = self.wording.repo.record(place.kind, place.id)
        words = self.wording.quoted(_shown(self.wording.said(nothing.words, record)))
        return self.say.gettext(NOTHINGS[nothing.kind], words=words)

    def _missing(self, reason: Reason) -> Iterator[Missing]:
        """What must be known before the rule can tell: what authors say is open, else the law, else what is unsaid."""
        unknown = {place: self._asked(place, nothing) for place, nothing in self._open_points(reason)}
        unsure = [Missing(None, self._of_law(one)) for one in reason.heard if not one.certain]
        return iter(list(unknown.values()) or unsure or [self._unsaid(place) for place in _silent(reason)])

    def _open_points(self, reason: Reason) -> Iterator[tuple[Place, Nothing]]:
        """The stated unknowns among what was looked at, then those at these places, above and below them."""
        steps = filter(None, (reason.when, reason.require))
        looked = [*(one for step in steps for one in _all_looked(step)), *reason.evidence]
        for place, value in looked:
            if isinstance(value, Nothing) and value.kind is Kind.NOT_KNOWN:
                yield self._where_said(place), value
        for place in (reason.judgement.place, *reason.judgement.related):
            yield from self._unknown_near(place)
            for name in place.path:
                for record in filter(None, (self.wording.repo.record(kind, name) for kind in NAMED)):
                    yield from self._unknown_near(record.place)

    def _unknown_near(self, place: Place) -> Iterator[tuple[Place, Nothing]]:
        record = self.wording.repo.record(place.kind, place.id)
        for path, nothing in record.document.nothings.items() if record else ():
            other = place._replace(path=path)
            if nothing.kind is Kind.NOT_KNOWN and (other.covers(place) or place.covers(other)):
                yield other, nothing

    def _unsaid(self, place: Place) -> Missing:
        """A place where too little is said, or the controller of whom nothing can be read."""
        record = self.wording.repo.record(place.kind, place.id)
        owner = self._owner(self._answering(place))
        if record and record.names_unknown_controller:
            return Missing(self.wording.spot(record.place / "controller"), self.say.gettext(UNREAD), owner)
        return Missing(self.wording.spot(place), self.say.gettext(TOO_LITTLE), owner)

    def _where_said(self, place: Place) -> Place:
        """The place at or above another where its nothing stands."""
        record = self.wording.repo.record(place.kind, place.id)
        paths = [place.path[:depth] for depth in range(len(place.path), 0, -1)]
        found = next((path for path in paths if record and record.nothing(*path)), place.path)
        return place._replace(path=found)

    def _asked(self, place: Place, nothing: Nothing) -> Missing:
        record = self.wording.repo.record(place.kind, place.id)
        owner = office(self.wording.repo, nothing.owner, record) if nothing.owner else self._answering(place)
        spot = self.wording.spot(place)
        words = f"{printed(place.path)}: {self._nothing(nothing, place)}"
        return Missing(spot, words, self._owner(owner), nothing.until)

    def _answering(self, place: Place) -> Office | None:
        record = self.wording.repo.record(place.kind, place.id)
        return answering(record) if record else None

    def _owner(self, found: Office | None) -> str | None:
        """What a role is called."""
        if found is None:
            return None
        organisation: Record | None = self.wording.repo.record("organisation", found.organisation)
        roles = organisation.stated.get("roles", {}) if organisation else {}
        return self.wording.said(roles.get(found.role, {}).get("title"), organisation) or found.role

    def _question(self, heard: Heard) -> tuple[str, ...]:
        """What the law was asked about, such as a country or the name of a tracker, as the record has it."""
        return tuple(self.wording.quoted(_shown(word)) for word in heard.asked)

    def _row(self, heard: Heard) -> Row:
        row: Mapping[str, Any] = heard.row or {}
        return Row(
            heard.table,
            self._question(heard),
            _id(row) if row else None,
            str(row.get("name", "")),
            str(row.get("source", "")),
            str(row.get("confidence", "")),
            row.get("valid_from"),
            row.get("valid_until"),
            heard.until,
            heard.certain,
        )

    def _of_law(self, heard: Heard) -> str:
        asked = ", ".join((heard.table, *self._question(heard)))
        if heard.row is None:
            return self.say.gettext(SILENT_LAW, asked=asked)
        return self.say.gettext(UNSURE_LAW, table=f"{heard.table}: {_id(heard.row)}")


def _silent(reason: Reason) -> tuple[Place, ...]:
    """The places that would tell, where the check knows them; else the one it is about."""
    return reason.judgement.related or (reason.judgement.place,)


def _all_looked(traced: Traced) -> Iterator[Looked]:
    yield from traced.looked
    for part in traced.parts:
        yield from _all_looked(part)


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or row.get("number") or row.get("iso") or "")


def _is_plain(value: object) -> bool:
    scalars = (str, int, float, bool)
    return isinstance(value, scalars) or (isinstance(value, list) and all(isinstance(one, scalars) for one in value))


def _shown(value: object) -> str:
    """A value on one line, as YAML in brackets writes it; what lies deeper is left out."""
    if isinstance(value, Mapping):
        told = "{" + ", ".join(f"{key}: {_within(inner)}" for key, inner in value.items()) + "}"
    elif isinstance(value, list):
        told = "[" + ", ".join(_shown(one) for one in value) + "]"
    elif isinstance(value, bool):
        told = str(value).lower()
    else:
        told = " ".join(str(value).split())
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def _within(value: object) -> str:
    return "{…}" if isinstance(value, Mapping) else _shown(value)
