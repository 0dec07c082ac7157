"""Our values in the types of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from policycheck.document import Text
from policycheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policycheck.document import Span
    from policycheck.editor.actions import Action
    from policycheck.editor.completion import Choice
    from policycheck.editor.positions import Range, Units
    from policycheck.editor.symbols import Symbol
    from policycheck.errors import PolicycheckError
    from policycheck.finding import Finding, Spot

SOURCE = "policycheck"
SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
SORTS = {
    "key": lsp.CompletionItemKind.Property,
    "code": lsp.CompletionItemKind.EnumMember,
    "document": lsp.CompletionItemKind.Reference,
    "thing": lsp.CompletionItemKind.Variable,
    "value": lsp.CompletionItemKind.Value,
}


class Shown:
    """Puts findings into the positions and the names that a client knows."""

    def __init__(self, units: Units, uri: Callable[[str], str], text: Callable[[str], Text | None]) -> None:
        self.units = units
        self.uri = uri
        self.text = text

    def diagnostic(self, finding: Finding) -> lsp.Diagnostic:
        """A finding, with a link to the law that it rests on."""
        link = next((cite.link for cite in finding.cites if cite.link), None)
        cites = ", ".join(cite.words for cite in finding.cites)
        return lsp.Diagnostic(
            self.range(finding.spot),
            f"{finding.message} ({cites})" if cites else finding.message,
            SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=lsp.CodeDescription(link) if link else None,
            source=SOURCE,
            related_information=[self._related(spot, finding) for spot in finding.related] or None,
        )

    def _related(self, spot: Spot, finding: Finding) -> lsp.DiagnosticRelatedInformation:
        words = spot.line.strip() or finding.title
        return lsp.DiagnosticRelatedInformation(self.location(spot.file, spot.span), words[:200])

    def location(self, file: str, span: Span) -> lsp.Location:
        """A span of a file."""
        text = self.text(file) or Text(file, "")
        return lsp.Location(self.uri(file), ranged(self.units.range(span, text.lines)))

    def range(self, spot: Spot) -> lsp.Range:
        """Where a reader finds a place, counted by the text that stands there."""
        return self.location(spot.file, spot.span).range

    def edit(self, action: Action, versions: Callable[[str], int | None], *, versioned: bool) -> lsp.WorkspaceEdit:
        """The edits of an action; a client that counts versions makes none of them in a text that has changed."""
        edits: dict[str, list[lsp.TextEdit]] = {}
        for edit in action.edits:
            lines = (self.text(edit.file) or Text(edit.file, "")).lines
            ends = (self.units.position(edit.start, lines), self.units.position(edit.end, lines))
            edits.setdefault(edit.file, []).append(lsp.TextEdit(ranged(ends), edit.text))
        if not versioned:
            return lsp.WorkspaceEdit(changes={self.uri(file): made for file, made in edits.items()})
        changes = [
            lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(self.uri(file), versions(file)), [*made])
            for file, made in edits.items()
        ]
        return lsp.WorkspaceEdit(document_changes=[*changes])


def ranged(ends: Range) -> lsp.Range:
    """A range."""
    return lsp.Range(lsp.Position(*ends[0]), lsp.Position(*ends[1]))


def trouble(error: PolicycheckError) -> lsp.Diagnostic:
    """Why a repo cannot be judged, where its configuration or a pack says so."""
    line, column = (error.line or 1) - 1, (error.column or 1) - 1
    words = "\n".join(filter(None, (error.message, error.hint)))
    return lsp.Diagnostic(
        ranged(((line, column), (line, column + 1))), words, lsp.DiagnosticSeverity.Error, source=SOURCE
    )


def items(choices: Iterable[Choice], where: lsp.Range, after: str) -> list[lsp.CompletionItem]:
    """Choices, in their order; each takes the place of the whole word at the cursor. `after` follows a key."""
    return [
        lsp.CompletionItem(
            choice.word,
            kind=SORTS[choice.sort],
            detail=choice.detail or None,
            documentation=choice.about or None,
            sort_text=f"{number:05}",
            text_edit=lsp.TextEdit(where, choice.word + after if choice.sort == "key" else choice.word),
        )
        for number, choice in enumerate(choices)
    ]


def outline(symbols: Iterable[Symbol], text: Text, units: Units) -> list[lsp.DocumentSymbol]:
    """Symbols with all within them."""

    def placed(start: int, end: int) -> lsp.Range:
        return ranged((units.position(start, text.lines), units.position(end, text.lines)))

    return [
        lsp.DocumentSymbol(
            symbol.name,
            lsp.SymbolKind.Class if symbol.inside else lsp.SymbolKind.Property,
            placed(symbol.start, symbol.end),
            placed(*symbol.head),
            detail=symbol.detail or None,
            children=outline(symbol.inside, text, units),
        )
        for symbol in symbols
    ]
