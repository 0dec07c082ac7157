"""A description as understood: what its author stated, what it inherits, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policycheck.facts.bases import bases, rights_given
from policycheck.facts.safeguards import is_covered
from policycheck.facts.statutory import covering, named, recognised
from policycheck.facts.things import things
from policycheck.facts.told import rights_told
from policycheck.facts.transfers import reaches
from policycheck.facts.vendors import destination
from policycheck.finding import Consulted
from policycheck.place import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.document import Nothing
    from policycheck.facts.statutory import Governing
    from policycheck.finding import Ground
    from policycheck.law import Law
    from policycheck.repo import Record, Repo
    from policycheck.vocabulary import Vocabulary


def understood(record: Record, law: Law, vocabulary: Vocabulary) -> dict[str, Any]:
    """Plain values: `stated`, `not_stated` by place, `resolved` and `derived`."""
    return {
        "describes": record.described,
        "file": record.document.source.file,
        "stated": record.stated,
        "not_stated": {printed(path): _said(nothing) for path, nothing in record.document.nothings.items()},
        "resolved": _resolved(record),
        "derived": _derived(record, law, vocabulary),
    }


def _said(nothing: Nothing) -> Any:
    told: dict[str, Any] = {"kind": nothing.kind.value}
    if nothing.words:
        told["words"] = nothing.words
    told |= {key: value for key in ("owner", "until") if (value := getattr(nothing, key))}
    if nothing.apart_from:
        told["apart_from"] = list(nothing.apart_from)
    return told


def _resolved(record: Record) -> dict[str, Any]:
    controller = record.controller
    return {
        "serves": sorted(record.serves),
        "language": record.language,
        "controller": controller and {"id": controller["id"], "name": controller.get("name")},
        "established_in": record.country,
        "other_descriptions": [other.document.id for other in record.siblings],
        "systems": {name: _system(record, name) for name in record.register.get("systems", [])},
        "recipients": {
            name: _party(record, recipient.get("party", name))
            for name, recipient in things(record.register.get("recipients"))
        },
    }


def _system(record: Record, name: str) -> dict[str, Any] | None:
    system: Any = record.repo.system(name)
    return system and {key: system[key] for key in ("name", "medium", "operator", "hosting") if key in system}


def _party(record: Record, name: str) -> dict[str, Any] | None:
    party: Any = record.repo.party(name)
    return party and {key: party[key] for key in ("name", "country", "role") if key in party}


def _derived(record: Record, law: Law, vocabulary: Vocabulary) -> dict[str, Any]:
    cookies = {name: destination(cookie, record.repo, law) for name, cookie in things(record.register.get("cookies"))}
    return {
        "legal_bases": {
            based.name: {"article": (based.basis or {}).get("article"), "stated_at": printed(based.path)}
            for based in bases(record)
        },
        "rights_given": rights_given(record, law),
        "rights": rights_told(record, law, vocabulary),
        "cookie_data_go_to": {
            name: {"country": goes.country, "because": _chain(goes.because, record.repo)}
            for name, goes in cookies.items()
            if goes
        },
        "data_reach": [
            {
                "who": reach.name,
                "country": reach.country,
                "covered": is_covered(reach, record, law),
                "because": _chain(reach.chain(record), record.repo),
            }
            for reach in reaches(record)
        ],
        "kept": {data: _kept(record, data, law, vocabulary) for data, _ in things(record.register.get("data"))},
    }


def _chain(grounds: Iterable[Ground], repo: Repo) -> list[str]:
    return [_plainly(ground, repo) for ground in grounds]


def _plainly(ground: Ground, repo: Repo) -> str:
    """A link of a chain: its place, and what is stated there where that is one word."""
    if isinstance(ground, Consulted):
        return str(ground)
    record = repo.record(ground.kind, ground.id)
    value: Any = record.stated if record else None
    for step in ground.path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return f"{ground} {value}" if isinstance(value, str) else str(ground)


def _kept(record: Record, data: str, law: Law, vocabulary: Vocabulary) -> dict[str, Any]:
    """How long a data group is kept in each of its copies, and what statutes ask where records are recognised."""
    duties = dict(recognised(record, law, vocabulary)).get(data, [])
    return {
        "by_law": [_duty(duty) for duty in duties],
        "copies": {
            name: {
                **{key: entry[key] for key in ("in", "period", "from", "at_most", "ends") if key in entry},
                "by_law": [_duty(duty) for duty in named(entry, law, vocabulary)],
            }
            for name, entry in covering(record, data)
        },
    }


def _duty(duty: Governing) -> dict[str, Any]:
    period = duty.period
    told = {"minimum": period.minimum, "maximum": period.maximum, "from": list(period.events)}
    return {"row": f"law/retention: {period.id}", **{key: value for key, value in told.items() if value}}
