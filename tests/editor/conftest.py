"""A real client of the protocol, which talks to the real server in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.conftest import PolicyRepo

PATIENCE = 30
"""Seconds until a test gives up."""


WATCHED = """
import os, sys

def refuse(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    inside = writes and str(arguments[0]).startswith(os.environ["POLICY_REPO"])
    if inside or event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        os._exit(3)

sys.addaudithook(refuse)
from policycheck.cli import main
sys.argv[0] = "policycheck"
main()
"""
"""The server under a hook that ends it when it reaches for a network, a program, or a file of the repo to write."""


class Editor:
    """Somebody who types."""

    def __init__(self, root: Path, client: LanguageClient) -> None:
        self.root = root
        self.client = client
        self.published: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        said = (self.root / name).read_text(encoding="utf-8") if text is None else text
        self.versions[name], self.texts[name] = 1, said
        item = lsp.TextDocumentItem(self.uri(name), "yaml", 1, said)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def write(self, name: str, text: str) -> None:
        self.versions[name] += 1
        self.texts[name] = text
        document = lsp.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def close(self, name: str) -> None:
        del self.versions[name]
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name))))

    def on_disk(self, name: str, kind: lsp.FileChangeType) -> None:
        event = lsp.FileEvent(self.uri(name), kind)
        self.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))

    def found(self, name: str) -> list[str]:
        published = self.published.get(self.uri(name))
        return [str(one.code) for one in published.diagnostics] if published else []

    async def until(self, name: str, *codes: str) -> list[lsp.Diagnostic]:
        """Wait until exactly these rules are broken in a file, as it now is if it is open."""
        await self.wait(lambda: self.is_told(name) and sorted(self.found(name)) == sorted(codes))
        published = self.published.get(self.uri(name))
        return list(published.diagnostics) if published else []

    def is_told(self, name: str) -> bool:
        published = self.published.get(self.uri(name))
        return name not in self.versions or (published is not None and published.version == self.versions[name])

    async def wait(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110 - what is waited for is what a person would look at
                await asyncio.sleep(0.01)

    def at(self, name: str, words: str, inside: int = 0) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        """The position of some words in a text, and of a character within them."""
        before = self.texts[name][: self.texts[name].index(words) + inside]
        line = before.count("\n")
        units = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        return lsp.TextDocumentIdentifier(self.uri(name)), lsp.Position(line, units)

    async def choices(self, name: str, words: str, inside: int = 0) -> list[lsp.CompletionItem]:
        answer = await self.client.text_document_completion_async(lsp.CompletionParams(*self.at(name, words, inside)))
        return list(answer.items) if isinstance(answer, lsp.CompletionList) else []

    async def hover(self, name: str, words: str) -> str:
        answer = await self.client.text_document_hover_async(lsp.HoverParams(*self.at(name, words)))
        return answer.contents.value if answer and isinstance(answer.contents, lsp.MarkupContent) else ""

    async def leads_to(self, name: str, words: str) -> list[tuple[str, int]]:
        answer = await self.client.text_document_definition_async(lsp.DefinitionParams(*self.at(name, words)))
        locations = answer if isinstance(answer, list) else []
        return [(Path(one.uri).name, one.range.start.line) for one in locations if isinstance(one, lsp.Location)]

    async def actions(self, name: str, words: str) -> list[lsp.CodeAction | lsp.Command]:
        document, position = self.at(name, words)
        asked = lsp.CodeActionParams(document, lsp.Range(position, position), lsp.CodeActionContext([]))
        answer = await self.client.text_document_code_action_async(asked)
        return list(answer or ())


def listening(root: Path) -> Editor:
    """An editor that hears what the server says of its own accord."""
    client = LanguageClient("test", "1")
    editor = Editor(root, client)

    def published(params: lsp.PublishDiagnosticsParams) -> None:
        editor.published[params.uri] = params

    def said(params: lsp.ShowMessageParams | lsp.LogMessageParams) -> None:
        editor.messages.append(params.message)

    def registered(params: lsp.RegistrationParams) -> None:
        editor.registered += [one.method for one in params.registrations]

    client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
    client.feature(lsp.WINDOW_SHOW_MESSAGE)(said)
    client.feature(lsp.WINDOW_LOG_MESSAGE)(said)
    client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(registered)
    return editor


def able(general: lsp.GeneralClientCapabilities | None) -> lsp.ClientCapabilities:
    """What the editor can do."""
    watching = lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    edits = lsp.WorkspaceEditClientCapabilities(document_changes=True)
    workspace = lsp.WorkspaceClientCapabilities(did_change_watched_files=watching, workspace_edit=edits)
    return lsp.ClientCapabilities(workspace=workspace, general=general)


@asynccontextmanager
async def editing(root: Path, *words: str, **initial: Any) -> AsyncIterator[Editor]:
    """An editor that has a folder open."""
    editor = listening(root)
    client = editor.client
    await client.start_io(sys.executable, "-c", WATCHED, "lsp", *words, env={**os.environ, "POLICY_REPO": str(root)})
    folders = [lsp.WorkspaceFolder(folder.as_uri(), folder.name) for folder in initial.pop("folders", [root])]
    asked = lsp.InitializeParams(able(initial.pop("general", None)), workspace_folders=folders, **initial)
    await client.initialize_async(asked)
    client.initialized(lsp.InitializedParams())
    try:
        yield editor
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


@pytest.fixture
def played(repo: PolicyRepo) -> Callable[..., None]:
    """Plays a scene in an editor that has the repo open."""

    def play(scene: Callable[[Editor], Awaitable[None]], *words: str, **initial: Any) -> None:
        async def whole() -> None:
            async with editing(repo.root.resolve(), *words, **initial) as editor:
                await scene(editor)

        asyncio.run(whole())

    return play
