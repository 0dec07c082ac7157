"""The register that a command is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.errors import UsageError, did_you_mean
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.repo import Record, Repo


def descriptions(repo: Repo, register: str) -> list[Record]:
    """The descriptions of a register, or the one description that is called so.

    Raises:
        UsageError: if there is none.
    """
    found = repo.descriptions.get(register) or [r for r in repo.of_kind("register") if r.document.id == register]
    if found:
        return found
    known = {*repo.descriptions, *(record.document.id for record in repo.of_kind("register"))}
    hint = did_you_mean(register, known) or _others(repo.descriptions, refused=bool(repo.flaws))
    raise UsageError(_("there is no register '{register}'", register=register), hint=hint)


def _others(registers: Mapping[str, object], *, refused: bool) -> str:
    if refused:
        return _("some documents were refused: 'policycheck check' tells which, and why")
    if not registers:
        return _("there is none here")
    return _("registers are {registers}", registers=", ".join(sorted(registers)))
