"""Puts judgements into the words of the reader's language, with file, line, articles and fix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.called import Called, titled
from policycheck.chain import Fact
from policycheck.finding import Citation, Finding, Judgement, PeriodFrom, Spot
from policycheck.law.acts import parts, resolves
from policycheck.period import Period
from policycheck.place import Place, printed
from policycheck.speech import Phrase, speech
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from policycheck.cards import Rule, Rulebook, Rules
    from policycheck.repo import Record, Repo


class Wording:
    """The words of one run."""

    def __init__(
        self, book: Rulebook, repo: Repo, language: str, *, for_people: bool = False, redact: bool = False
    ) -> None:
        self.book = book
        self.repo = repo
        self.language = book.spoken(language)
        self.speech = speech(self.language)
        self.for_people = for_people
        self.redact = redact

    def finding(self, rule: Rule, judgement: Judgement) -> Finding:
        """A judgement in words, at its line."""
        values = {
            "register": self.name(judgement.place),
            "place": printed(judgement.place.path),
            **self._titled(judgement),
        }
        related = tuple(self.spot(place) for place in judgement.related)
        finding = self.words(rule, self.spot(judgement.place), values, related)
        if not judgement.because:
            return finding
        return finding._replace(because=self.because(judgement), steps=self.steps(judgement))

    def _titled(self, judgement: Judgement) -> Mapping[str, Any]:
        """The values of a judgement; what has a title is known to readers by that."""
        place = judgement.place
        about = None if self.redact else self.repo.record(place.kind, place.id)
        if about is None:
            return judgement.values
        return {name: titled(name, value, about, self.said) for name, value in judgement.values.items()}

    def because(self, judgement: Judgement) -> tuple[str, ...]:
        """How one thing led to the next, each on a line."""
        from policycheck.steps import told

        return tuple(told(ground, self) for ground in judgement.because)

    def steps(self, judgement: Judgement) -> tuple[Fact, ...]:
        """The same where it is written; what the law says has no line."""
        told = zip(judgement.because, self.because(judgement), strict=True)
        return tuple(Fact(self.spot(ground), says) for ground, says in told if isinstance(ground, Place))

    def words(
        self,
        rule: Rule,
        spot: Spot,
        values: Mapping[str, Any],
        related: tuple[Spot, ...] = (),
    ) -> Finding:
        """A finding of a rule at a spot; `values` fill the placeholders, in a fix as one writes them."""
        words = self.book.words(rule.id, self.language)
        values = self._redacted(values) if self.redact else values
        shown = _Shown({name: self.show(value) for name, value in values.items()})
        written = {name: _written_as(one) for name, one in values.items() if isinstance(one, _WRITTEN)}
        return Finding(
            rule.id,
            rule.severity,
            spot,
            words["title"],
            self._dated(rule, filled(words["message"], shown)),
            words["why"],
            filled(words["fix"], _Shown({**shown, **written})),
            tuple(self.citation(law, article) for law, article in rule.cites),
            related=related,
        )

    def _redacted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Values without any word of an author: codes, days, numbers, ids of documents and places remain."""
        return {name: value if name in _IDS or _is_ours(value) else _REDACTED for name, value in values.items()}

    def quoted(self, words: str) -> str:
        """What a record says, unless that is left out."""
        return _REDACTED if self.redact and words else words

    def _dated(self, rule: Rule, message: str) -> str:
        """A message with the day from which its rule is in effect, as long as that day has not come."""
        if rule.starts is None:
            return message
        return self.speech.gettext(
            "{message} (in effect from {day})", message=message, day=self.show(date.fromisoformat(rule.starts))
        )

    def spot(self, place: Place) -> Spot:
        """Where a reader finds a place."""
        document = self.repo.documents[place.kind, place.id]
        span = document.span(place.path)
        return Spot(document.source.file, span, place, document.source.lines.line(span.line))

    def name(self, place: Place) -> str:
        """What the document of a place is called, in the reader's language if it says."""
        if self.redact:
            return place.id
        record = self.repo.record(place.kind, place.id)
        found = (record.stated.get("name") or record.stated.get("title")) if record else None
        return self.said(found, record) or place.id

    def said(self, words: object, record: Record | None = None) -> str:
        """An author's words in the reader's language, else in that of the record, else in any."""
        if not isinstance(words, dict):
            return str(words or "")
        own = record.language if record else self.repo.language
        found = words.get(self.language) or words.get(own) or next(iter(words.values()), "")
        return str(found)

    def show(self, value: object) -> str:
        """A value as text: codes by their labels, lists with commas, days and numbers as the reader writes them."""
        if isinstance(value, Term):
            return self.book.vocabulary.label(value, self.language)
        if isinstance(value, Called):
            return value.title
        if isinstance(value, PeriodFrom):
            period, event = map(self.show, value)
            return self.speech.gettext("{period} (counted from: {event})", period=period, event=event)
        if isinstance(value, Mapping):
            return self.said(value)
        if isinstance(value, Iterable) and not isinstance(value, str):
            return ", ".join(self.show(item) for item in value) or self.speech.gettext("none")
        return self._plain(value)

    def _plain(self, value: object) -> str:
        if isinstance(value, Phrase):
            return self.speech.gettext(value)
        if isinstance(value, Period):
            return self.speech.period(value)
        if self.for_people and isinstance(value, date):
            return self.speech.day(value)
        return self.speech.number(value) if self.for_people and type(value) is int else str(value)

    def act(self, law: str) -> str:
        """What an act is called for short."""
        return _in(self.book.law_tables["acts"]["acts"][law]["short"], self.language)

    def citation(self, law: str, article: str) -> Citation:
        """A provision in words, with where to read it."""
        return cited(self.book, law, article, self.language)


