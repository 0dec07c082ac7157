"""Whom a register concerns and reaches: a purpose's data subjects, and where people are (Articles 3(2), 8(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycheck.model.purpose import Purpose
    from policycheck.repo import Record


def concerned(record: Record, purpose: Purpose) -> list[str]:
    """Whose data a purpose uses: those it names, else those of the register that its data is about, else all."""
    subjects = record.register.get("data_subjects", [])
    about = _about(record, purpose)
    return purpose.get("data_subjects") or [code for code in subjects if code in about] or subjects


def _about(record: Record, purpose: Purpose) -> set[str]:
    """Whom the data groups of a purpose are about, when each of them says so."""
    groups = record.register.get("data", {})
    about = [groups[name].get("about", []) if name in groups else [] for name in purpose.get("data", [])]
    return {code for codes in about for code in codes} if all(about) else set()


def audience(record: Record) -> list[str]:
    """The countries of the people whom a register reaches; that of the controller where none is named."""
    named = record.register.get("reach", {}).get("countries")
    return named or sorted(record.countries)
