"""The closed vocabulary of `when:` and `require:`. A new word is a decision, not an accident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.fields import ABSENT, UNSAID, FieldPath, Found, Item, item_at
from policycheck.assertions.operators import OPERATORS, Sets, Test
from policycheck.assertions.verdict import (
    BEST_FIRST,
    CANNOT_TELL,
    DOES_NOT_APPLY,
    MET,
    MET_LAST,
    NOT_MET,
    OPPOSITE,
    WORST_FIRST,
    Verdict,
    as_code,
    every,
    foremost,
    foremost_outcome,
    opposite,
    some,
)
from policycheck.document import Kind, Nothing
from policycheck.errors import did_you_mean
from policycheck.facts.silence import table
from policycheck.speech import _

if TYPE_CHECKING:
    from policycheck.finding import Outcome
    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.schema import Shapes

Judge = Callable[[Found, date], Verdict]


Ask = Callable[[Item, date], Verdict]
Tell = Callable[[Item, date], "Outcome | None"]


class Assertion(NamedTuple):
    """A compiled condition: ask it about an item of a record on a day."""

    ask: Ask
    tell: Tell
    """The outcome alone, quickly: most items meet most rules. None when that takes `ask`, as where a nothing stands."""

    def __call__(self, record: Record, item: Path, day: date) -> Verdict:
        """What it comes to at a path of a record."""
        return self.ask(item_at(record, item), day)


class Context(NamedTuple):
    """What compiling needs: the schema, the kind and item the paths start from, and the named sets."""

    shapes: Shapes
    kind: str
    base: FieldPath | None
    sets: Sets
    required: bool
    """Whether `*` means every (in `require`) or some (in `when`)."""
    no_choice: bool = False
    """Whether the law leaves no choice but to state the value."""

    def path(self, words: object) -> FieldPath:
        """A checked path."""
        if not isinstance(words, str):
            message = _("{words} is no path to a field", words=words)
            raise TypeError(message)
        return FieldPath.parse(words, self.kind, self.shapes, self.base)


def compile_assertion(words: Mapping[str, Any], context: Context) -> Assertion:
    """Turn the words of a card into an assertion.

    Raises:
        UnknownFieldError: if a path leads nowhere.
        ValueError: if a word or a value is not one of ours.
    """
    for word, make in WORDS.items():
        if word in words:
            return make(words, context)
    message = _("none of {known} in {words}", known=", ".join(WORDS), words=dict(words))
    first = next(iter(words), "")
    raise ValueError(message, first, did_you_mean(first, WORDS) or "")


def _slow(ask: Ask) -> Assertion:
    """An assertion whose outcome is known only with all that belongs to it."""
    return Assertion(ask, lambda item, day: None)  # noqa: ARG005 - the form of `tell`


def _has(words: Mapping[str, Any], context: Context) -> Assertion:
    judge = _stated if context.no_choice else _present
    return _over(context.path(words["has"]), judge, context, Quick(lambda _: MET, NOT_MET))


def _lacks(words: Mapping[str, Any], context: Context) -> Assertion:
    return _over(context.path(words["lacks"]), _absent, context, Quick(lambda _: NOT_MET, MET))


def _present(found: Found, day: date) -> Verdict:
    path, value = found
    if isinstance(value, Nothing):
        return Verdict(table(value, asked=True, day=day), path, value)
    return Verdict(NOT_MET if value is ABSENT else MET, path, value)


def _stated(found: Found, day: date) -> Verdict:
    """Present, where the law leaves no choice."""
    verdict = _present(found, day)
    evaded = isinstance(found.value, Nothing) and found.value.kind in (Kind.NONE, Kind.NOT_APPLICABLE)
    return Verdict(NOT_MET, *verdict[1:]) if evaded else verdict


def _absent(found: Found, day: date) -> Verdict:
    path, value = found
    if not isinstance(value, Nothing):
        return Verdict(MET if value is ABSENT else NOT_MET, path, value)
    unknown = value.kind is Kind.NOT_KNOWN
    return Verdict(table(value, asked=False, day=day) if unknown else MET, path, value)


def _field(words: Mapping[str, Any], context: Context) -> Assertion:
    operators = [word for word in words if word != "field"]
    if len(operators) != 1 or operators[0] not in OPERATORS:
        message = _("'{field}' takes one of {words}", field=words["field"], words=", ".join(OPERATORS))
        raise ValueError(message, words["field"])
    name = operators[0]
    if name == "refers_to":
        return _refers_to(words, context)
    test = OPERATORS[name](words[name], context.sets)
    path = context.path(words["field"])
    quick = Quick(lambda value: _tested(value, test), DOES_NOT_APPLY)
    vocabulary = path.schema.get("x-vocabulary")
    return _over(path, lambda found, day: as_code(_compared(found, test, name, day), vocabulary), context, quick)


def _compared(found: Found, test: Test, name: str, day: date) -> Verdict:
    path, value = found
    if value is ABSENT:
        return Verdict(DOES_NOT_APPLY, path)
    if isinstance(value, Nothing):
        if value.kind is not Kind.NONE:
            return Verdict(table(value, asked=False, day=day), path, value)
        value = [] if name == "includes" else "none"
    return Verdict(_tested(value, test), path, value)


def _tested(value: Any, test: Test) -> Outcome:
    try:
        return MET if test(value) else NOT_MET
    except (TypeError, ValueError):
        # An impossible period is a finding already, and words in several languages have no order.
        return CANNOT_TELL


def _refers_to(words: Mapping[str, Any], context: Context) -> Assertion:
    path, kind = context.path(words["field"]), words["refers_to"]
    if kind not in context.shapes.kinds:
        message = _("there is no kind '{kind}'", kind=kind)
        raise ValueError(message, kind, did_you_mean(kind, context.shapes.kinds) or "")

    def ask(item: Item, day: date) -> Verdict:
        def test(value: object) -> bool:
            return item.record.repo.record(kind, value) is not None

        found = path.find(item)
        return _gathered((_compared(one, test, "refers_to", day) for one in found), item.path, context)

    return _slow(ask)


class Quick(NamedTuple):
    """What a judge comes to where something is stated, and where nothing is written at all."""

    stated: Callable[[Any], Outcome]
    absent: Outcome


def _over(path: FieldPath, judge: Judge, context: Context, quick: Quick) -> Assertion:
    def ask(item: Item, day: date) -> Verdict:
        if path.starred:
            return _gathered((judge(found, day) for found in path.find(item)), item.path, context)
        return judge(path.one(item), day)

    if not path.within:
        return _slow(ask)
    return Assertion(ask, _quickly_all(path, quick, context) if path.starred else _quickly(path, quick))


def _quickly(path: FieldPath, quick: Quick) -> Tell:
    def tell(item: Item, _: date) -> Outcome | None:
        value = path.plainly(item)
        if value is ABSENT:
            return quick.absent
        return None if value is UNSAID else quick.stated(value)

    return tell


def _quickly_all(path: FieldPath, quick: Quick, context: Context) -> Tell:
    order, none = (WORST_FIRST, DOES_NOT_APPLY) if context.required else (BEST_FIRST, NOT_MET)

    def tell(item: Item, _: date) -> Outcome | None:
        values = path.all_plainly(item)
        if not values:
            return None if values is None else none
        found = (quick.absent if value is ABSENT else quick.stated(value) for value in values)
        return foremost_outcome(found, order)

    return tell


def _gathered(verdicts: Iterable[Verdict], item: Path, context: Context) -> Verdict:
    return every(verdicts, item) if context.required else some(verdicts, item)


def _all_of(words: Mapping[str, Any], context: Context) -> Assertion:
    parts = [compile_assertion(part, context) for part in words["all_of"]]
    order = WORST_FIRST if context.required else MET_LAST
    return _together(parts, order)


def _any_of(words: Mapping[str, Any], context: Context) -> Assertion:
    parts = [compile_assertion(part, context) for part in words["any_of"]]
    return _together(parts, BEST_FIRST)


def _together(parts: list[Assertion], order: tuple[Outcome, ...]) -> Assertion:
    return Assertion(
        lambda item, day: foremost((part.ask(item, day) for part in parts), order, item.path),
        lambda item, day: foremost_outcome((part.tell(item, day) for part in parts), order),
    )


def _not(words: Mapping[str, Any], context: Context) -> Assertion:
    part = compile_assertion(words["not"], context)

    def tell(item: Item, day: date) -> Outcome | None:
        found = part.tell(item, day)
        return found and OPPOSITE.get(found, found)

    return Assertion(lambda item, day: opposite(part.ask(item, day)), tell)


WORDS: dict[str, Callable[[Mapping[str, Any], Context], Assertion]] = {
    "has": _has,
    "lacks": _lacks,
    "field": _field,
    "all_of": _all_of,
    "any_of": _any_of,
    "not": _not,
}
