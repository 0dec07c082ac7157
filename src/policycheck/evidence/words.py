"""What a report rests on, in words: for people, in every format alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policycheck.evidence.types import TreeState
from policycheck.finding import Outcome
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policycheck.evidence.types import Choice, Evidence, Judged, Pack, Tree
    from policycheck.speech import Speech

    Told = tuple[str, ...]
    """A label, then one line or more."""

_OF_STATE = {
    TreeState.NO_COMMIT: Phrase("git has no commit yet"),
    TreeState.NO_GIT: Phrase("no git"),
    TreeState.UNKNOWN: Phrase("git cannot tell"),
}
_OUTCOMES = {
    Outcome.MET: Phrase("met"),
    Outcome.NOT_MET: Phrase("not met"),
    Outcome.DOES_NOT_APPLY: Phrase("does not apply"),
    Outcome.CANNOT_TELL: Phrase("cannot tell"),
    Outcome.WAIVED: Phrase("waived"),
}
_SHOWN = 5
"""So many names are told; of more, how many."""
_DIGITS = 16
"""Of a digest, for the eye; the manifest has all of them."""


def rests_on(evidence: Evidence, say: Speech, day: Callable[[date], str]) -> Iterator[Told]:
    """Every point with its label, but for the tables of the law; `day` is how the format writes a day."""
    yield say.gettext("commit"), *_tree(evidence.tree, say)
    files = say.counted("{n} file", "{n} files", len(evidence.files)) if evidence.files else ""
    yield say.gettext("registers and configuration"), _listed(files, f"SHA-256 {evidence.registers[:_DIGITS]}")
    yield say.gettext("law as of"), day(evidence.as_of)
    yield (
        say.gettext("last day without a known change"),
        day(evidence.until) if evidence.until else say.gettext("no day"),
    )
    yield say.gettext("made with"), f"policycheck {evidence.policycheck}"
    yield say.gettext("packs"), *(_pack(one, say, day) for one in evidence.packs)
    yield from _choice(evidence.choice, say)
    yield say.gettext("what was judged"), *_judged(evidence.judged, say)


def _tree(tree: Tree, say: Speech) -> Told:
    if not tree.commit:
        return (say.gettext(_OF_STATE[tree.state]),)
    if tree.state is TreeState.CLEAN:
        return tree.commit, say.gettext("clean: all files that were read are as in it")
    if not tree.changed:
        return tree.commit, say.gettext("not clean: not all files that were read are as in it")
    words = say.counted(
        "not clean: {n} file is not as in it: {names}",
        "not clean: {n} files are not as in it: {names}",
        len(tree.changed),
        names=listed(tree.changed, say),
    )
    return tree.commit, words


def _pack(pack: Pack, say: Speech, day: Callable[[date], str]) -> str:
    whose = say.gettext("{pack} (own)", pack=pack.name) if pack.own else pack.name
    of = say.counted("{judged} of {n} rule", "{judged} of {n} rules", pack.rules, judged=say.number(pack.judged))
    law = say.gettext("law as of {day}", day=day(date.fromisoformat(pack.law_as_of)))
    version = pack.version or say.gettext("no version")
    return f"{whose}: {_listed(version, law, of, f'SHA-256 {pack.digest[:_DIGITS]}')}"


def _choice(choice: Choice, say: Speech) -> Iterator[Told]:
    told = (
        (Phrase("only about"), choice.paths),
        (Phrase("only judged by"), choice.select),
        (Phrase("not judged by"), choice.ignore),
        (Phrase("profile"), (choice.profile,) if choice.profile else ()),
        (Phrase("assumed of the law"), choice.assumed),
        (Phrase("waivers"), () if choice.waivers else (say.gettext("judged as if there were none"),)),
    )
    for label, of in told:
        if of:
            yield say.gettext(label), ", ".join(of)


def _judged(judged: Judged, say: Speech) -> Told:
    documents = say.counted("{n} document", "{n} documents", judged.documents)
    refused = say.counted(
        "{n} cannot be read and is not judged", "{n} cannot be read and are not judged", judged.refused
    )
    skipped = say.counted("{n} other document skipped", "{n} other documents skipped", judged.skipped)
    rules = say.counted("{n} rule", "{n} rules", judged.rules)
    outcomes = (
        f"{say.gettext(words)}: {say.number(judged.outcomes.get(outcome.value, 0))}"
        for outcome, words in _OUTCOMES.items()
    )
    apart = (refused if judged.refused else "", skipped if judged.skipped else "")
    told = _listed(documents, *apart, rules)
    return (told, _listed(*outcomes)) if judged.outcomes else (told,)


def listed(names: Iterable[str], say: Speech) -> str:
    """The first few names, and how many more there are."""
    told = list(names)
    more = len(told) - _SHOWN
    shown = ", ".join(told[:_SHOWN])
    return say.counted("{names} and {n} more", "{names} and {n} more", more, names=shown) if more > 0 else shown


def _listed(*texts: str) -> str:
    return ", ".join(filter(None, texts))
