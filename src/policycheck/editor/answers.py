"""What a client asks: completion, hovers, definitions, outlines, and what can be done about a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from policycheck.editor import protocol
from policycheck.editor.actions import actions
from policycheck.editor.completion import Known, choices
from policycheck.editor.cursor import cursor_at
from policycheck.editor.definition import definitions
from policycheck.editor.hovering import hover, of_finding
from policycheck.editor.server import Server  # noqa: TC001 - pygls reads what a command takes
from policycheck.editor.symbols import symbols
from policycheck.speech import Phrase, speech

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policycheck.editor.cursor import Cursor
    from policycheck.editor.session import Session
    from policycheck.finding import Finding

EXPLAIN = "policycheck.explain"
"""The command that tells what a rule asks for, in Markdown."""
EXPLAIN_TITLE = Phrase("Explain {rule}")


def completed(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    """What may be written here."""
    found = ls.at(params.text_document.uri, params.position)
    cursor = cursor_at(found[2].text, found[3]) if found else None
    known = _known(found[0], cursor) if found and cursor else None
    if not (found and cursor and known):
        return None
    text = found[2]
    ends = (ls.units.position(cursor.start, text.lines), ls.units.position(cursor.end, text.lines))
    after = "" if text.text[cursor.end : cursor.end + 1] == ":" else ": "
    items = protocol.items(choices(cursor, known), protocol.ranged(ends), after)
    return lsp.CompletionList(is_incomplete=False, items=items)


def hovered(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """What the word here means, and which rules are broken."""
    found = ls.at(params.text_document.uri, params.position)
    if found is None:
        return None
    session, path, text, offset = found
    cursor, shown = cursor_at(text.text, offset), ls.shown(session)
    at = lsp.Range(params.position, params.position)
    here = [one for one in session.findings.get(session.name(path), ()) if _covers(shown.range(one.spot), at.start)]
    known = _known(session, cursor) if cursor else None
    words = hover(cursor, here, known) if known else "\n\n".join(map(of_finding, here))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words)) if words else None


def defined(ls: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
    """Where the word here leads."""
    found = ls.at(params.text_document.uri, params.position)
    cursor = cursor_at(found[2].text, found[3]) if found else None
    session = found[0] if found else None
    if not (cursor and session and session.book):
        return []
    own = session.repo.documents.get((cursor.kind, cursor.id))
    spots = definitions(cursor, own, session.repo, session.book.shapes)
    shown = ls.shown(session)
    return [shown.location(spot.document.source.file, spot.document.span(spot.path)) for spot in spots]


def outlined(ls: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """The outline of a text."""
    found = ls.at(params.text_document.uri, lsp.Position(0, 0))
    return protocol.outline(symbols(found[2]), found[2], ls.units) if found else []


def offered(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction | lsp.Command]:
    """What can be done about the findings on some lines."""
    only = params.context.only
    found = ls.at(params.text_document.uri, params.range.start)
    if found is None or (only and lsp.CodeActionKind.QuickFix not in only):
        return []
    session, path = found[:2]
    shown = ls.shown(session)
    here = session.findings.get(session.name(path), ())
    return [
        action
        for finding in here
        if _in_range(finding, shown, params.range)
        for action in _offers(ls, session, path, finding)
    ]


def explained(ls: Server, rule: str) -> str:
    """What a rule asks for, in Markdown; also shown, for clients that do nothing with an answer."""
    from policycheck.reference import entry

    for session in ls.desk.sessions.values():
        rules = session.book and session.book.rules()
        if session.book and rules and rule in rules.by_id:
            found = entry(rules.find(rule), rules, session.book, session.book.spoken(session.spoken))
            words = "\n\n".join((f"{found.title} ({found.id})", found.why, found.fix))
            ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, words))
            return words
    return ""


def _known(session: Session, cursor: Cursor) -> Known | None:
    document = session.repo.documents.get((cursor.kind, cursor.id))
    stated = document.stated if document else {}
    return Known(session.book, session.repo, stated, session.spoken) if session.book else None


def _in_range(finding: Finding, shown: protocol.Shown, asked: lsp.Range) -> bool:
    """Whether a finding stands on a line that is asked about."""
    line = shown.range(finding.spot).start.line
    return asked.start.line <= line <= asked.end.line


def _covers(where: lsp.Range, at: lsp.Position) -> bool:
    return (where.start.line, where.start.character) <= (at.line, at.character) <= (where.end.line, where.end.character)


def _offers(ls: Server, session: Session, path: Path, finding: Finding) -> Iterator[lsp.CodeAction | lsp.Command]:
    """What can be done about a finding; nothing is written into a text that was not judged as it is."""
    shown, workspace = ls.shown(session), ls.client_capabilities.workspace
    told = shown.diagnostic(finding)
    versioned = bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
    if session.book and not session.is_half_typed(path):
        for action in actions(finding, session.repo, session.book, session.spoken):
            edit = shown.edit(action, lambda file: ls.versions.get(session.path(file)), versioned=versioned)
            kind = lsp.CodeActionKind.QuickFix
            yield lsp.CodeAction(action.title, kind, [told], is_preferred=action.preferred or None, edit=edit)
    title = speech(session.spoken).gettext(EXPLAIN_TITLE, rule=finding.rule)
    yield lsp.Command(title, EXPLAIN, arguments=[finding.rule])
