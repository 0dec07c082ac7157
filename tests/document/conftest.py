"""What tests of reading share: a lexicon, and YAML written at random by a hand that notes where everything goes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from policycheck.document import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.place import Path

Spot = tuple[int, int]
PLAIN: list[tuple[str, Any]] = [
    ("plain", "plain"),
    ("two words", "two words"),
    ("a tab\there", "a tab\there"),
    ("c#sharp", "c#sharp"),
    ("it's http://x.example", "it's http://x.example"),
    ("ystävä 😀 €", "ystävä 😀 €"),
    ("R &D !", "R &D !"),
    ("NO", "NO"),
    ("on", "on"),
    ("2026-03-01", "2026-03-01"),
    ("1_000", "1_000"),
    ("0123", 123),
    ("0o14", 12),
    ("-1.5e3", -1500.0),
    ("true", True),
]
LETTERS = "aä€😀 \t#:'\"\\-,[]{}&*!|>%@`?"
QUOTED = st.text(alphabet=LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
BLOCK_LINES = st.lists(st.sampled_from(["text", "# none", "a: b", "- c", "", "😀 \t x"]), max_size=3)
WORDS = st.sampled_from(["name", "a-b", "x_1", "ä", "k 1", "😀", "NO", "12", "a#b"])
COMMENTS = st.sampled_from(["#", "# why", "#no-blank", "# twice # over", "# 'quote", "# 😀"])


@dataclass
class Written:
    """A document, its value, where each of its paths begins, and where comments do."""

    lines: list[str] = field(default_factory=lambda: [""])
    value: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    comments: list[tuple[Spot, str]] = field(default_factory=list)

    @property
    def here(self) -> Spot:
        return len(self.lines), len(self.lines[-1]) + 1

    def write(self, text: str) -> None:
        self.lines[-1] += text

    def comment(self, text: str) -> None:
        self.comments.append((self.here, text))
        self.write(text)


class Hand:
    """Writes one document, choosing a style for everything."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.page = Written()
        self.anchored: dict[str, Any] = {}

    def mapping(self, indent: int, path: Path, *, first: bool = False) -> dict[str, Any]:
        """A block mapping; the `first` one in a list item goes on in its line."""
        value: dict[str, Any] = {}
        for key in self.draw(st.lists(WORDS | QUOTED, min_size=1, max_size=3, unique=True)):
            if not first:
                self.new_line(indent)
            first = False
            self.page.spots[*path, key] = self.page.here
            self.page.write(self.key(key) + ":")
            value[key] = self.value(indent, (*path, key))
        return value

    def sequence(self, indent: int, path: Path, *, first: bool = False) -> list[Any]:
        """A block sequence."""
        value: list[Any] = []
        for index in range(self.draw(st.integers(1, 3))):
            if not first:
                self.new_line(indent)
            first = False
            self.page.write("- ")
            self.page.spots[*path, index] = self.page.here
            value.append(self.item(indent + 2, (*path, index)))
        return value

    def item(self, indent: int, path: Path) -> Any:
        """What follows a dash."""
        match self.draw(st.integers(0, 4)) if indent < 6 else 4:
            case 0:
                return self.mapping(indent, path, first=True)
            case 1:
                return self.sequence(indent, path, first=True)
            case _:
                return self.inline(path)

    def value(self, indent: int, path: Path) -> Any:
        """What follows a colon."""
        choice = self.draw(st.integers(0, 7)) if indent < 6 else 7
        if choice in (0, 1):
            self.trail()
            more = indent + self.draw(st.integers(1, 3))
            return self.mapping(more, path) if choice else self.sequence(more, path)
        if choice == 2:
            return self.block(indent)
        self.page.write(" " * self.draw(st.integers(1, 3)))
        return self.inline(path)

    def block(self, indent: int) -> str:
        """A literal block; what looks like a comment in it is none."""
        self.page.write(self.draw(st.sampled_from([" |", " |-", " &block |"])))
        strip = self.page.lines[-1].endswith("-")
        self.trail()
        lines = ["first", *self.draw(BLOCK_LINES), "last"]
        for line in lines:
            self.page.lines.append(" " * (indent + 2) + line if line else "")
        return "\n".join(lines) + ("" if strip else "\n")

    def inline(self, path: Path) -> Any:
        """A value in the rest of the line, and perhaps a comment."""
        value = self.flow(path) if self.draw(st.integers(0, 3)) == 0 else self.scalar()
        self.trail()
        return value

    def flow(self, path: Path) -> Any:
        """A list or mapping in brackets."""
        if self.draw(st.booleans()):
            return self.flow_sequence(path)
        value: dict[str, Any] = {}
        self.page.write("{")
        for key in self.draw(st.lists(WORDS, min_size=1, max_size=2, unique=True)):
            self.page.write(", " if value else " ")
            self.page.spots[*path, key] = self.page.here
            self.page.write(self.key(key) + ": ")
            value[key] = self.flow_scalar()
        self.page.write(" }")
        return value

    def flow_sequence(self, path: Path) -> list[Any]:
        value: list[Any] = []
        self.page.write("[")
        for index in range(self.draw(st.integers(1, 3))):
            self.page.write(", " if value else "")
            self.page.spots[*path, index] = self.page.here
            value.append(self.flow_scalar())
        self.page.write("]")
        return value

    def scalar(self) -> Any:
        """A scalar with an anchor, an alias of one, or neither."""
        match self.draw(st.integers(0, 5)):
            case 0:
                name = f"a{len(self.anchored)}"
                self.page.write(f"&{name} ")
                self.anchored[name] = self.flow_scalar()
                return self.anchored[name]
            case 1 if self.anchored:
                name = self.draw(st.sampled_from(sorted(self.anchored)))
                self.page.write(f"*{name}")
                return self.anchored[name]
            case _:
                return self.flow_scalar()

    def flow_scalar(self) -> Any:
        if self.draw(st.booleans()):
            text, value = self.draw(st.sampled_from(PLAIN))
        else:
            value = self.draw(QUOTED)
            text = self.quoted(value)
        self.page.write(text)
        return value

    def key(self, key: str) -> str:
        return key if key.strip() == key and key.replace(" ", "").isalnum() else self.quoted(key)

    def quoted(self, text: str) -> str:
        if self.draw(st.booleans()):
            return json.dumps(text, ensure_ascii=False)
        return "'" + text.replace("'", "''") + "'"

    def trail(self) -> None:
        """Perhaps a comment in the rest of the line."""
        if self.draw(st.integers(0, 3)) == 0:
            self.page.write("  ")
            self.page.comment(self.draw(COMMENTS))

    def new_line(self, indent: int) -> None:
        """Go to a new line, perhaps after blank ones and comments."""
        if self.page.lines != [""]:
            self.page.lines.append("")
        if self.draw(st.integers(0, 5)) == 0:
            self.page.write(" " * indent)
            self.page.comment(self.draw(COMMENTS))
            self.page.lines.append("")
        self.page.write(" " * indent)


@st.composite
def _written(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Written:
    hand = Hand(draw)
    hand.page.value = hand.mapping(0, ())
    return hand.page


@pytest.fixture(scope="session")
def written() -> st.SearchStrategy[Written]:
    """Documents in all styles; each is written so that every comment and every place is known."""
    return _written()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    table = {"words": ["todo", "to be added", "-"], "brackets": ["()", "[]", "<>"]}
    return Lexicon.of({**table, "masks": ["Hidden from robots."], "at_signs": ["(at)", " at "], "dots": [" dot "]})
