"""`policycheck new rule`: the draft of a rule, a card and its cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policycheck import drafts, resources
from policycheck.cases.reading import FOLDER
from policycheck.cli.printing import save, say, shown
from policycheck.errors import UsageError
from policycheck.reading import today
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policycheck.config import Config

PACKS = "packs"
RESERVED = ("law", "profiles", "vocabulary")
RULE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


class Home(NamedTuple):
    """Where a rule is written: the folder of packs, that of its pack, and its cases."""

    folder: Path
    pack: Path
    cases: Path


def begin_rule(name: str, config: Config) -> None:
    """Write a card and its cases where the packs of a repo are.

    Raises:
        UsageError: if the name is none, or taken.
    """
    home = _home(name, config)
    written = dict(_drafts(name, home, config))
    for path in written:
        if path.exists() and path.name != "pack.yaml":
            raise UsageError(_("is there already; nothing was written"), shown(path))
    for path, text in written.items():
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            save(text, path)
            say(shown(path) + "\n")
    say("".join(f"{line}\n" for line in _advice(home, config)))


def _home(name: str, config: Config) -> Home:
    """Where the pack is, or is to be.

    Raises:
        UsageError: if the name is none, or that of a pack that is not the repo's own.
    """
    if not RULE.fullmatch(name):
        raise UsageError(_("'{name}' is no name for a rule; write it as pack/the-requirement", name=name))
    pack, _slash, slug = name.partition("/")
    shipped = resources.policies()
    if shipped.parent.resolve() == config.root.resolve():  # whoever stands in our own checkout writes a rule for all
        return Home(shipped, shipped / pack, resources.cases() / pack / f"{slug}.yaml")
    if pack in RESERVED or (shipped / pack).is_dir():
        words = _("the pack '{pack}' is one of the shipped ones", pack=pack)
        raise UsageError(words, hint=_("give yours a name of its own"))
    folders = config.packs or (config.root / PACKS,)
    folder = next((folder for folder in folders if (folder / pack).is_dir()), folders[0])
    return Home(folder, folder / pack, folder / pack / FOLDER / f"{slug}.yaml")


def _drafts(name: str, home: Home, config: Config) -> Iterator[tuple[Path, str]]:
    languages = _languages(home.pack / "pack.yaml") or [config.language or "en"]
    yield home.pack / "pack.yaml", drafts.pack(languages, today())
    yield home.pack / f"{name.partition('/')[2]}.yaml", drafts.card(name, languages)
    yield home.cases, drafts.cases(name)


def _languages(pack: Path) -> list[str]:
    """The languages of a pack that is there."""
    from policycheck.cards.reading import read_policy_file

    found = read_policy_file(pack).value.get("languages") if pack.is_file() else None
    return [str(language) for language in found] if isinstance(found, list) else []


def _advice(home: Home, config: Config) -> Iterator[str]:
    if home.folder not in (*config.packs, resources.policies()):
        folder = home.folder.relative_to(config.root).as_posix()
        yield _("Say 'packs: [{folder}]' in .policycheck.yaml: only packs that it names are read.", folder=folder)
    yield _("Write what is marked TODO. Cases change documents of {folder}.", folder=shown(resources.clean()))
    yield _("Then 'policycheck test {path}' judges the cases.", path=shown(home.pack))
