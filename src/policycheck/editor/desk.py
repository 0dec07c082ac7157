"""The policy repos that lie open in an editor: which one a file belongs to, and when one is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.editor.session import Session
from policycheck.reading import HEAD
from policycheck.source import CONFIGURATION, root_of

if TYPE_CHECKING:
    from pathlib import Path


class Desk:
    """Sessions by the root of their repo. Paths are resolved before they come here."""

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self.language: str | None = None
        """What the user asks for; counts before what a repo says."""
        self.fallback = "en"
        """The language of the client; counts where no one says anything."""
        self.sessions: dict[Path, Session] = {}
        self.homes: dict[Path, Session] = {}
        """The session of each open file."""

    def begin(self) -> list[Session]:
        """Sessions for the folders that say that they are policy repos, before any file is opened."""
        return [self._session(folder) for folder in self.folders if (folder / CONFIGURATION).is_file()]

    def take(self, path: Path, text: str) -> Session | None:
        """The session that an opened file belongs to; None for one that has nothing to do with us."""
        root = root_of(path.parent)
        if root is None and HEAD not in text:
            return None
        folders = [folder for folder in self.folders if path.is_relative_to(folder)]
        session = self._session(root or max(folders, key=lambda folder: len(folder.parts), default=path.parent))
        if not session.concerns(path):
            return None
        self.homes[path] = session
        session.write(path, text)
        return session

    def put_back(self, path: Path) -> Session | None:
        """The session of a file that was closed, after it."""
        session = self.homes.pop(path, None)
        if session:
            session.close(path)
        return session

    def leave(self, session: Session) -> bool:
        """Put away a session that nobody looks at any longer: no file of it is open, no folder is around it."""
        watched = any(session.root.is_relative_to(folder) for folder in self.folders)
        if watched or session in self.homes.values():
            return False
        self.sessions.pop(session.root, None)
        return True

    def governed(self, path: Path) -> list[Session]:
        """The sessions that a file on disk may concern: those in whose repo, or in whose work tree, it lies."""
        return [session for session in self.sessions.values() if path.is_relative_to(session.top)]

    def speak(self, language: str | None) -> None:
        """Speak a language in every session; None leaves that to the repo and the client."""
        self.language = language
        for session in self.sessions.values():
            session.language = language

    def _session(self, root: Path) -> Session:
        if root not in self.sessions:
            self.sessions[root] = Session(root, self.language, self.fallback)
            self.sessions[root].renew()
        return self.sessions[root]
