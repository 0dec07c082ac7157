"""`policycheck new register|party|system|waiver`: a document from a template."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from policycheck.cli.printing import say
from policycheck.errors import UsageError
from policycheck.filing import file_all
from policycheck.source import CONFIGURATION
from policycheck.speech import _
from policycheck.starting import describing, document, home, need_slug, opened

if TYPE_CHECKING:
    from policycheck.config import Config


def begin_record(kind: str, name: str, found: Config, spoken: str) -> None:
    """Write a document where the repo keeps its like.

    Raises:
        UsageError: if the id is none, or taken, or there is no repo.
    """
    if found.file is None:
        hint = _("make one: policycheck init")
        raise UsageError(_("there is no {file} here or above", file=CONFIGURATION), hint=hint)
    config, repo = opened(found.root)
    taken = describing(repo, kind, need_slug(name))
    if taken:
        raise UsageError(_("there is a {kind} '{name}' already", kind=kind, name=name), taken)
    file = home(config, repo, kind) / f"{name}.yaml"
    file_all({file: document(kind, name, config, repo, path=file, language=spoken)})
    shown = os.path.relpath(file)
    say(_("Written: {file}", file=shown) + "\n" + _("Fill in what says not_filled, then: policycheck check") + "\n")
