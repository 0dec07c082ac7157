"""Where in a document a cursor is: told from the text alone, line by line, so that a half-typed document will do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policycheck.place import Path

_BOUNDARY = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
_KEY = re.compile(r"""("[^"\n]*"|'[^'\n]*'|[^\s#&*!|>%@`{}\[\],"'-][^:\n]*?|-[^\s:][^:\n]*?)\s*:(?=\s|$)""")
_DASH = re.compile(r"-(?:[ \t]+|$)")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_WORD_ENDS = " \t,{}[]:#\"'\r\n"
_QUOTES = "\"'"


class Cursor(NamedTuple):
    """What is being written.

    `path` leads to the value that the cursor is in or, for a key, to the mapping that it is a key of.
    """

    kind: str
    id: str
    """Kind and id of the document; empty strings where it does not say."""
    path: Path
    is_key: bool
    word: str
    """The whole word at the cursor."""
    start: int
    end: int
    present: frozenset[str] = frozenset()
    """The keys of the mapping that are written before the cursor."""

    @property
    def place(self) -> Path:
        """The path of what the cursor is on: of a key, that of the key itself."""
        return (*self.path, self.word) if self.is_key else self.path


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is open: its indentation in a block, None between brackets."""

    column: int | None
    is_list: bool
    step: str | int = ""
    keys: set[str] = field(default_factory=set)
    in_value: bool = False


def cursor_at(text: str, offset: int) -> Cursor | None:
    """The cursor at an offset of a text; None in a comment, or in words that run over several lines."""
    first, last = _document_around(text, offset)
    start, end = _word_around(text, offset)
    walk = _Walk()
    if not walk.through(text[first:start]):
        return None
    head = [_stated(key, text[first:last]) for key in ("kind", "id")]
    word = text[start:end]
    is_key = walk.wants_key or bool(re.match(r"[\"']?[ \t]*:(?:\s|$)", text[end:last]))
    path = walk.path[:-1] if is_key and walk.path and walk.fresh_value else walk.path
    return Cursor(head[0], head[1], path, is_key, word, start, end, walk.present)


def _stated(key: str, document: str) -> str:
    """What stands behind a key at the left margin."""
    found = re.search(rf"^{key}:[ \t]*[\"']?([\w-]+)", document, re.MULTILINE)
    return found[1] if found else ""


def _document_around(text: str, offset: int) -> tuple[int, int]:
    """Where the document begins and ends in which an offset is."""
    marks = [found for found in re.finditer(_BOUNDARY.pattern, text) if _begins_line(text, found.start())]
    before = [found.end() for found in marks if found.end() <= offset]
    after = [found.start() for found in marks if found.start() >= offset]
    return (before[-1] if before else 0), (after[0] if after else len(text))


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\r\n"


def _word_around(text: str, offset: int) -> tuple[int, int]:
    start = end = offset
    while start and text[start - 1] not in _WORD_ENDS:
        start -= 1
    while end < len(text) and text[end] not in _WORD_ENDS:
        end += 1
    return start, end


class _Walk:
    """Walks a document up to the cursor and remembers what is open there."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.flow: list[_Frame] = []
        self.scalar: int | None = None
        """The indentation above a block of words."""
        self.quote = ""
        self.wants_key = True
        self.fresh_value = False

    @property
    def path(self) -> Path:
        """The steps to what is open."""
        frames = [*self.frames, *self.flow]
        return tuple(frame.step for frame in frames if frame.is_list or frame.in_value)

    @property
    def present(self) -> frozenset[str]:
        """The keys of the innermost mapping."""
        frames = [*self.frames, *self.flow]
        return frozenset(() if not frames or frames[-1].in_value else frames[-1].keys)

    def through(self, text: str) -> bool:
        """Walk through a text that ends at the cursor; whether something of ours can be written there."""
        *lines, last = re.split(r"\r\n?|\n", text)
        for line in lines:
            self._line(line, last=False)
        if self.scalar is not None and len(last) - len(last.lstrip(" ")) > self.scalar:
            return False
        return self._line(last, last=True)

    def _line(self, line: str, *, last: bool) -> bool:
        if self.flow or self.quote:
            return self._flow(line)
        words = line.lstrip(" ")
        column = len(line) - len(words)
        if self.scalar is not None and (not words.strip() or column > self.scalar) and not last:
            return True
        self.scalar = None
        if words.startswith("#") or not (words.strip() or last):
            return not words.startswith("#")
        return self._block(words, column)

    def _block(self, words: str, column: int) -> bool:
        """One line of a block: dashes, then a key, then a value."""
        self._close(column, dash=bool(_DASH.match(words)))
        while dash := _DASH.match(words):
            self._dash(column)
            words, column = words[dash.end() :], column + dash.end()
        key = _KEY.match(words)
        if not key:
            return self._no_key(words, column)
        self._enter_key(column, key[1].strip(_QUOTES))
        value = words[key.end() :].lstrip(" \t")
        if _BLOCK.match(value):
            self.scalar = column
        self.wants_key, self.fresh_value = False, True
        return self._value(value)

    def _no_key(self, words: str, column: int) -> bool:
        """A line that has no key yet: a new one is begun, or an item of a list, or a value on a line of its own."""
        top = self.frames[-1] if self.frames else None
        if top and top.is_list and top.column is not None and column > top.column:
            self.wants_key, self.fresh_value = False, False
            return self._value(words)
        if not words.startswith(("{", "[", '"', "'")):
            same = next((frame for frame in self.frames if frame.column == column and not frame.is_list), None)
            if same:
                same.in_value = False
            self.wants_key, self.fresh_value = True, False
            return " #" not in words
        return self._value(words)

    def _close(self, column: int, *, dash: bool) -> None:
        """Leave what is indented further; a list may stand as far left as its key."""
        while self.frames:
            frame = self.frames[-1]
            at = frame.column or 0
            if at > column or (at == column and frame.is_list and not dash):
                self.frames.pop()
            else:
                return

    def _dash(self, column: int) -> None:
        top = self.frames[-1] if self.frames else None
        if top and top.is_list and top.column == column and isinstance(top.step, int):
            top.step += 1
        else:
            self.frames.append(_Frame(column, is_list=True, step=0))

    def _enter_key(self, column: int, key: str) -> None:
        top = self.frames[-1] if self.frames else None
        if not top or top.is_list or top.column != column:
            top = _Frame(column, is_list=False)
            self.frames.append(top)
        top.step, top.in_value = key, True
        top.keys.add(key)

    def _value(self, value: str) -> bool:
        if value[:1] in ("{", "[", *_QUOTES) and value:
            return self._flow(value)
        return not (value.startswith("#") or " #" in value)

    def _flow(self, line: str) -> bool:
        """Between brackets, where lines mean nothing."""
        at = 0
        while at < len(line):
            at = self._step(line, at)
            if at < 0:
                return False
        if self.flow:
            top = self.flow[-1]
            self.wants_key = not top.is_list and not top.in_value
            self.fresh_value = top.in_value
        return True

    def _step(self, line: str, at: int) -> int:
        """One sign or word; where the next one is, or -1 in a comment."""
        sign = line[at]
        if self.quote:
            self.quote = "" if sign == self.quote else self.quote
        elif sign in "{[":
            self.flow.append(_Frame(None, is_list=sign == "[", step=0 if sign == "[" else ""))
        elif sign in "}]":
            self.flow = self.flow[:-1]
        elif sign == ",":
            self._next()
        elif sign == "#" and (at == 0 or line[at - 1] in " \t"):
            return -1
        elif key := self._flow_key(line, at):
            return key
        elif sign in _QUOTES:
            self.quote = sign
        return at + 1

    def _next(self) -> None:
        top = self.flow[-1] if self.flow else None
        if top and top.is_list and isinstance(top.step, int):
            top.step += 1
        elif top:
            top.in_value = False

    def _flow_key(self, line: str, at: int) -> int:
        top = self.flow[-1] if self.flow else None
        found = re.compile(r"""("[^"]*"|'[^']*'|[^\s,{}\[\]"'#:][^,{}\[\]:]*?)\s*:(?=\s|$)""").match(line, at)
        if not (top and not top.is_list and not top.in_value and found):
            return 0
        top.step, top.in_value = found[1].strip(_QUOTES), True
        top.keys.add(str(top.step))
        return found.end()
