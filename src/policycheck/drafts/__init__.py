"""Drafts of a rule: a card and its cases, with comments that teach, and all that is to be written marked."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

HERE = Path(__file__).parent
WORDS = {
    "title": "TODO the requirement, as a sentence",
    "message": "TODO what is wrong here",
    "why": "TODO what is asked for, and why",
    "fix": "TODO what to write instead",
}
"""What is written for each text of a card in each language."""


def card(rule: str, languages: Iterable[str]) -> str:
    """The draft of a card."""
    words = {part: _by_language(text, languages) for part, text in WORDS.items()}
    return _template("card").substitute(rule=rule, **words)


def cases(rule: str) -> str:
    """The draft of the cases of a rule."""
    return _template("cases").substitute(rule=rule)


def pack(languages: Iterable[str], day: date) -> str:
    """The draft of a `pack.yaml`."""
    title = _by_language("TODO what the pack is about", languages)
    return _template("pack").substitute(title=title, languages=", ".join(languages), day=day.isoformat())


def _by_language(text: str, languages: Iterable[str]) -> str:
    return "\n".join(f"  {language}: {text}" for language in languages)


def _template(name: str) -> Template:
    return Template((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
