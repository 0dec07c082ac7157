"""Rules as the engine runs them, and which of them a run has chosen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions import Assertion, FieldPath, compile_assertion
from policycheck.assertions.words import Context
from policycheck.cards.params import filled_in
from policycheck.checks import NONE, Check, find
from policycheck.errors import UsageError, did_you_mean
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import ModuleType

    from policycheck.finding import Severity
    from policycheck.schema import Shapes

SINGULAR = {
    "access": "role", "consents": "consent", "contracts": "contract", "controllers": "controller", "cookies": "cookie",
    "data": "data", "decisions": "decision", "declarations": "declaration",
    "derogations": "derogation",
    "documents": "document", "exceptions": "exception", "flows": "flow", "frameworks": "framework", "items": "item",
    "joint_controllers": "controller", "limits": "limit", "outline": "section", "purposes": "purpose",
    "recipients": "recipient", "references": "reference", "remarks": "remark", "retention": "retention",
    "rights": "right", "roles": "role", "security": "measure", "services": "service", "sources": "source",
    "steps": "step", "sub_processors": "subprocessor", "systems": "system", "transfers": "transfer",
}  # fmt: skip
"""The placeholder that a starred map fills."""
CODED = {"holds": "rights", "limits": "erasure-limits", "rights": "rights", "security": "measures"}
"""The vocabularies of maps whose keys are codes, and of lists of codes that records keep as slugs."""
ALWAYS = ("register", "place", "value", "day")
"""Placeholders that every rule fills."""


def claim(card: Mapping[str, Any], other: str) -> int:
    """3 when a card names the rule that it supersedes, 2 when its pack, 1 when all, 0 when it does not supersede it."""
    names = ("*", f"{other.partition('/')[0]}/*", other)
    return max((strength for strength, name in enumerate(names, 1) if name in card["supersedes"]), default=0)


class Rule(NamedTuple):
    """A card, ready to be run."""

    id: str
    card: Mapping[str, Any]
    severity: Severity
    starts: str | None = None
    """The day from which it is in effect, as long as that day has not come."""

    @property
    def pack(self) -> str:
        """The pack it belongs to."""
        return self.id.partition("/")[0]

    @property
    def cites(self) -> list[tuple[str, str]]:
        """The provisions it rests on, as act and article."""
        return [(cite["law"], cite["article"]) for cite in self.card["cites"]]

    @property
    def scope(self) -> Mapping[str, Any]:
        """Which records it looks at."""
        found: Mapping[str, Any] = self.card["applies_to"]
        return found

    @property
    def is_of_changes(self) -> bool:
        """Whether it looks at how a repo has changed, and so takes an earlier state to compare with."""
        return bool(self.card["raised_by"] == "diff")

    def supersedes(self, other: Rule) -> bool:
        """Whether its findings set those of `other` aside: of two that claim it, the one that names more precisely."""
        return self.claim_on(other) > other.claim_on(self)

    def claim_on(self, other: Rule) -> int:
        """How strongly it says that it supersedes another."""
        return claim(self.card, other.id)


class Compiled(NamedTuple):
    """The logic of a rule: items, conditions, or a check."""

    items: FieldPath | None
    when: Assertion | None
    require: Assertion | None
    check: Check | None
    at: FieldPath | None
    names: tuple[str, ...]


class Rules:
    """Rules by id, with everything they are compiled with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_id = {rule.id: rule for rule in rules}

    def __iter__(self) -> Any:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Former ids and what they are called now."""
        return {old: rule.id for rule in self for old in rule.card["aliases"]}

    def find(self, name: str) -> Rule:
        """The rule of an id or former id.

        Raises:
            UsageError: if there is none.
        """
        found = self.by_id.get(self.aliases.get(name, name))
        if found is None:
            hint = did_you_mean(name, self.by_id)
            raise UsageError(_("there is no rule '{name}'", name=name), hint=hint)
        return found

    def matching(self, name: str) -> set[str]:
        """The rules meant by a rule id, a pack, or an article such as `30(1)` or, of one act, `gdpr 30(1)`.

        Raises:
            UsageError: if nothing is called so.
        """
        act, _space, article = name.rpartition(" ")
        found = {rule.id for rule in self if rule.pack == name or _cites(rule, article, act)}
        if not found and "/" in name and not act:
            return {self.find(name).id}
        if not found:
            packs = {rule.pack for rule in self}
            hint = did_you_mean(name, packs) or _("packs are {packs}", packs=", ".join(sorted(packs)))
            raise UsageError(_("there is no rule, pack or article '{name}'", name=name), hint=hint)
        return found

    def chosen(self, select: Iterable[str], ignore: Iterable[str]) -> Rules:
        """Those that `select` means, or all, without those that `ignore` means.

        Raises:
            UsageError: if a name means nothing, or no rule is left.
        """
        wanted = {name for part in select for name in self.matching(part)} or set(self.by_id)
        unwanted = {name for part in ignore for name in self.matching(part)}
        return self.only(wanted - unwanted)

    def only(self, names: Iterable[str]) -> Rules:
        """Those of some ids.

        Raises:
            UsageError: if there is none.
        """
        wanted = set(names)
        if not wanted:
            raise UsageError(_("no rule is left to check by"), hint=_("select more, or ignore less"))
        return Rules(rule for rule in self if rule.id in wanted)


def _cites(rule: Rule, article: str, act: str) -> bool:
    cited = [number for law, number in rule.cites if act in ("", law)]
    return any(number == article or number.startswith(f"{article}(") for number in cited)


def compile_rule(
    card: Mapping[str, Any],
    shapes: Shapes,
    sets: Callable[[str], frozenset[str]],
    added: Mapping[str, ModuleType] = NONE,
) -> Compiled:
    """Compile the logic of a card.

    Raises:
        UnknownFieldError: if a field does not exist.
        ValueError, LookupError: if a word, value or check does not.
    """
    kind, params = card["applies_to"]["kind"], card["params"]
    items = FieldPath.parse(card["for"], kind, shapes) if card.get("for") else None
    outer, inner = contexts(card, items, shapes, sets)
    return Compiled(
        items,
        compile_assertion(filled_in(card["when"], params), outer) if card.get("when") else None,
        compile_assertion(filled_in(card["require"], params), inner) if card.get("require") else None,
        find(card["check"], added) if card.get("check") else None,
        FieldPath.parse(card["at"], kind, shapes, items) if card.get("at") else None,
        _names(items),
    )


def contexts(
    card: Mapping[str, Any], items: FieldPath | None, shapes: Shapes, sets: Callable[[str], frozenset[str]]
) -> tuple[Context, Context]:
    """What the words of `when` and those of `require` are compiled in."""
    kind = card["applies_to"]["kind"]
    when = Context(shapes, kind, items, sets, required=False)
    return when, when._replace(required=True, no_choice=card["no_choice"])


def _names(items: FieldPath | None) -> tuple[str, ...]:
    """The placeholders of the starred maps of a path, in order."""
    keys = [step.key for step in items.steps] if items else []
    return tuple(SINGULAR.get(keys[i - 1], "item") for i, key in enumerate(keys) if key == "*" and i)
