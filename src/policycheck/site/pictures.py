"""What the pictures show: the way data take through a register and the house, and how long they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.things import things
from policycheck.facts.transfers import reaches
from policycheck.period import Period
from policycheck.record.words import ORIGINS
from policycheck.site.drawing import bars, flow, lasting, node
from policycheck.site.types import COVERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycheck.repo import Record
    from policycheck.site.drawing import Bars, Flow, Lasting, Node
    from policycheck.site.house import House
    from policycheck.site.types import Gone, Link

HUB = "register"
MANY = 12
"""More registers than that stand in the picture of the house as one."""


def of_register(records: Sequence[Record], name: str, house: House) -> Flow | None:
    """Where the data of a register come from, where they are kept, and who gets them in which country."""
    left: dict[str, Node] = {}
    middle: dict[str, Node] = {}
    right: dict[str, Node] = {}
    joined: set[tuple[str, str]] = set()
    for record in records:
        _sources(record, house, left, joined)
        _systems(record, house, middle)
        _recipients(record, house, right)
    if not (left or right):
        return None
    keys = list(middle) or [HUB]
    middle = middle or {HUB: node(HUB, name)}
    joined = {(one, other) for one, other in joined if other in middle}
    sure = {one for one, _ in joined}
    joined |= {(one, key) for one in left if one not in sure for key in keys}
    joined |= {(key, other) for other in right for key in _from(keys, other.removeprefix("to:"), records)}
    say = house.wording.speech
    heads = (say.gettext("Come from"), say.gettext("Are kept in"), say.gettext("Go to"))
    return flow(heads, [[*left.values()], [*middle.values()], [*right.values()]], joined, _more(house))


def _from(keys: list[str], recipient: str, records: Sequence[Record]) -> list[str]:
    """The systems from which flows lead to somebody, else those it runs; all of them where neither is stated."""
    flowing = {
        f"in:{name}"
        for record in records
        for _, one in things(record.stated.get("flows"))
        if isinstance(one, dict) and recipient in one.get("to", ())
        for name in one.get("from", ())
    }
    run = {
        f"in:{name}"
        for record in records
        for name in record.stated.get("systems", ())
        if (system := record.repo.system(name)) and system.get("operator") == recipient
    }
    return [key for key in keys if key in flowing] or [key for key in keys if key in run] or keys


def _sources(record: Record, house: House, left: dict[str, Node], joined: set[tuple[str, str]]) -> None:
    sayer = house.sayer(record)
    people = ORIGINS["data-subject"]
    themselves = sayer.say.gettext(people)
    for name, one in things(record.stated.get("sources")):
        if isinstance(one, dict):
            key = f"from:{one.get('party') or one.get('from') or name}"
            words = sayer.source(name, one)
            if one.get("from") == "data-subject" and not one.get("text"):
                words = themselves
            left.setdefault(key, node(key, words))
            joined |= {(key, f"in:{system}") for system in one.get("through", ())}


def _systems(record: Record, house: House, middle: dict[str, Node]) -> None:
    sayer = house.sayer(record)
    for name in record.stated.get("systems", ()) if record.kind == "register" else ():
        system: Any = record.repo.system(name) or {}
        country = sayer.country((system.get("hosting") or {}).get("country"))
        middle.setdefault(f"in:{name}", node(f"in:{name}", sayer.system(name), country, "system"))


def _recipients(record: Record, house: House, right: dict[str, Node]) -> None:
    sayer = house.sayer(record)
    where = {reach.name: reach for reach in reaches(record)}
    for name, one in things(record.stated.get("recipients")):
        if isinstance(one, dict):
            party = one.get("party", name)
            reach = where.pop(party, None)
            cover = house.cover(reach, record) if reach else "inside"
            note = sayer.country(reach.country) if reach else ""
            right.setdefault(f"to:{name}", node(f"to:{name}", sayer.recipient(name, one), note, cover))
    for party, reach in where.items():
        words = house.wording.said(reach.shown, record)
        right.setdefault(
            f"to:{party}", node(f"to:{party}", words, sayer.country(reach.country), house.cover(reach, record))
        )


def of_house(gone: Sequence[Gone], house: House) -> Flow | None:
    """Which registers lead to whom; where there are many registers, by country."""
    if not gone:
        return None
    say = house.wording.speech
    links: dict[Link, None] = {link: None for one in gone for link in one.registers}
    many = len(links) > MANY
    registers = say.counted("{n} register", "{n} registers", len(links))
    left = [node(HUB, registers)] if many else [node(link.to, link.words) for link in links]
    right: dict[str, Node] = {}
    joined: set[tuple[str, str]] = set()
    for one in gone:
        key = f"{one.cover} {one.country}" if many else f"{one.cover} {one.country} {one.recipient}"
        told = say.gettext(COVERS[one.cover]) if many else one.country
        right.setdefault(key, node(key, one.country if many else one.recipient, told, one.cover))
        joined |= {(HUB if many else link.to, key) for link in one.registers}
    heads = (say.gettext("Registers"), say.gettext("Go to"))
    return flow(heads, [left, [*right.values()]], joined, _more(house))


def by_cover(gone: Sequence[Gone], house: House) -> Bars:
    """How many destinations each safeguard covers."""
    say = house.wording.speech
    return bars((cover, say.gettext(words), sum(one.cover == cover for one in gone)) for cover, words in COVERS.items())


def of_time(records: Sequence[Record], house: House) -> Lasting | None:
    """How long the data of a register are kept."""
    rows: dict[tuple[str, str, float | None], None] = {}
    for record in records:
        sayer = house.sayer(record)
        for _, one in things(record.stated.get("retention") if record.kind == "register" else None):
            if isinstance(one, dict):
                period, ends, _ = sayer.lasts(one)
                what = sayer.groups(one.get("data", ())) or house.wording.speech.gettext("all data of the register")
                rows[what, period or ends, _months(one.get("period"))] = None
    return lasting(list(rows)) if rows else None


def _months(written: object) -> float | None:
    try:
        period = Period.parse(str(written or ""))
    except ValueError:
        return None
    return period.months + period.days / 30.44


def _more(house: House) -> str:
    return house.wording.speech.gettext("{n} more", n="{n}")
