"""The levels of a run, and the rules that each file is judged by."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from policycheck import resources
from policycheck.cards.rules import Rule, Rules
from policycheck.errors import PackError, PolicycheckError, UsageError, did_you_mean
from policycheck.levels.level import Level
from policycheck.levels.settle import PARAMS, Effect, Step, settle, steps
from policycheck.source import CONFIGURATION
from policycheck.speech import _
from policycheck.wording import as_cited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path as FilePath

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.place import Path

    AsMeant = Callable[[Iterable[str]], tuple[str, ...]]

PATHS = "paths"


@dataclass(frozen=True)
class Levels:
    """The levels that speak: of every file, of some, and on the command line."""

    everywhere: tuple[Level, ...]
    by_path: tuple[tuple[tuple[str, ...], Level], ...]
    """Patterns, as in `.gitignore`, with what is said of files that match."""
    asked: tuple[Level, ...]


def levels_of(
    config: Config,
    book: Rulebook,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    profile: str | None = None,
) -> Levels:
    """The levels of a run, the weakest first; those that say nothing are left out.

    Raises:
        PolicycheckError: if the profile does not exist.
    """
    as_meant = partial(as_cited, book, book.rules())
    everywhere = (*_of_packs(config, book), *_of_profile(config, book, profile), _of_config(config, as_meant))
    by_path = tuple(
        (tuple(entry["for"]), _of_path(config, number, entry, as_meant)) for number, entry in enumerate(config.paths)
    )
    asked = Level(_("command line"), _usage_error, lambda _path: "", as_meant(select), as_meant(ignore))
    return Levels(tuple(level for level in everywhere if level.speaks), by_path, (asked,) if asked.speaks else ())


def _of_packs(config: Config, book: Rulebook) -> Iterator[Level]:
    for pack, home in sorted(book.homes.items()):
        said = book.packs[pack]
        written = _Written(home / "pack.yaml", config.root)
        name = _("pack {pack}", pack=pack)
        yield Level(name, written.blame, written.at, severity=said["severity"], params=said[PARAMS], of_pack=True)


def _of_profile(config: Config, book: Rulebook, asked: str | None) -> Iterator[Level]:
    name = asked or config.profile
    if name is None:
        return
    if name not in book.profiles:
        known = ", ".join(sorted(book.profiles))
        hint = did_you_mean(name, book.profiles) or _("profiles are {names}", names=known)
        words = _("there is no profile '{name}'", name=name)
        raise UsageError(words, hint=hint) if asked else config.error(words, ("profile",), hint)
    said = book.profiles[name]
    written = _Written(resources.policies() / "profiles" / f"{name}.yaml", config.root)
    yield Level(
        _("profile {name}", name=name),
        written.blame,
        written.at,
        tuple(said["select"]),
        tuple(said["ignore"]),
        said["severity"],
        said[PARAMS],
        frozenset(book.homes),
    )


def _of_config(config: Config, as_meant: AsMeant) -> Level:
    return Level(
        _("configuration"),
        config.error,
        _in_config(config),
        as_meant(config.select),
        as_meant(config.ignore),
        config.severity,
        config.params,
    )


def _of_path(config: Config, number: int, entry: Mapping[str, Any], as_meant: AsMeant) -> Level:
    return Level(
        _("configuration for {patterns}", patterns=", ".join(entry["for"])),
        config.error,
        _in_config(config),
        as_meant(entry.get("select", ())),
        as_meant(entry.get("ignore", ())),
        entry.get("severity", {}),
        entry.get(PARAMS, {}),
        at=(PATHS, number),
    )


def _in_config(config: Config) -> Any:
    def written(path: Path) -> str:
        return f"{CONFIGURATION}:{config.document.span(path).line}" if config.document else ""

    return written


def _usage_error(message: str, _path: Path, hint: str | None) -> PolicycheckError:
    return UsageError(message, hint=hint)


class _Written:
    """Where a file of a policies folder says something; it is read when somebody asks."""

    def __init__(self, file: FilePath, root: FilePath) -> None:
        self.file = file
        self._shown = shown(file, root)

    def at(self, path: Path) -> str:
        from policycheck.cards.reading import read_policy_file

        return f"{self._shown}:{read_policy_file(self.file).document.span(path).line}"

    def blame(self, message: str, path: Path, hint: str | None) -> PackError:
        from policycheck.cards.reading import read_policy_file

        return read_policy_file(self.file, self._shown).error(message, path, hint)


def shown(file: FilePath, root: FilePath) -> str:
    """A file of a repo by its path from the root; one that ships, from the folder that holds all of them."""
    shipped = resources.policies()
    if file.is_relative_to(shipped):
        return file.relative_to(shipped.parent).as_posix()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else os.path.relpath(file, root)


def card_at(rule: Rule, book: Rulebook, config: Config, path: Path) -> str:
    """File and line of a place in the card of a rule."""
    pack, _slash, slug = rule.id.partition("/")
    home = book.homes.get(pack, resources.policies() / pack)
    return _Written(home / f"{slug}.yaml", config.root).at(path)


class Chosen:
    """The rules of a run, and those of files that a path of the configuration speaks of."""

    def __init__(self, rules: Rules, levels: Levels) -> None:
        self._rules = rules
        self._levels = levels
        self._everywhere = [Effect.of(level, rules) for level in levels.everywhere]
        self._by_path = [Effect.of(level, rules) for _patterns, level in levels.by_path]
        self._asked = [Effect.of(level, rules) for level in levels.asked]
        self._known: dict[tuple[int, ...], Rules] = {}
        _refuse_contradictions(self._everywhere)
        self._refuse_wide_params()

    @cached_property
    def base(self) -> Rules:
        """The rules of files that no path speaks of."""
        return self._of(())

    @cached_property
    def every(self) -> Rules:
        """All rules, judged or not, as they are where no path speaks."""
        return settle(self._rules, self._effects(()), every=True)

    def of(self, file: str) -> Rules:
        """The rules that a file is judged by."""
        return self._of(self._paths(file))

    def by_file(self, files: Iterable[str]) -> dict[str, Rules]:
        """The rules of files of which a path speaks."""
        return {file: self._of(paths) for file in files if (paths := self._paths(file))}

    def all_of(self, by_file: Mapping[str, Rules]) -> Rules:
        """The rules that some file is judged by.

        Raises:
            UsageError: if there is none.
        """
        found = {name: rule for rules in (*by_file.values(), self.base) for name, rule in rules.by_id.items()}
        if not found:
            raise UsageError(_("no rule is left to check by"), hint=_("select more, or ignore less"))
        return Rules(found[name] for name in sorted(found))

    def steps(self, rule: Rule, file: str | None = None) -> list[Step]:
        """What every level says of a rule, in a file or everywhere."""
        return list(steps(rule, self._effects(self._paths(file) if file else ())))

    def _of(self, paths: tuple[int, ...]) -> Rules:
        if paths not in self._known:
            self._known[paths] = settle(self._rules, self._effects(paths))
        return self._known[paths]

    def _effects(self, paths: tuple[int, ...]) -> Sequence[Effect]:
        return [*self._everywhere, *(self._by_path[number] for number in paths), *self._asked]

    def _paths(self, file: str) -> tuple[int, ...]:
        return tuple(number for number, spec in enumerate(self._specs) if spec.match_file(file))

    @cached_property
    def _specs(self) -> list[Any]:
        if not self._levels.by_path:
            return []
        from pathspec import GitIgnoreSpec

        return [GitIgnoreSpec.from_lines(patterns) for patterns, _level in self._levels.by_path]

    def _refuse_wide_params(self) -> None:
        """A rule that looks at several documents has its parameters for the whole repo."""
        for effect in self._by_path:
            for name, params in effect.params.items():
                scope = self._rules.by_id[name].scope["scope"]
                if scope != "record" and params:
                    words = _("'{rule}' looks at several documents at once", rule=name)
                    path = next(iter(params.values()))[1]
                    hint = _("set its parameters for the whole repo, outside 'paths'")
                    raise effect.level.blame(words, path, hint)


def _refuse_contradictions(effects: Sequence[Effect]) -> None:
    """Of two packs neither is stronger: they may not say different things of a rule."""
    said: dict[tuple[str, str], tuple[Any, Effect]] = {}
    for effect in effects:
        for key, (value, path) in _everything(effect) if effect.level.of_pack else ():
            before, other = said.setdefault(key, (value, effect))
            if before != value:
                words = _("'{rule}' is set to another value by {level}", rule=key[0], level=other.level.name)
                raise effect.level.blame(words, path, _("leave one of the two out"))


def _everything(effect: Effect) -> Iterator[tuple[tuple[str, str], tuple[Any, Path]]]:
    for rule, said in effect.severity.items():
        yield (rule, "severity"), said
    for rule, params in effect.params.items():
        yield from (((rule, name), said) for name, said in params.items())


def choose(book: Rulebook, levels: Levels) -> Chosen:
    """The rules that a repo is judged by.

    Raises:
        PolicycheckError: if a level names what does not exist or cannot be changed.
    """
    return Chosen(book.rules(), levels)