_IDS = ("register", "place", "revision", "fields")
_REDACTED = "\N{HORIZONTAL ELLIPSIS}"


def _is_ours(value: object) -> bool:
    """Whether a value is a code, a day, a number or a phrase of ours, or a list of such."""
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping | Term | Period | PeriodFrom):
        return all(map(_is_ours, value))
    return isinstance(value, Term | date | Period | PeriodFrom | int | Phrase)


def cited(book: Rulebook, law: str, article: str, language: str) -> Citation:
    """A provision in the words of a language, with where to read it."""
    acts = book.law_tables["acts"]
    act = acts["acts"][law]
    part = provision(acts, act, article, language)
    words = _in(acts["units"][act["unit"]]["cited"], language).format(
        act=_in(act["short"], language), genitive=act["genitive"], provision=part
    )
    return Citation(law, article, words, act["link"].format(article=article.partition("(")[0]), part)


def provision(acts: Mapping[str, Any], act: Mapping[str, Any], number: str, language: str) -> str:
    """A provision without its act: `Art. 6(1)(f)`, `6 artiklan 1 kohdan f alakohta`, `artikel 6.1 f`."""
    pieces = acts["units"][act["unit"]]
    ordinals = acts["ordinals"][language]
    *outer, inner = (
        _in(pieces[name], language).format_map(_written(part, ordinals)) for name, part in parts(act, number).items()
    )
    for word, genitive in acts["genitives"].get(language, {}).items():
        outer = [piece.replace(word, genitive) for piece in outer]
    return "".join([*outer, inner])


def as_cited(book: Rulebook, rules: Rules, names: Iterable[str]) -> tuple[str, ...]:
    """Names of rules, packs and articles; an article as a language prints it becomes `gdpr 30(1)`, or `30(1)`."""
    if not any(" " in _plainly(name) for name in names):
        return tuple(names)
    known: dict[str, str] = {}
    for words, name in _printed(book, rules):
        known.setdefault(words, name)
    return tuple(known.get(_plainly(name), name) for name in names)


def _printed(book: Rulebook, rules: Rules) -> Iterator[tuple[str, str]]:
    """Every way to print what the rules cite and what that is part of: with the act in words or short, or alone."""
    acts = book.law_tables["acts"]
    for law, article in sorted({(law, part) for rule in rules for law, whole in rule.cites for part in _wholes(whole)}):
        act = acts["acts"][law]
        if not resolves(act, article):
            continue
        for language in act["short"]:
            yield _plainly(provision(acts, act, article, language)), article
            yield _plainly(cited(book, law, article, language).words), f"{law} {article}"
            yield _plainly(f"{act['short'][language]} {article}"), f"{law} {article}"
        yield _plainly(f"{law} {article}"), f"{law} {article}"


def _wholes(article: str) -> Iterator[str]:
    """An article, and what it is a part of: 6(1)(f), 6(1), 6."""
    while article:
        yield article
        article = article.rpartition("(")[0]


def _plainly(words: str) -> str:
    return " ".join(words.split()).casefold()


def _written(part: str, ordinals: Sequence[str]) -> dict[str, str]:
    """The number of a part as it is, with its letter apart, and as an ordinal."""
    nth = ordinals[int(part) - 1] if part.isdigit() and int(part) <= len(ordinals) else part
    return {"n": part, "apart": re.sub(r"(?<=\d)(?=[a-z])", " ", part), "nth": nth}


_WRITTEN = (Term, Called, date, Period)


def _written_as(value: Term | Called | date | Period) -> str:
    """A code, an id, a day or a period as a record writes it."""
    if isinstance(value, Called):
        return value.id
    if isinstance(value, Term):
        return value.code
    return value.isoformat() if isinstance(value, date) else str(value)


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words["en"]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled; a part in double brackets is left out when one of its own is empty."""
    return _OPTIONAL.sub(lambda part: _whole(part[1], values), text).format_map(values)


_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def _whole(part: str, values: Mapping[str, str]) -> str:
    from string import Formatter

    names = [name for _, name, _, _ in Formatter().parse(part) if name]
    return part if all(values[name] for name in names) else ""


class _Shown(dict[str, str]):
    """The values of placeholders; one that a judgement did not fill stays empty."""

    def __missing__(self, key: str) -> str:
        return ""
