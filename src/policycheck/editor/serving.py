"""The language server as a whole: what it is told and asked, and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from policycheck.editor import answers
from policycheck.editor.notices import NOTICES
from policycheck.editor.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS: dict[str, Callable[..., Any]] = {
    lsp.TEXT_DOCUMENT_HOVER: answers.hovered,
    lsp.TEXT_DOCUMENT_DEFINITION: answers.defined,
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: answers.outlined,
}


def serve(language: str | None = None) -> None:
    """Answer one client on standard input and output until it leaves."""
    server(language).start_io()


def server(language: str | None = None) -> Server:
    """A server with all that it answers."""
    made = Server(language)
    for name, handler in {**NOTICES, **ANSWERS}.items():
        made.feature(name)(handler)
    completion = lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ","])
    made.feature(lsp.TEXT_DOCUMENT_COMPLETION, completion)(answers.completed)
    actions = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])
    made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, actions)(answers.offered)
    made.command(answers.EXPLAIN)(answers.explained)
    return made
