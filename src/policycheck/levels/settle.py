"""Brings what the levels say of rules together: one list of steps decides, and the same one explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.cards.params import misfit, sort_of
from policycheck.cards.rules import Rules
from policycheck.errors import UsageError, did_you_mean
from policycheck.finding import Severity
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policycheck.cards.rules import Rule
    from policycheck.levels.level import Level
    from policycheck.place import Path

SELECTED, SEVERITY, PARAMS = "select", "severity", "params"
FIXED = ("form", "waivers")
"""What cannot be read as meant, and what is set aside, is as grave as its card says."""


class Step(NamedTuple):
    """What a level says of a rule."""

    what: str
    """`select`, `severity`, or the name of a parameter."""
    value: Any
    level: Level | None
    """None is the card."""
    path: Path = ()
    """Where in the level's file it is written."""


Said = tuple[Any, "Path"]


class Effect(NamedTuple):
    """A level, understood: what it says of each rule."""

    level: Level
    selected: Mapping[str, Path] | None
    named: frozenset[str]
    """The rules that its `select` calls by their ids."""
    ignored: Mapping[str, Path]
    severity: Mapping[str, Said]
    by_severity: Mapping[str, Said]
    params: Mapping[str, Mapping[str, Said]]

    @classmethod
    def of(cls, level: Level, rules: Rules) -> Effect:
        """Understand a level.

        Raises:
            PolicycheckError: if it names what does not exist or cannot be changed, at its line.
        """
        return cls(
            level,
            _selected(level, rules),
            frozenset(rules.find(name).id for name in level.select if "/" in name),
            _meant(level, "ignore", rules),
            _severities(level, rules),
            {word: (to, (*level.at, SEVERITY, word)) for word, to in level.severity.items() if word in list(Severity)},
            {rules.find(name).id: said for name, said in _params(level, rules)},
        )


def _meant(level: Level, key: str, rules: Rules) -> dict[str, Path]:
    """The rules that a list of names means, each with the place of the name."""
    found: dict[str, Path] = {}
    for index, name in enumerate(getattr(level, key)):
        path: Path = (*level.at, key, index)
        found |= dict.fromkeys(_matching(name, level, path, rules), path)
    return found


def _matching(name: str, level: Level, path: Path, rules: Rules) -> set[str]:
    try:
        return rules.matching(name)
    except UsageError as error:
        raise level.blame(error.message, path, error.hint) from None


def _selected(level: Level, rules: Rules) -> dict[str, Path] | None:
    if not level.select:
        return None
    kept = {rule.id: (*level.at, SELECTED) for rule in rules if rule.pack in level.keeps}
    return {**kept, **_meant(level, SELECTED, rules)}


def _severities(level: Level, rules: Rules) -> dict[str, Said]:
    """By rule: what names the rule goes before what names an article, and that before a pack."""
    found: dict[str, tuple[int, Said]] = {}
    for name, severity in level.severity.items():
        if name in list(Severity):
            continue
        path: Path = (*level.at, SEVERITY, name)
        strength = 2 if "/" in name else 0 if name in {rule.pack for rule in rules} else 1
        for rule in _matching(name, level, path, rules):
            _refuse_fixed(rule, level, path)
            if strength >= found.get(rule, (0, None))[0]:
                found[rule] = (strength, (severity, path))
    return {rule: said for rule, (_strength, said) in found.items()}


def _refuse_fixed(rule: str, level: Level, path: Path) -> None:
    if rule.partition("/")[0] in FIXED:
        words = _("the severity of '{rule}' cannot be changed", rule=rule)
        raise level.blame(words, path, _("mend what it finds: of that nothing else can be told"))


def _params(level: Level, rules: Rules) -> Iterator[tuple[str, dict[str, Said]]]:
    for name, values in level.params.items():
        path: Path = (*level.at, PARAMS, name)
        try:
            rule = rules.find(name)
        except UsageError as error:
            raise level.blame(error.message, path, error.hint) from None
        for key, value in values.items():
            _verify_param(rule, key, value, level, (*path, key))
        yield name, {key: (value, (*path, key)) for key, value in values.items()}


def _verify_param(rule: Rule, key: str, value: Any, level: Level, path: Path) -> None:
    settable = rule.card["settable"]
    if key not in settable:
        words = _("'{rule}' has no parameter '{name}' that can be set", rule=rule.id, name=key)
        known = _("it has {names}", names=", ".join(settable)) if settable else None
        raise level.blame(words, path, did_you_mean(key, settable) or known)
    wanted = misfit(value, sort_of(rule.card["params"][key]) or "word")
    if wanted:
        raise level.blame(_("'{name}' must be: {sort}", name=key, sort=wanted), path, None)


def steps(rule: Rule, effects: Iterable[Effect]) -> Iterator[Step]:
    """Everything that is said of a rule, the weakest first; of each thing the last step holds."""
    yield Step(SELECTED, value=True, level=None)
    yield Step(SEVERITY, rule.severity.value, None, (SEVERITY,))
    yield from (Step(name, rule.card["params"][name], None, (PARAMS, name)) for name in rule.card["settable"])
    severity, ignored = rule.severity.value, False
    for effect in effects:
        ignored = ignored and rule.id not in effect.named
        if effect.selected is not None:
            path = effect.selected.get(rule.id)
            yield Step(SELECTED, path is not None and not ignored, effect.level, path or (*effect.level.at, SELECTED))
        if rule.id in effect.ignored:
            ignored = True
            yield Step(SELECTED, value=False, level=effect.level, path=effect.ignored[rule.id])
        said = effect.severity.get(rule.id) or _by_severity(rule, severity, effect)
        if said:
            severity = said[0]
            yield Step(SEVERITY, severity, effect.level, said[1])
        for name, (value, where) in effect.params.get(rule.id, {}).items():
            yield Step(name, value, effect.level, where)


def _by_severity(rule: Rule, severity: str, effect: Effect) -> Said | None:
    return None if rule.pack in FIXED else effect.by_severity.get(severity)


def settle(rules: Rules, effects: Sequence[Effect], *, every: bool = False) -> Rules:
    """The rules that are judged, or every one, with severity and parameters as they are in effect."""
    if not effects:
        return rules
    settled = ((rule, {step.what: step.value for step in steps(rule, effects)}) for rule in rules)
    return Rules(_as_said(rule, said) for rule, said in settled if every or said[SELECTED])


def _as_said(rule: Rule, said: Mapping[str, Any]) -> Rule:
    """A rule with its severity and parameters; the card is the same one where no parameter changes."""
    own = rule.card["params"]
    changed = {name: said[name] for name in rule.card["settable"] if said[name] != own[name]}
    card = {**rule.card, PARAMS: {**own, **changed}} if changed else rule.card
    return rule._replace(card=card, severity=Severity(said[SEVERITY]))
