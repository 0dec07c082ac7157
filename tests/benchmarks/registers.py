"""Registers like real ones, made of a sort and a random number generator: the same seed gives the same register."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

DAY = date(2026, 11, 22)
"""The day on which registers without a planted defect are clean."""
SORTS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("sorts.yaml").read_text(encoding="utf-8"))
MEASURES = (
    "encryption-at-rest", "personal-account", "multi-factor-authentication", "access-review", "backup", "log-review",
    "patching", "training", "confidentiality-undertaking", "incident-process", "physical-access-control",
)  # fmt: skip
TASKS = {
    "server-house": ("hosting", "Keeps the servers running", "Pitää palvelimet käynnissä", "Håller servrarna i gång"),
    "letter-service": ("mailings", "Sends letters by e-mail", "Lähettää sähköiset kirjeet", "Sänder brev per e-post"),
    "support-cloud": ("support", "Hosts the ticket system", "Ylläpitää tukijärjestelmää", "Driver ärendesystemet"),
    "payroll-office": (
        "payroll",
        "Reckons and pays salaries",
        "Laskee ja maksaa palkat",
        "Räknar ut och betalar löner",
    ),
    "printing-house": (
        "printing",
        "Prints and posts letters",
        "Painaa ja postittaa kirjeet",
        "Trycker och postar brev",
    ),
}
CONSENT = "6(1)(a)"
DERIVED = ("id", "describes", "serves", "information", "cookies")
"""What a data flow of a register does not repeat, or says in its own way."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A register to be: its sort, what it holds, what for, and what decides the rest."""

    chance: Random
    sort: Mapping[str, Any]
    data: tuple[str, ...]
    purposes: tuple[str, ...]

    @property
    def consents(self) -> list[str]:
        """The purposes that rest on consent."""
        return [name for name in self.purposes if self.sort["purposes"][name]["article"] == CONSENT]

    def day(self, earliest: int, latest: int) -> str:
        """A day so many days before DAY."""
        return (DAY - timedelta(days=self.chance.randint(earliest, latest))).isoformat()


def register(seed: int, number: int) -> dict[str, Any]:
    """Register `number`: each tenth one is a data flow of the register before it, with the same facts."""
    if number % 10 == 9:
        return _data_flow(register(seed, number - 1), number)
    chance = Random(f"{seed}:{number}")  # noqa: S311 - repeatable, not secret
    kind = list(SORTS)[number % len(SORTS)]
    sort = SORTS[kind]
    draft = Draft(chance, sort, _chosen(chance, sort["data"], 3), _chosen(chance, sort["purposes"], 2))
    made = {name: make(draft) for name, make in THEMES.items()}
    return {"policycheck": 1, "kind": "register", "id": f"{kind}-{number}", **{k: v for k, v in made.items() if v}}


def _chosen(chance: Random, things: Mapping[str, Any], fewest: int) -> tuple[str, ...]:
    taken = chance.sample(list(things), chance.randint(fewest, len(things)))
    return tuple(name for name in things if name in taken)


def _data_flow(described: dict[str, Any], number: int) -> dict[str, Any]:
    same = {key: value for key, value in described.items() if key not in DERIVED}
    head = {key: same.pop(key) for key in ("policycheck", "kind")}
    name = described["id"]
    return {**head, "id": f"{name}-flow-{number}", "describes": name, "serves": ["data-flow"], **same}


def _data(draft: Draft) -> dict[str, Any]:
    subjects = draft.sort["data_subjects"]
    groups = {}
    for name in draft.data:
        items = draft.sort["data"][name]["items"]
        guidance = {"guidance": "Leave out what we do not ask for."} if "free-text" in items else {}
        groups[name] = {"about": subjects[:1], "items": items, **guidance}
    return groups


def _purposes(draft: Draft) -> dict[str, Any]:
    found = {}
    for name in draft.purposes:
        purpose = draft.sort["purposes"][name]
        found[name] = {
            "text": purpose["text"],
            "category": purpose["category"],
            "data": list(draft.data),
            "legal_basis": _basis(draft, name, purpose),
            **(_marketing(name) if purpose["category"] == "newsletter" else {}),
        }
    return found


def _basis(draft: Draft, name: str, purpose: Mapping[str, Any]) -> dict[str, Any]:
    basis = {key: purpose[key] for key in ("article", "law", "interest") if key in purpose}
    if "interest" in basis:
        basis["balancing"] = {"done": draft.day(30, 300), "document": f"balancing.md#{name}"}
    if basis["article"] == CONSENT:
        basis["consent"] = name
    return basis


def _marketing(name: str) -> dict[str, Any]:
    return {"marketing": {"channels": ["email"], "opt_in": name, "opt_out": {"how": ["unsubscribe-link"]}}}


def _consents(draft: Draft) -> dict[str, Any]:
    evidence = "The confirmed order is kept with its time."
    given = {"how": "double-opt-in", "evidence": evidence, "withdraw": ["unsubscribe-link", "email"]}
    return {name: {**given, "covers": [name], "since": draft.day(400, 900)} for name in draft.consents}


def _flows(draft: Draft) -> dict[str, Any]:
    first, *others = draft.sort["systems"]
    flows: dict[str, Any] = {"collecting": {"from": ["data-subject"], "to": [first], "data": list(draft.data)}}
    for other in others[:1]:
        flows[f"to-{other}"] = {"from": [first], "to": [other], "manner": "electronic", "data": [draft.data[0]]}
    for party in draft.sort["recipients"]:
        flows[f"to-{party}"] = {"from": [first], "to": [party], "manner": "electronic", "every": "P1D"}
    return flows


