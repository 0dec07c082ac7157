"""Texts in several languages: each has one original, and says the same as that (Articles 5(1)(a), 12(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.versions import Divergence, divergences
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policycheck.repo import Record, Repo


@supplies("language", "original", "translation")
def facts_agree(repo: Repo, setting: Setting) -> Iterator[Judgement]:
    """A translation states what its original states, fact by fact."""
    yield from _diverging(repo, setting, lambda _: True)
    for original, translation in repo.translations.pairs():
        if original.kind == "text":
            yield from _described_alike(original, translation)


@supplies("language", "original", "translation")
def periods_and_bases_agree(repo: Repo, setting: Setting) -> Iterator[Judgement]:
    """A translation keeps the length of periods and the legal bases (Articles 5(1)(e), 6(1))."""
    return _diverging(repo, setting, lambda divergence: divergence.graver)


def _diverging(repo: Repo, setting: Setting, counts: Callable[[Divergence], bool]) -> Iterator[Judgement]:
    for original, translation in repo.translations.pairs():
        found = [one for one in divergences(original, translation, setting.shapes) if counts(one)]
        if not found:
            yield met(translation.place)
        for one in found:
            yield not_met(
                translation.place.at(*one.path),
                original.place.at(*one.path),
                language=translation.language,
                original=one.original,
                translation=one.translation,
            )


def _described_alike(original: Record, translation: Record) -> Iterator[Judgement]:
    """Two texts of which both have descriptions describe the same registers."""
    of_original = original.repo.translations.described_in(original)
    of_translation = original.repo.translations.described_in(translation)
    if not of_original or not of_translation:
        return
    for name in sorted(of_original.keys() - of_translation.keys()):
        yield not_met(translation.place, of_original[name].place, language=translation.language, original=name)
    for name in sorted(of_translation.keys() - of_original.keys()):
        yield not_met(of_translation[name].place, original.place, language=translation.language, translation=name)


@supplies("headings", "language")
def laid_out_alike(repo: Repo, setting: Setting) -> Iterator[Judgement]:
    """A translation has the headings of its original in the same order, numbered and nested alike (Article 12(1))."""
    for original, translation in repo.translations.pairs():
        one, other = original.stated.get("outline"), translation.stated.get("outline")
        if not one or not other:
            continue
        place = translation.place / "outline"
        moved = _moved([_laid_out(section) for section in one], [_laid_out(section) for section in other])
        if moved:
            terms = [Term("headings", heading) for heading in moved]
            yield not_met(place, original.place / "outline", headings=terms, language=translation.language)
        else:
            yield met(place)


Layout = tuple[str, str, int, tuple[tuple[str, int], ...]]
"""A section's heading, number and level, and the registers below it in order with their levels."""


def _laid_out(section: Any) -> Layout:
    registers = tuple(section.get("registers", {}).items())
    return section.get("heading", ""), section.get("number", ""), section.get("level", 1), registers


def _moved(one: list[Layout], other: list[Layout]) -> list[str]:
    """The headings, each once, that stand elsewhere or otherwise in the other outline."""
    if one == other:
        return []
    placed = set(enumerate(one))
    return list(dict.fromkeys(layout[0] for number, layout in enumerate(other) if (number, layout) not in placed)) or [
        layout[0] for layout in one[len(other) :]
    ]


@supplies("texts")
def original_exists(repo: Repo, setting: Setting) -> Iterator[Judgement]:
    """Texts that translate each other lead to an original, not round in a circle."""
    for circle in repo.translations.circles:
        records = [record for name in circle if (record := repo.record("text", name))]
        places = [record.place / "translation_of" for record in records]
        if places:
            yield not_met(places[0], *places[1:], texts=circle)


@supplies("language", "text")
def one_text_per_language(repo: Repo, setting: Setting) -> Iterator[Judgement]:
    """Of one original there is one text in each language."""
    first: dict[tuple[str, str], Record] = {}
    for original, translation in repo.translations.pairs():
        if translation.kind != "text":
            continue
        first.setdefault((original.document.id, original.language), original)
        other = first.setdefault((original.document.id, translation.language), translation)
        place = translation.place / "translation_of"
        if other is translation:
            yield met(place)
        else:
            yield not_met(place, other.place, language=translation.language, text=other.document.id)


@supplies("language", "text")
def language_of_text(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A description is in the language of the text that it renders."""
    own, text = record.stated.get("language"), record.text
    if own is None or text is None or "language" not in text:
        return
    place = record.place / "language"
    same = own == text["language"]
    yield met(place) if same else not_met(place, language=own, text=text["language"])
