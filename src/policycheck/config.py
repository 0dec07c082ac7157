"""The configuration of a policy repo: `.policycheck.yaml` at its root, read once into a frozen value."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck import resources
from policycheck.document.document import Document, Text
from policycheck.document.stream import parts
from policycheck.errors import ConfigError, unread
from policycheck.finding import Severity
from policycheck.period import Period
from policycheck.schema.acceptor import Compiler
from policycheck.source import CONFIGURATION, load, work_tree_around
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policycheck.place import Path as Place

A_YEAR = Period(months=12, days=0)
SCHEMA = "config.schema.json"


class WaiverTerms(NamedTuple):
    """What a repo asks of its waivers."""

    mandatory: tuple[str, ...] = ()
    """Rules and packs whose findings cannot be waived."""
    approver_required: bool = False
    longest: Period | None = None
    """No waiver may end later than so long from the day of the check."""
    announced: Period = Period(0, 30)
    """So long before its end a waiver is announced."""


@dataclass(frozen=True, slots=True)
class Config:
    """How a repo is to be checked. Without a configuration file: everything below the folder, the shipped packs."""

    root: Path
    file: Path | None = None
    language: str | None = None
    folders: tuple[Path, ...] = ()
    packs: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    severity: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()
    fields: Mapping[str, Path] = field(default_factory=dict)
    """JSON Schemas of own fields, by kind of record."""
    profile: str | None = None
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    paths: tuple[Mapping[str, Any], ...] = ()
    horizon: Period = A_YEAR
    fail_on_change: tuple[str, ...] = ()
    """Classes of change on which a comparison of revisions fails."""
    vocabulary: Mapping[str, Any] = field(default_factory=dict)
    waivers: WaiverTerms = field(default_factory=WaiverTerms)
    document: Document | None = field(default=None, repr=False, compare=False)
    around: Path | None = None
    """The git work tree around a repo that has no configuration: what the repo refers to may be there."""

    def error(self, message: str, path: Place = (), hint: str | None = None) -> ConfigError:
        """A complaint about a place in the configuration file."""
        if self.document is None:
            return ConfigError(message, str(self.root), hint=hint)
        span = self.document.span(path)
        return ConfigError(message, str(self.file), span.line, span.column, hint)


def read_config(root: Path) -> Config:
    """Read the configuration at `root`, or the defaults where there is none.

    Raises:
        ConfigError: if it cannot be read or says something unknown, with file and line.
    """
    path = root / CONFIGURATION
    if not path.is_file():
        return Config(root, folders=(root,), around=work_tree_around(root))
    value, document = _read(path)
    _accepted(value, document)
    return Config(
        root,
        path,
        value.get("language"),
        tuple(_within(root, document, "folders", value, ["."])),
        tuple(_within(root, document, "packs", value, [])),
        tuple(value.get("select", [])),
        tuple(value.get("ignore", [])),
        Severity(value.get("fail_on", Severity.ERROR)),
        value.get("severity", {}),
        fields={
            kind: _existing(root, document, ("fields", kind), name) for kind, name in value.get("fields", {}).items()
        },
        checks=tuple(value.get("checks", ())),
        profile=value.get("profile"),
        params=value.get("params", {}),
        paths=tuple(value.get("paths", ())),
        horizon=_period(value.get("horizon"), ("horizon",), document) or A_YEAR,
        vocabulary=value.get("vocabulary", {}),
        waivers=_waiver_terms(value.get("waivers", {}), document),
        document=document,
        fail_on_change=tuple(value.get("fail_on_change", ())),
    )


def _waiver_terms(value: dict[str, Any], document: Document) -> WaiverTerms:
    longest, announced = (_period(value.get(key), ("waivers", key), document) for key in ("longest", "announced"))
    terms = WaiverTerms(tuple(value.get("mandatory", ())), value.get("approver_required", False), longest)
    return terms._replace(announced=announced) if announced else terms


def _period(words: str | None, path: Place, document: Document) -> Period | None:
    """A period as it is written; its form alone does not tell that it is one, such as P."""
    try:
        return Period.parse(words) if words is not None else None
    except ValueError as error:
        span = document.span(path)
        raise ConfigError(str(error.args[0]), document.source.file, span.line, span.column) from None


def _read(path: Path) -> tuple[dict[str, Any], Document]:
    source = load(path, str(path))
    if source.broken:
        raise ConfigError(unread(source.why), str(path))
    text = Text(str(path), source.text)
    found = [part for part in parts(source.text) if part.problems or part.value is not None]
    for part in found:
        for problem in part.problems:
            span = text.span(problem.offset)
            twice = problem.values.get("key")
            words = _("'{key}' is written twice", key=twice) if twice else problem.values.get("problem") or problem.rule
            raise ConfigError(unread(str(words)), str(path), span.line, span.column)
    value = found[0].value if found else {"policycheck": 1}
    if len(found) > 1 or not isinstance(value, dict):
        raise ConfigError(_("must hold one mapping"), str(path), 1, 1)
    return value, Document(text, 0, value, {})


def _accepted(value: dict[str, Any], document: Document) -> None:
    schema = json.loads((resources.schemas() / SCHEMA).read_text(encoding="utf-8"))
    if Compiler(schema.get("$defs", {})).compile(schema)(value):
        return
    from policycheck.schema.explain import faults

    first = faults(schema, value)[0]
    span = document.span(first.path)
    if first.path == ("policycheck",) and first.rule == "form/key-required":
        hint = _("write 'policycheck: 1' on the first line")
        raise ConfigError(_("'policycheck' is missing"), document.source.file, span.line, span.column, hint)
    where = ".".join(map(str, first.path))
    near = first.values.get("suggestion")
    hint = (near and _("did you mean '{word}'?", word=near)) or _(
        "see 'policycheck schema config' ({rule})", rule=first.rule
    )
    words = _("'{key}' cannot be used as it is", key=where)
    raise ConfigError(words, document.source.file, span.line, span.column, hint)


def _within(root: Path, document: Document, key: str, value: Mapping[str, Any], default: list[str]) -> Iterator[Path]:
    for index, name in enumerate(value.get(key, default)):
        yield _existing(root, document, (key, name or index), name)


def _existing(root: Path, document: Document, place: Place, name: str) -> Path:
    """A file or folder of the repo that the configuration names."""
    path = (root / name).resolve()
    outside = not path.is_relative_to(root.resolve())
    if outside or not path.exists():
        words = _("'{name}' lies outside the repo", name=name) if outside else _("'{name}' does not exist", name=name)
        span = document.span(place)
        raise ConfigError(words, document.source.file, span.line, span.column)
    return path
