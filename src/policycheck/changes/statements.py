"""What a register says in law terms: one statement for each thing that a change of would matter to data subjects.

A statement has a value that is compared, and never holds an author's words: wording alone is no change. What parties
and systems say is told for every register that they reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.bases import bases
from policycheck.facts.processors import processors, role_of
from policycheck.facts.safeguards import is_covered, leaves, tool_named
from policycheck.facts.statutory import covering, kept
from policycheck.facts.things import things
from policycheck.facts.transfers import reaches
from policycheck.finding import PeriodFrom
from policycheck.place import Place
from policycheck.speech import Phrase
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.law import Law
    from policycheck.model.keeping import Retention
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

Key = tuple[str, ...]
"""The sort of a statement, and what it is about."""
STAFF, PROCESSOR = "staff", "processor"
WORDS_OF_NODES = ("under", "also_stated")
"""Keys that say where something stands, and what is stated again."""


class Statement(NamedTuple):
    """Something that a register says, in law terms."""

    sort: str
    about: Key
    value: Any
    """What is compared; None where all there is to say is that the thing is there."""
    name: object
    """What a reader calls the thing."""
    shown: object
    """What a reader is shown of the value."""
    place: Place
    within: Key = ()
    """The statement that both states must have for this one to be told as added or removed."""
    while_it_says: Any = None
    """What that statement must say in both states, if that matters."""

    @property
    def key(self) -> Key:
        """What it is known by in another state of the register."""
        return (self.sort, *self.about)


def gathered(records: Iterable[Record], law: Law, vocabulary: Vocabulary) -> dict[Key, list[Statement]]:
    """The statements of all descriptions of a register, by what they are about."""
    found: dict[Key, list[Statement]] = {}
    for record in records:
        for statement in _said(record, law, vocabulary):
            found.setdefault(statement.key, []).append(statement)
    return found


def _said(record: Record, law: Law, vocabulary: Vocabulary) -> Iterator[Statement]:
    yield from _answering(record)
    yield from _purposes(record)
    yield from _data(record, vocabulary)
    yield from _recipients(record)
    yield from _reached(record, law)
    yield from _retention(record)
    yield from _rights(record)
    yield from _security(record)
    yield from _listed(record)


def _named(record: Record, name: str) -> object:
    """What the document of a party is called, else its id."""
    party = record.repo.party_record(name)
    return (party.stated.get("name") if party else None) or name


def _answering(record: Record) -> Iterator[Statement]:
    controller = record.controller
    if controller:
        name = controller["id"]
        # A text may name the controller; where the description itself does not, all of it is the place.
        place = record.place.at("controller") if "controller" in record.stated else record.place
        yield Statement("controller", (), name, _named(record, name), _named(record, name), place)
        yield from _officer(controller, Place("organisation", name, ("data_protection_officer",)))
    for name, _ in things(record.register.get("joint_controllers")):
        place = record.place.at("joint_controllers", name)
        yield Statement("joint-controller", (name,), None, _named(record, name), None, place)


def _officer(controller: Mapping[str, Any], place: Place) -> Iterator[Statement]:
    officer = controller.get("data_protection_officer", {})
    if officer.get("appointed") or "contact" in officer:
        contact = officer.get("contact", {})
        reached = tuple(str(contact[key]) for key in ("email", "phone") if key in contact)
        value = (officer.get("party"), *reached)
        yield Statement(
            "officer", (), value, Phrase("data protection officer"), [*filter(None, value)], place, ("controller",)
        )


def _purposes(record: Record) -> Iterator[Statement]:
    for based in bases(record):
        name, purpose = based.name, based.purpose
        place, shown = record.place.at("purposes", name), purpose.get("text") or name
        yield Statement("purpose", (name,), None, shown, None, place)
        if based.basis and "article" in based.basis:
            article, at = based.basis["article"], record.place.at(*based.path, "article")
            yield Statement("basis", (name,), article, shown, _basis(article), at, ("purpose", name))
        for channel in purpose.get("marketing", {}).get("channels", ()):
            term = Term("marketing-channels", channel)
            at = place.at("marketing", "channels", channel)
            yield Statement("marketing", (name, channel), None, term, None, at)
    for name, consent in things(record.register.get("consents")):
        value = (consent.get("how"), tuple(sorted(consent.get("covers", ()))))
        said = [*filter(None, value[:1]), *value[1]]
        yield Statement("consent", (name,), value, name, said, record.place.at("consents", name))


def _basis(article: str) -> Term:
    return Term("bases", f"art-{article.replace('(', '-').replace(')', '')}")


def _data(record: Record, vocabulary: Vocabulary) -> Iterator[Statement]:
    for name, group in things(record.register.get("data")):
        if group.get("personal") is False:
            continue
        place = record.place.at("data", name)
        yield Statement("data-group", (name,), None, group.get("text") or name, None, place)
        for item in group.get("items", ()):
            term, at = Term("data", item), place.at("items", item)
            yield Statement("data-item", (name, item), None, term, None, at, ("data-group", name))
            if any(vocabulary.attribute("data", item, mark) for mark in ("special", "criminal")):
                yield Statement("special-category", (item,), None, term, None, at)
    for code in record.register.get("data_subjects", ()):
        term = Term("data-subjects", code)
        yield Statement("data-subjects", (code,), None, term, None, record.place.at("data_subjects", code))
    for name, source in things(record.register.get("sources")):
        shown = source.get("text") or _named(record, source.get("party", name))
        yield Statement("source", (name,), None, shown, None, record.place.at("sources", name))


def _recipients(record: Record) -> Iterator[Statement]:
    """Recipients, whoever runs a system among them; staff are none (Article 4(9)-(10))."""
    acting = {processor.name: processor for processor in processors(record)}
    for name, recipient in things(record.register.get("recipients")):
        party, place = recipient.get("party", name), record.place.at("recipients", name)
        if recipient.get("kind") == STAFF:
            continue
        shown = _named(record, party)
        if party not in acting:
            role = role_of(recipient, record.repo.party(party) or {})
            yield Statement("recipient", (party,), role, shown, role, place)
        for group in recipient.get("data", ()):
            at = place.at("data", group)
            yield Statement("recipient-data", (party, group), None, [shown, group], None, at, ("recipient", party))
    for party, processor in acting.items():
        yield from _processor(party, record.place.at(*processor.path), _named(record, party), processor.terms)


def _processor(party: str, place: Place, shown: object, terms: object) -> Iterator[Statement]:
    yield Statement("recipient", (party,), PROCESSOR, shown, PROCESSOR, place)
    if terms:
        yield Statement("processor-contract", (party,), None, shown, None, place, ("recipient", party), PROCESSOR)


def _reached(record: Record, law: Law) -> Iterator[Statement]:
    """Who gets data in which country, whichever document says so; and what covers it there."""
    for reach in reaches(record):
        place = reach.steps[-1] if reach.steps else record.place.at(*reach.path)
        abroad = leaves(reach.country, record, law)
        country = Term("countries", reach.country)
        yield Statement("country", (reach.name,), (reach.country, abroad), reach.shown, country, place)
        if abroad and is_covered(reach, record, law):
            safeguard = reach.transfer.get("safeguard") if reach.transfer else None
            tool = tool_named(safeguard) if safeguard else ""
            about = (reach.name, reach.country)
            within = ("country", reach.name)
            at = record.place.at(*reach.path)
            yield Statement(
                "safeguard", about, tool, [reach.shown, country], tool or None, at, within, (reach.country, abroad)
            )


def _retention(record: Record) -> Iterator[Statement]:
    data = record.register.get("data", {})
    groups = [name for name, group in things(data) if group.get("personal") is not False] or [""]
    for group in groups:
        for name, entry in covering(record, group):
            about = (group, entry.get("group", ""), *sorted(entry.get("in", ())))
            value = kept(entry)
            if value or "ends" in entry:
                called = data.get(group, {}).get("text") or group or name
                within = ("data-group", group) if group else ()
                shown, at = _kept(entry), record.place.at("retention", name)
                yield Statement("retention", about, (value, entry.get("ends")), called, shown, at, within)


def _kept(entry: Retention) -> object:
    found = kept(entry)
    if found is None:
        return Term("retention-ends", entry["ends"])
    return PeriodFrom(found.most, Term("events", found.event)) if found.event else found.most


def _rights(record: Record) -> Iterator[Statement]:
    rights: Mapping[str, Any] = record.stated.get("rights", {})
    for name, right in rights.items():
        if name not in WORDS_OF_NODES:
            yield from _right(name, right, record.place.at("rights", name))
    told: Any = record.register.get("automated_decisions", {})
    place = record.place.at("automated_decisions")
    if told.get("profiling"):
        yield Statement("automated-decision", ("_profiling",), None, Phrase("profiling"), None, place / "profiling")
    for name, decision in things(told.get("decisions")):
        shown = decision.get("text") or name
        yield Statement("automated-decision", (name,), None, shown, None, place.at("decisions", name))


def _right(name: str, right: Mapping[str, Any], place: Place) -> Iterator[Statement]:
    term = Term("rights", name.replace("_", "-"))
    yield Statement("right", (name,), None, term, None, place)
    for limit, _ in things(right.get("limits")):
        shown = [term, Term("erasure-limits", limit)]
        yield Statement("right-limit", (name, limit), None, shown, None, place.at("limits", limit), ("right", name))


def _security(record: Record) -> Iterator[Statement]:
    for name, _ in things(record.register.get("security")):
        term = Term("measures", name)
        yield Statement("measure", (name,), None, term, None, record.place.at("security", name))
    for name in record.register.get("systems", ()):
        system = record.repo.record("system", name)
        place = record.place.at("systems", name)
        shown = (system.stated.get("name") if system else None) or name
        yield Statement("system", (name,), None, shown, None, place)
        measures = system.stated.get("measures") if system else None
        for measure, _ in things(measures):
            at = Place("system", name, ("measures", measure))
            told = [shown, Term("measures", measure)]
            yield Statement("measure", (name, measure), None, told, None, at, ("system", name))
    assessment: Any = record.register.get("risk", {}).get("impact_assessment", {})
    if "done" in assessment or "document" in assessment:
        place = record.place.at("risk", "impact_assessment")
        yield Statement("assessment", (), None, Phrase("impact assessment"), None, place)


def _listed(record: Record) -> Iterator[Statement]:
    if record.register.get("publication", {}).get("default") == "published":
        place = record.place.at("publication", "default")
        yield Statement("published", (), None, Phrase("publication"), None, place)
    for name, _ in things(record.register.get("cookies")):
        yield Statement("cookie", (name,), None, name, None, record.place.at("cookies", name))
    if record.kind == "processor-record":
        for name, _ in things(record.stated.get("sub_processors")):
            yield from _processor(name, record.place.at("sub_processors", name), _named(record, name), None)
