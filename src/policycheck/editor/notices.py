"""What a client tells: who it is, which texts are open and how they read, which files came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from policycheck.editor.server import PAUSE, WATCHED, path_of
from policycheck.source import BASELINE, CONFIGURATION
from policycheck.speech import LANGUAGES, of_locale

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policycheck.editor.server import Server
    from policycheck.editor.session import Session


def initialize(ls: Server, params: lsp.InitializeParams) -> None:
    """Get to know the client: its language, its folders."""
    ls.desk.fallback = of_locale({"LC_ALL": (params.locale or "en").replace("-", "_")})
    ls.desk.language = ls.asked or _language(params.initialization_options)
    given = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    ls.desk.folders = [path for uri in given if (path := path_of(uri))]


def initialized(ls: Server, params: lsp.InitializedParams) -> None:  # noqa: ARG001 - the protocol's
    """Ask to be told of files, and judge what is there."""
    workspace = ls.client_capabilities.workspace
    watches = workspace and workspace.did_change_watched_files
    if watches and watches.dynamic_registration:
        globs = [lsp.FileSystemWatcher(glob) for glob in WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(globs)
        watching = lsp.Registration("watched", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(lsp.RegistrationParams([watching]))
    ls.begin()


def configured(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
    """The client's settings are others."""
    ls.desk.speak(ls.asked or _language(params.settings))
    for session in list(ls.desk.sessions.values()):
        ls.renew(session)


def folders(ls: Server, params: lsp.DidChangeWorkspaceFoldersParams) -> None:
    """Folders came or went."""
    gone = {path_of(folder.uri) for folder in params.event.removed}
    come = [path for folder in params.event.added if (path := path_of(folder.uri))]
    ls.desk.folders = [*(folder for folder in ls.desk.folders if folder not in gone), *come]
    for session in list(ls.desk.sessions.values()):
        _leave(ls, session)
    ls.begin()


def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    """A text was opened."""
    document = params.text_document
    path = path_of(document.uri)
    if path:
        ls.uris[path], ls.versions[path] = document.uri, document.version
        session = ls.desk.take(path, document.text)
        if session:
            ls.judge(session)


def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    """A text was changed."""
    path = path_of(params.text_document.uri)
    if path is None:
        return
    ls.versions[path] = params.text_document.version
    text = ls.workspace.get_text_document(params.text_document.uri).source
    known = ls.desk.homes.get(path)
    session = known or ls.desk.take(path, text)
    if session:
        session.write(path, text)
        ls.changed(session, path)


def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    """A text was closed: what is on disk counts again."""
    path = path_of(params.text_document.uri)
    session = ls.desk.put_back(path) if path else None
    if path:
        ls.versions.pop(path, None)
        ls.put_off(path)
    if session and not _leave(ls, session):
        session.rescan()
        ls.judge(session)
    if path:
        ls.uris.pop(path, None)


def saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    """A text was saved."""
    path = path_of(params.text_document.uri)
    if path:
        _on_disk(ls, {path})


def watched(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    """Files on disk are others."""
    _on_disk(ls, {path for change in params.changes if (path := path_of(change.uri))})


def _leave(ls: Server, session: Session) -> bool:
    if not ls.desk.leave(session):
        return False
    ls.put_off(session)
    session.findings, session.trouble = {}, None
    ls.publish(session)
    return True


def _on_disk(ls: Server, paths: set[Path]) -> None:
    """Files were written, came or went."""
    concerned = {session: paths for path in paths for session in ls.desk.governed(path)}
    for session, changed in concerned.items():
        if any(_governs(session, path) for path in changed):
            ls.renew(session)
        else:
            session.rescan()
            ls.later(session, PAUSE, lambda session=session: ls.judge(session))  # type: ignore[misc]
    if any(path.name == CONFIGURATION for path in paths):
        ls.begin()


def _governs(session: Session, path: Path) -> bool:
    """Whether a file says how a repo is judged, and is no document of it."""
    return path.name in (CONFIGURATION, BASELINE, ".gitignore") or not session.concerns(path)


def _language(settings: Any) -> str | None:
    """The language that a client's settings ask for, on top or below our name."""
    found = settings.get("policycheck", settings) if isinstance(settings, dict) else {}
    language = found.get("language") if isinstance(found, dict) else None
    return language if language in LANGUAGES else None


NOTICES: dict[str, Callable[..., Any]] = {
    lsp.INITIALIZE: initialize,
    lsp.INITIALIZED: initialized,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: configured,
    lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: folders,
    lsp.TEXT_DOCUMENT_DID_OPEN: opened,
    lsp.TEXT_DOCUMENT_DID_CHANGE: changed,
    lsp.TEXT_DOCUMENT_DID_CLOSE: closed,
    lsp.TEXT_DOCUMENT_DID_SAVE: saved,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: watched,
}