def _recipients(draft: Draft) -> dict[str, Any]:
    found = {}
    for party in draft.sort["recipients"]:
        contract, *words = TASKS[party]
        task = dict(zip(("en", "fi", "sv"), words, strict=True))
        data = list(draft.data[: draft.chance.randint(1, len(draft.data))])
        found[party] = {"role": "processor", "task": task, "data": data, "contract": contract}
    return found


def _transfers(draft: Draft) -> object:
    if "support-cloud" not in draft.sort["recipients"]:
        return "none"
    safeguard = {"article": "46(2)(c)", "clauses": "2021/914", "module": 2}
    signed = {"signed": draft.day(500, 600), "impact_assessment": draft.day(100, 200)}
    return {"tickets": {"to": "support-cloud", "country": "US", "safeguard": {**safeguard, **signed}}}


def _retention(draft: Draft) -> dict[str, Any]:
    def kept(name: str) -> dict[str, Any]:
        period = {"period": f"P{draft.chance.randint(2, 5)}Y", "from": draft.sort["from"]}
        return {"data": [name], **period, "erased": draft.chance.choice(["automatically", "by-hand", "anonymised"])}

    return {name: kept(name) for name in draft.data}


def _security(draft: Draft) -> dict[str, Any]:
    systems = draft.sort["systems"]
    taken = {code: systems[: draft.chance.randint(1, 3)] for code in draft.chance.sample(MEASURES, 3)}
    covered = {"encryption-in-transit": systems, **taken}
    return {code: {"in": where, "detail": "Reviewed once a year."} for code, where in covered.items()}


def _rights(draft: Draft) -> dict[str, Any]:
    way = {"how": ["email", "post"], "to": [draft.sort["responsible"]], "deadline": "P1M"}
    names = ["access", "rectification", "erasure", "restriction", *_rights_by_basis(draft)]
    rights: dict[str, Any] = {name: {**way} for name in names}
    rights["erasure"]["limits"] = {"statute": {"law": "accounting-act", "text": "The law asks for what we keep."}}
    if draft.consents or draft.sort["online"]:
        rights["withdrawal"] = {"how": ["unsubscribe-link", "email"], "deadline": "P7D"}
    forums = ["residence", "workplace", "infringement-place"]
    return {**rights, "complaint": {"authority": "FI", "forums": forums}}


def _rights_by_basis(draft: Draft) -> list[str]:
    articles = {draft.sort["purposes"][name]["article"] for name in draft.purposes}
    portability = ["portability"] if articles & {CONSENT, "6(1)(b)"} else []
    return [*portability, *(["objection"] if "6(1)(f)" in articles else [])]


def _cookies(draft: Draft) -> dict[str, Any]:
    if not draft.sort["online"]:
        return {}
    refusal = ["consent-tool", "browser-deletion"]
    asked = {"consent": "asked-before-setting", "refusal": refusal}
    return {
        "basket": {"purposes": ["strictly-necessary"], "data": ["cookie-id"], "lifetime": "P1D", **asked},
        "statistics": {
            "purposes": ["analytics"],
            "third_parties": "none",
            "data": ["cookie-id", "pages"],
            "lifetime": "P90D",
            **asked,
        },
    }


def _access(draft: Draft) -> dict[str, Any]:
    holders = draft.chance.randint(2, 30)
    return {
        "user": {"may": ["read", "add", "change"], "holders": holders},
        "main-user": {"may": ["erase", "manage-users"]},
    }


def _information(_: Draft) -> dict[str, Any]:
    return {
        "notice": {
            "when": "on-collection",
            "by": ["web-form", "email"],
            "text": "The notice is linked from every form.",
        }
    }


def _risk(draft: Draft) -> dict[str, Any]:
    return {"statement": draft.chance.choice(["low", "medium"]), "assessed": draft.day(30, 300)}


THEMES: dict[str, Callable[[Draft], Any]] = {
    "name": lambda draft: draft.sort["name"],
    "serves": lambda _: ["record", "notice"],
    "version": lambda draft: draft.chance.randint(1, 9),
    "reviewed": lambda draft: draft.day(10, 300),
    "review_every": lambda _: "P1Y",
    "controller": lambda _: "esimerkki",
    "responsible": lambda draft: draft.sort["responsible"],
    "data_subjects": lambda draft: draft.sort["data_subjects"],
    "data": _data,
    "provision": lambda _: "needed-for-contract",
    "purposes": _purposes,
    "consents": _consents,
    "sources": lambda _: {"themselves": {"from": "data-subject", "by": ["web-form", "email"]}},
    "information": _information,
    "systems": lambda draft: draft.sort["systems"],
    "location": lambda _: {"premises": "provider", "country": "FI"},
    "flows": _flows,
    "recipients": _recipients,
    "transfers": _transfers,
    "transfer_statement": lambda _: {"claim": "listed", "scope": "eea", "copies": "ask customer service for a copy"},
    "retention": _retention,
    "access": _access,
    "logging": lambda _: {"events": ["read", "add", "change", "erase"], "kept": "P1Y", "reviewed": "P3M"},
    "security": _security,
    "risk": _risk,
    "rights": _rights,
    "automated_decisions": lambda _: "none",
    "cookies": _cookies,
}
"""What stands under each heading of a register, in order; an empty answer leaves the heading out."""
