"""What is in effect, to be shown: the values of the configuration, and of a rule every step that led to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from policycheck.levels.settle import SELECTED, SEVERITY, Step
from policycheck.levels.sources import card_at
from policycheck.source import CONFIGURATION
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.cards import Rule, Rulebook
    from policycheck.config import Config
    from policycheck.levels.sources import Chosen


class Setting(NamedTuple):
    """A value in effect, and where it comes from."""

    key: str
    value: str
    level: str
    written_at: str
    """File and line; empty for a default and for the command line."""


class Change(NamedTuple):
    """A rule that is not as its card has it."""

    rule: str
    setting: Setting


def settings(config: Config, profile: str | None = None) -> Iterator[Setting]:
    """The values of the configuration, defaults too."""
    folders = [os.path.relpath(folder, config.root) for folder in config.folders]
    packs = [os.path.relpath(folder, config.root) for folder in config.packs]
    yield _setting(config, "language", config.language or "-")
    yield _setting(config, "folders", ", ".join(folders))
    yield _setting(config, "packs", ", ".join(packs) or "-")
    yield _setting(config, "checks", ", ".join(config.checks) or "-")
    yield _setting(config, "fields", ", ".join(config.fields) or "-")
    if profile:
        yield Setting("profile", profile, _("command line"), "")
    else:
        yield _setting(config, "profile", config.profile or "-")
    yield _setting(config, "fail_on", config.fail_on.value)
    if config.fail_on_change:
        yield _setting(config, "fail_on_change", ", ".join(config.fail_on_change))
    yield _setting(config, "horizon", str(config.horizon))


def _setting(config: Config, key: str, value: str) -> Setting:
    if config.document is None or key not in config.document.stated:
        return Setting(key, value, _("default"), "")
    return Setting(key, value, _("configuration"), f"{CONFIGURATION}:{config.document.span((key,)).line}")


def changes(chosen: Chosen, rules: Iterable[Rule], file: str | None = None) -> Iterator[Change]:
    """Every severity and parameter that is not the card's."""
    for rule in rules:
        last = {step.what: step for step in chosen.steps(rule, file)}
        for what, step in last.items():
            if what != SELECTED and step.level is not None and step.value != _of_card(rule, what):
                yield Change(rule.id, Setting(what, _written(step), step.level.name, step.level.written_at(step.path)))


def _of_card(rule: Rule, what: str) -> object:
    return rule.severity.value if what == SEVERITY else rule.card["params"][what]


def explained(rule: Rule, chosen: Chosen, book: Rulebook, config: Config, file: str | None) -> Iterator[Setting]:
    """Every step of a rule, by what it is about; of each thing the last one is in effect."""
    said = chosen.steps(rule, file)
    for what in dict.fromkeys(step.what for step in said):
        for step in said:
            if step.what == what:
                yield _step(step, rule, book, config)


def _step(step: Step, rule: Rule, book: Rulebook, config: Config) -> Setting:
    if step.level is None:
        at = "" if step.what == SELECTED else card_at(rule, book, config, step.path)
        return Setting(step.what, _written(step), _("default") if step.what == SELECTED else _("card"), at)
    return Setting(step.what, _written(step), step.level.name, step.level.written_at(step.path))


def _written(step: Step) -> str:
    """A value as a configuration writes it."""
    if step.what == SELECTED:
        return _("judged") if step.value else _("not judged")
    return ", ".join(step.value) if isinstance(step.value, list) else str(step.value)
