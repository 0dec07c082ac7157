"""The language server: what an editor says goes in, what it shows comes out. All judging and answering is elsewhere.

Everything happens on one thread. While somebody types, the file at hand is judged `PAUSE` after a keystroke, the whole
repo `REST` after the last one.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from policycheck import speech
from policycheck.__about__ import __version__
from policycheck.editor import protocol
from policycheck.editor.desk import Desk
from policycheck.editor.positions import Units
from policycheck.source import BASELINE, CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policycheck.document import Text
    from policycheck.editor.session import Session
    from policycheck.errors import PolicycheckError

PAUSE = 0.03
"""Seconds after a keystroke: long enough not to judge each letter of somebody who types fast."""
REST = 0.3
WATCHED = ("**/*.{yaml,yml}", f"**/{BASELINE}", "**/.gitignore")


class Server(LanguageServer):
    """One client, and what lies open in it."""

    def __init__(self, language: str | None = None) -> None:
        # Whole texts: an edit of a stretch would rest on how both sides tell lines apart, and they do not agree.
        super().__init__("policycheck", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.desk = Desk()
        self.asked = language
        self.uris: dict[Path, str] = {}
        """The open files, as the client writes them."""
        self.versions: dict[Path, int] = {}
        self._published: dict[str, tuple[int | None, list[lsp.Diagnostic]]] = {}
        self._timers: dict[object, asyncio.TimerHandle] = {}

    @property
    def units(self) -> Units:
        """How the client counts characters."""
        return Units(str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)))

    def shown(self, session: Session) -> protocol.Shown:
        """The client's view of a session."""
        return protocol.Shown(self.units, lambda file: self.uri(session.path(file)), session.text)

    def uri(self, path: Path) -> str:
        """A file as the client writes it."""
        return self.uris.get(path) or str(from_fs_path(str(path)))

    def later(self, key: object, seconds: float, work: Callable[[], None]) -> None:
        """Do something later, unless it is put off by another call."""
        self.put_off(key)
        self._timers[key] = asyncio.get_running_loop().call_later(seconds, self._safely, work)

    def put_off(self, key: object) -> bool:
        """Whether something was to be done later that will not be done now."""
        timer = self._timers.pop(key, None)
        due = timer is not None and not timer.cancelled() and timer.when() > asyncio.get_running_loop().time()
        if timer:
            timer.cancel()
        return due

    def _safely(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong with one text, the next one is answered
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"{type(error).__name__}: {error}"))

    def changed(self, session: Session, path: Path) -> None:
        """A text was changed: soon judge it, and when there is a rest all others."""
        self.later(path, PAUSE, lambda: self.judge_one(session, path))
        self.later(session, REST, lambda: self.judge(session))

    def judge_one(self, session: Session, path: Path) -> None:
        """Judge the file that was changed."""
        self._timers.pop(path, None)
        speech.use(session.spoken)
        session.judge_one(path)
        self._publish(session, session.name(path))

    def judge(self, session: Session) -> None:
        """Judge a whole repo."""
        speech.use(session.spoken)
        session.judge()
        self.publish(session)

    def settle(self, session: Session, path: Path) -> None:
        """Make sure that what is known of a file rests on what it now says."""
        speech.use(session.spoken)
        if self.put_off(path):
            self.judge_one(session, path)

    def publish(self, session: Session) -> None:
        """Show the findings of a repo in their files, and take away those that are gone."""
        for file in sorted(session.findings):
            self._publish(session, file)
        self._publish_trouble(session)
        names = {self.uri(session.path(file)) for file, found in session.findings.items() if found}
        kept = names | {uri for uri, _, _ in self._troubled(session)} | self._of_others(session)
        for uri in [uri for uri in self._published if uri not in kept]:
            self._send(uri, None, [])

    def _of_others(self, session: Session) -> set[str]:
        """What other sessions have to say."""
        others = [other for other in self.desk.sessions.values() if other is not session]
        found = {self.uri(other.path(file)) for other in others for file in other.findings}
        return found | {uri for other in others for uri, _, _ in self._troubled(other)}

    def _publish(self, session: Session, file: str) -> None:
        path, shown = session.path(file), self.shown(session)
        told = [shown.diagnostic(finding) for finding in session.findings.get(file, ())]
        self._send(self.uri(path), self.versions.get(path), told)

    def _publish_trouble(self, session: Session) -> None:
        for uri, version, error in self._troubled(session):
            self._send(uri, version, [protocol.trouble(error)])

    def _troubled(self, session: Session) -> Iterator[tuple[str, int | None, PolicycheckError]]:
        if session.trouble:
            named = Path(session.trouble.file or "")
            path = named if named.is_file() else session.root / CONFIGURATION
            yield self.uri(path), self.versions.get(path), session.trouble

    def _send(self, uri: str, version: int | None, told: list[lsp.Diagnostic]) -> None:
        if self._published.get(uri, (version, [])) == (version, told):
            return
        self._published[uri] = (version, told)
        if not told:
            del self._published[uri]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told, version))

    def at(self, uri: str, position: lsp.Position) -> tuple[Session, Path, Text, int] | None:
        """The session, the file, its text and the offset that a client asks about."""
        path = path_of(uri)
        session = self.desk.homes.get(path) if path else None
        if session is None or path is None:
            return None
        self.settle(session, path)
        text = session.text(session.name(path))
        if text is None:
            return None
        return session, path, text, self.units.offset((position.line, position.character), text.lines)

    def begin(self) -> None:
        """Judge what says that it is a policy repo, before any of it is opened."""
        for session in self.desk.begin():
            self._safely(lambda session=session: self.judge(session))  # type: ignore[misc]

    def renew(self, session: Session) -> None:
        """Judge a repo whose configuration, packs or files may be others."""
        speech.use(session.spoken)
        session.renew()
        self.judge(session)


def path_of(uri: str) -> Path | None:
    """The file of a URI; None where it is none, as of a text that was never saved."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(name).resolve() if name else None
