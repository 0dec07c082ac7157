"""Defects to plant: each changes one thing in a clean register, and tells the place where one rule must find it."""

from collections.abc import Callable
from typing import Any

Register = dict[str, Any]
Plant = Callable[[Register], str]


def basis_missing(register: Register) -> str:
    """A purpose without a legal basis."""
    name = next(iter(register["purposes"]))
    del register["purposes"][name]["legal_basis"]
    return f"purposes/{name}/legal_basis"


def retention_unsaid(register: Register) -> str:
    """A period that is none."""
    name = next(iter(register["retention"]))
    register["retention"][name] = {"period": {"said_only": "as long as necessary"}}
    return f"retention/{name}/period"


def signature_required(register: Register) -> str:
    """A hurdle before a request."""
    register["rights"]["access"]["signature"] = "handwritten"
    return "rights/access/signature"


def limit_unlawful(register: Register) -> str:
    """A ground for refusing erasure that the law does not know."""
    register["rights"]["erasure"]["limits"]["business-contact"] = {"text": "We do not erase contacts."}
    return "rights/erasure/limits/business-contact"


def undated(register: Register) -> str:
    """A description that nobody ever reviewed."""
    del register["reviewed"]
    return "reviewed"


def placeholder(register: Register) -> str:
    """What a template left behind."""
    register["responsible"] = "[role]"
    return "responsible"


def blank(register: Register) -> str:
    """A heading with nothing after it."""
    register["logging"] = None
    return "logging"


def date_impossible(register: Register) -> str:
    """A day that no calendar has."""
    register["reviewed"] = "2026-02-30"
    return "reviewed"


def key_misspelt(register: Register) -> str:
    """A key that the schema does not have."""
    register["retentoin"] = register.pop("retention")
    return "retentoin"


def code_unknown(register: Register) -> str:
    """A word that is in no vocabulary."""
    next(iter(register["data"].values()))["items"] = ["shoe-size"]
    name = next(iter(register["data"]))
    return f"data/{name}/items/shoe-size"


def group_unknown(register: Register) -> str:
    """Data that the register does not hold."""
    next(iter(register["purposes"].values()))["data"] = ["hearsay"]
    name = next(iter(register["purposes"]))
    return f"purposes/{name}/data/hearsay"


def system_unknown(register: Register) -> str:
    """A system that nobody described."""
    register["systems"] = [*register["systems"], "abacus"]
    return "systems/abacus"


DEFECTS: dict[str, Plant] = {
    "gdpr/basis-stated": basis_missing,
    "gdpr/retention-determinable": retention_unsaid,
    "gdpr/request-without-hurdles": signature_required,
    "gdpr/erasure-limits-lawful": limit_unlawful,
    "hygiene/record-dated": undated,
    "hygiene/no-placeholder": placeholder,
    "hygiene/no-blank-field": blank,
    "form/date": date_impossible,
    "form/key-known": key_misspelt,
    "form/code-known": code_unknown,
    "form/key-resolves": group_unknown,
    "form/reference-resolves": system_unknown,
}
"""What to plant, by the rule that finds it."""
