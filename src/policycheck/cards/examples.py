"""A wrong and a right example of each rule, taken from its cases.

The cases are changes to a clean repo. What a failing one changes is shown, with what stands beside it, as it then is
and as it stands where the rule is met. A wheel carries the examples compiled; a checkout makes them from
`fixtures/`, which packs of an organisation's own do not have.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from policycheck import resources
from policycheck.cards.changes import DAY, Case, Documents, changed, place_of
from policycheck.cards.reading import read_policy_documents, read_policy_file
from policycheck.place import Path, Place, parse, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path as FilePath

LONGEST = 36
"""So many lines may a pair have, where there is a shorter one."""
COMPILED = "examples.json"
LANGUAGES = frozenset({"en", "fi", "sv"})
WIDEST = 16
"""So many lines may what stands around a change have; else the change is shown alone."""


class Example(NamedTuple):
    """Parts of some records, the places at which nothing is written, and the day on which they are judged."""

    documents: list[dict[str, Any]]
    absent: list[str]
    day: str

    def yaml(self, language: str) -> str:
        """The parts as YAML; of words in several languages those of one."""
        texts = (_written(_in(document, language)) for document in self.documents)
        return "---\n".join(texts)


class Pair(NamedTuple):
    """What a rule finds fault with, and the same where it finds none."""

    wrong: Example
    right: Example


def pair_of(rule: str) -> Pair | None:
    """The examples of a shipped rule; none where the machine itself raises it, or the rule is not ours."""
    compiled = resources.rulebook() / COMPILED
    if compiled.is_file():
        found = _read(compiled).get(rule)
        return Pair(*(Example(*one) for one in found)) if found else None
    file = resources.cases() / f"{rule}.yaml"
    return _pair(rule, file, _read_clean(resources.clean())) if file.is_file() else None


def compile_examples(folder: FilePath, fixtures: FilePath) -> None:
    """Write the examples of all rules into `folder`; used when the wheel is built."""
    clean = _read_clean(fixtures / "clean")
    files = {f"{file.parent.name}/{file.stem}": file for file in sorted((fixtures / "rules").glob("*/*.yaml"))}
    pairs = {rule: pair for rule, file in files.items() if (pair := _pair(rule, file, clean))}
    (folder / COMPILED).write_text(json.dumps(pairs, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


@cache
def _read_clean(folder: FilePath) -> Documents:
    """The clean repo, which nobody changes."""
    documents = (one for file in sorted(folder.glob("*.yaml")) for one in read_policy_documents(file))
    return {(one["kind"], one["id"]): one for one in documents}


def _after(case: Case, clean: Documents) -> Documents:
    """The clean repo with the changes of a case."""
    added = {(one["kind"], one["id"]): one for one in case.get("add", ())}
    return {**clean, **changed(case, clean), **added}


@cache
def _read(compiled: FilePath) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(compiled.read_text(encoding="utf-8"))
    return found


def _pair(rule: str, file: FilePath, clean: Documents) -> Pair | None:
    """The first pair that teaches most: a case that goes wrong in one way only, put right, and short enough to read."""
    cases: list[Case] = read_policy_file(file).value["cases"]
    failing = [case for case in cases if any(one["rule"] == rule for one in case["expect"])]
    pairs = [(_strays(case), pair) for case in failing for pair in _pairs(case, cases, clean)]
    return min(pairs, key=lambda found: (found[0], _evades(found[1]), _is_long(found[1])))[1] if pairs else None


def _strays(case: Case) -> tuple[int, bool]:
    """How far a failing case strays from its rule: by other findings, by another end of the description."""
    return len(case["expect"]), _looks_away(case)


def _evades(pair: Pair) -> bool:
    """Whether the right one says only that somebody finds out."""
    return any("not_known" in str(document) for document in pair.right.documents)


def _pairs(failing: Case, cases: list[Case], clean: Documents) -> Iterator[Pair]:
    """A failing case beside the clean repo, or beside a case that passes where it adds what the clean repo has not."""
    places = list(_touched(failing))
    passing = [case for case in cases if not case["expect"] and _meet(_touched(case), places) and not _looks_away(case)]
    better = [(case, _after(case, clean), list(_touched(case))) for case in passing] if _adds(failing, clean) else []
    for case, documents, others in better or [(failing, clean, places)]:
        wrong, right = _after(failing, clean), documents
        focus = _focus(wrong, right, [*places, *(other for other in others if other not in places)])
        pair = Pair(_excerpt(wrong, focus, places, failing), _excerpt(right, focus, others, case))
        if pair.wrong.documents != pair.right.documents:
            yield pair


def _looks_away(case: Case) -> bool:
    """Whether it changes what a description serves: where the rule then asks nothing of it, nobody learns from that."""
    return any(place.path == ("serves",) for place in _touched(case))


def _is_long(pair: Pair) -> bool:
    """Whether it takes a screen of its own, or leaves a thing without anything in it."""
    texts = [one.yaml("en") for one in pair]
    return sum(len(text.splitlines()) for text in texts) > LONGEST or any("{}" in text for text in texts)


def _adds(case: Case, clean: Documents) -> bool:
    """Whether it adds what the clean repo has not: then there is no better state to go back to."""
    return bool(case.get("add")) or not all(_there(clean, place) for place in _touched(case))


def _there(documents: Documents, place: Place) -> bool:
    node = documents.get((place.kind, place.id))
    for step in place.path:
        node = _inside(node, step)
    return node is not None


def _inside(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list):
        if isinstance(step, int):
            return node[step] if step < len(node) else None
        return step if step in node else None
    return None


def _meet(touched: Iterable[Place], places: list[Place]) -> bool:
    return any(one.covers(place) or place.covers(one) for one in touched for place in places)


def _touched(case: Case) -> Iterator[Place]:
    """The places that a case changes, and the documents that it adds."""
    home = parse(case["clean"])
    for words in (*case.get("without", ()), *case.get("with", {})):
        yield place_of(words, home)
    for document in case.get("add", ()):
        yield Place(document["kind"], document["id"])


def _focus(wrong: Documents, right: Documents, places: list[Place]) -> list[Place]:
    """What is shown for some places: the thing around them, where it fits; what is at the top stands alone."""
    return [_around(place) if _fits(wrong, place) and _fits(right, place) else place for place in places]


def _around(place: Place) -> Place:
    return place._replace(path=place.path[:-1])


def _fits(documents: Documents, place: Place) -> bool:
    if len(place.path) < 2:  # noqa: PLR2004 - around the top of a document stands all of it
        return False
    node = documents.get((place.kind, place.id))
    for step in place.path[:-1]:
        node = _inside(node, step)
    return node is None or len(_written(_in(node, "en")).splitlines()) <= WIDEST


def _excerpt(documents: Documents, focus: list[Place], places: list[Place], case: Case) -> Example:
    """The documents of some places, each with what is shown of it."""
    paths: dict[tuple[str, str], list[Path]] = {}
    for place in focus:
        paths.setdefault((place.kind, place.id), []).append(place.path)
    parts_ = [_part(documents[key], found) for key, found in paths.items() if key in documents]
    absent = (place for place in places if (place.kind, place.id) in documents and not _there(documents, place))
    return Example(parts_, list(dict.fromkeys(printed(place.path) for place in absent)), case.get("day", DAY))


def _part(document: Mapping[str, Any], paths: list[Path]) -> dict[str, Any]:
    """The document's kind and id, and what is found at some paths."""
    kept: dict[str, Any] = {key: document[key] for key in ("kind", "id")}
    for path in paths:
        if path:
            _keep(kept, document, path)
        else:
            kept |= {key: value for key, value in document.items() if key != "policycheck"}
    return kept


def _keep(kept: dict[str, Any], document: Any, path: Path) -> None:
    """Copy what a path leads to, and the way there; a list on the way is kept whole."""
    *outer, last = map(str, path)
    node = document
    for step in outer:
        inner = _inside(node, step)
        if not isinstance(inner, dict):
            last = step
            break
        node, kept = inner, kept.setdefault(step, {})
    if last in node:
        kept[last] = deepcopy(node[last])


def _in(value: Any, language: str) -> Any:
    """A value with the words of one language where there are those of several."""
    if isinstance(value, dict):
        if value.keys() >= LANGUAGES:
            return value[language] if language in value else value["en"]
        return {key: _in(inner, language) for key, inner in value.items()}
    return [_in(inner, language) for inner in value] if isinstance(value, list) else value


class _Plain(yaml.SafeDumper):
    """Writes everything out, without aliases, and a day without quotation marks: our reader takes it as text."""

    def ignore_aliases(self, data: object) -> bool:
        return data is not None

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        return super().increase_indent(flow, indentless=False)


_Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _written(value: object) -> str:
    return yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=96)
