"""The rulebook of a policy repo: what ships, and what the configuration adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.cards import load_rulebook
from policycheck.errors import did_you_mean
from policycheck.speech import _
from policycheck.vocabulary import MisfitCodeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.schema import Shapes
    from policycheck.schema.own import OwnFields


def read_rulebook(config: Config, assume: Sequence[Path] = ()) -> Rulebook:
    """The shipped rulebook with the packs and codes of a configuration, and the law as some files assume it.

    Raises:
        PackError: if a pack or an assumption is broken.
        ConfigError: if checks of a package cannot be had, or if a code has several parents, one that is no code, or the
            name of another code.
    """
    try:
        book = load_rulebook(config.packs, dict(config.vocabulary), _added(config))
    except MisfitCodeError as error:
        raise config.error(str(error), ("vocabulary", *error.path), error.hint) from None
    book.shapes.own.update(_own_fields(config, book.shapes))
    if not assume:
        return book
    from policycheck.cards.assumptions import assuming

    return assuming(book, assume)


def _own_fields(config: Config, shapes: Shapes) -> Iterator[tuple[str, OwnFields]]:
    """What the configuration asks of own fields, by kind of record.

    Raises:
        PolicycheckError: if there is no such kind, or its schema cannot be used.
    """
    for kind, file in config.fields.items():
        from policycheck.cards.patterns import harmful_to_search
        from policycheck.cards.reading import read_policy_file
        from policycheck.schema.own import UnfitSchemaError, own_fields

        if kind not in shapes.kinds:
            hint = did_you_mean(kind, shapes.kinds) or _("kinds are {kinds}", kinds=", ".join(shapes.kinds))
            raise config.error(_("there is no kind '{kind}'", kind=kind), ("fields", kind), hint)
        written = read_policy_file(file)
        try:
            yield kind, own_fields(written.value, harmful_to_search)
        except UnfitSchemaError as error:
            raise written.error(str(error), error.path, error.hint) from None


def _added(config: Config) -> dict[str, ModuleType]:
    """The checks of installed packages that the configuration names; no other is looked for."""
    found: dict[str, ModuleType] = {}
    for index, name in enumerate(config.checks):
        from policycheck.checks.added import NotAddedError, load_added

        try:
            found[name] = load_added(name)
        except NotAddedError as error:
            raise config.error(str(error), ("checks", index), error.hint) from None
    return found
