"""What a client sees and gets, over the real protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types as lsp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import PolicyRepo
    from tests.editor.conftest import Editor

    Played = Callable[..., None]

GOOD = """\
policycheck: 1
kind: register
id: customer
purposes:
  orders: {category: orders, legal_basis: {article: 6(1)(b)}}
"""
BAD = GOOD.replace(", legal_basis: {article: 6(1)(b)}", "")
BASIS = "gdpr/basis-stated"
REFERENCE = "form/reference-resolves"
CLUB = "policycheck: 1\nkind: organisation\nid: club\nname: Rowing Club\ncountry: FI\n"


def only_basis(repo: PolicyRepo) -> None:
    repo.configure(select=[BASIS, "form"])


def test_findings_appear_while_somebody_types_and_go_when_mended(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("customer.yaml", GOOD)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml")
        editor.write("customer.yaml", BAD)
        (found,) = await editor.until("customer.yaml", BASIS)
        assert (found.range.start.line, found.range.start.character) == (4, 2)
        assert found.severity is lsp.DiagnosticSeverity.Error
        assert found.code_description is not None
        assert found.code_description.href.startswith("http")
        assert "GDPR Art. 6" in found.message
        editor.write("customer.yaml", GOOD)
        await editor.until("customer.yaml")

    played(scene)


def test_a_folder_is_judged_before_anything_is_opened(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("deep/customer.yaml", BAD)

    async def scene(editor: Editor) -> None:
        await editor.until("deep/customer.yaml", BASIS)
        assert lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered

    played(scene)


def test_findings_appear_in_the_files_that_they_concern(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("club.yaml", CLUB)
    repo.write("customer.yaml", GOOD + "controller: club\n")

    async def scene(editor: Editor) -> None:
        editor.open("club.yaml")
        editor.write("club.yaml", CLUB.replace("id: club", "id: clubs"))
        await editor.until("customer.yaml", REFERENCE)
        editor.close("club.yaml")
        await editor.until("customer.yaml")

    played(scene)


def test_half_typed_yaml_clears_nothing_elsewhere(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("club.yaml", CLUB)
    repo.write("customer.yaml", BAD + "controller: club\n")

    async def scene(editor: Editor) -> None:
        editor.open("club.yaml")
        editor.open("customer.yaml")
        await editor.until("customer.yaml", BASIS)
        editor.write("club.yaml", CLUB + 'contact: {email: "a')
        await editor.until("club.yaml", "form/syntax")
        editor.write("customer.yaml", "# a line more\n" + BAD + "controller: club\n")
        (found,) = await editor.until("customer.yaml", BASIS)
        assert found.range.start.line == 5
        editor.write("customer.yaml", "# a line more\n" + BAD + 'controller: "club\n')
        shown = {str(one.code): one for one in await editor.until("customer.yaml", BASIS, "form/syntax")}
        assert shown[BASIS].range.start.line == 5
        editor.write("club.yaml", CLUB)
        await editor.until("club.yaml")

    played(scene)


@pytest.mark.parametrize(("encoding", "wide"), [(None, 2), ("utf-16", 2), ("utf-32", 1), ("utf-8", 4)])
def test_positions_are_counted_as_was_agreed(repo: PolicyRepo, played: Played, encoding: str | None, wide: int) -> None:
    only_basis(repo)
    before = "  orders: {text: 🛶🛶, "
    text = BAD.replace("  orders: {category", before + "categry")

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", text)
        (found,) = await editor.until("customer.yaml", "form/key-known")
        start = len(before) + 2 * (wide - 1)
        assert (found.range.start.character, found.range.end.character) == (start, start + len("categry: orders"))

    asked = lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind(encoding)]) if encoding else None
    played(scene, general=asked)


def test_files_come_and_go_on_disk(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("customer.yaml", GOOD)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml")
        repo.write("second.yaml", BAD.replace("customer", "second"))
        editor.on_disk("second.yaml", lsp.FileChangeType.Created)
        await editor.until("second.yaml", BASIS)
        (repo.root / "second.yaml").unlink()
        editor.on_disk("second.yaml", lsp.FileChangeType.Deleted)
        await editor.until("second.yaml")

    played(scene)


def test_a_new_configuration_counts_and_a_broken_one_is_told(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("customer.yaml", BAD)

    async def scene(editor: Editor) -> None:
        await editor.until("customer.yaml", BASIS)
        repo.write(".policycheck.yaml", "policycheck: 1\nselct: []\n")
        editor.on_disk(".policycheck.yaml", lsp.FileChangeType.Changed)
        await editor.wait(lambda: bool(editor.found(".policycheck.yaml")))
        (told,) = editor.published[editor.uri(".policycheck.yaml")].diagnostics
        assert told.range.start.line == 1
        assert editor.found("customer.yaml") == [BASIS]
        repo.configure(select=[BASIS], severity={BASIS: "warning"})
        editor.on_disk(".policycheck.yaml", lsp.FileChangeType.Changed)
        await editor.wait(lambda: not editor.found(".policycheck.yaml"))
        (found,) = await editor.until("customer.yaml", BASIS)
        assert found.severity is lsp.DiagnosticSeverity.Warning

    played(scene)


def test_several_folders_are_several_repos(repo: PolicyRepo, played: Played) -> None:
    for name in ("one", "two"):
        repo.write(f"{name}/.policycheck.yaml", f"policycheck: 1\nselect: [{BASIS}]\n")
        repo.write(f"{name}/customer.yaml", BAD)

    async def scene(editor: Editor) -> None:
        await editor.until("one/customer.yaml", BASIS)
        await editor.until("two/customer.yaml", BASIS)
        gone = lsp.WorkspaceFolder(editor.uri("two"), "two")
        event = lsp.WorkspaceFoldersChangeEvent([], [gone])
        editor.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(event))
        await editor.until("two/customer.yaml")
        assert editor.found("one/customer.yaml") == [BASIS]

    played(scene, folders=[repo.root / "one", repo.root / "two"])


def test_completion_of_keys_codes_ids_and_kinds(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("club.yaml", CLUB)
    repo.write("customer.yaml", GOOD + "data:\n  contacts: {items: [email]}\n")

    async def scene(editor: Editor) -> None:
        typed = GOOD + "data:\n  contacts: {items: [email]}\ncontroller: \nretention:\n  contacts: {per"
        editor.open("customer.yaml", typed)
        ids = await editor.choices("customer.yaml", "controller: ", len("controller: "))
        assert [(one.label, one.documentation) for one in ids] == [("club", "Rowing Club")]
        codes = {one.label: one.detail for one in await editor.choices("customer.yaml", "category: orders", 12)}
        assert codes["marketing"]
        assert "period" in [one.label for one in await editor.choices("customer.yaml", "{per", 4)]
        kinds = [one.label for one in await editor.choices("customer.yaml", "kind: reg", 9)]
        assert {"register", "party", "waiver"} <= set(kinds)
        keys = await editor.choices("customer.yaml", "retention", 2)
        assert "recipients" in [one.label for one in keys]
        assert all(one.text_edit and one.text_edit.new_text == one.label for one in keys)

    played(scene)


def test_hovers_tell_the_rule_the_code_and_the_key(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("club.yaml", CLUB)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", BAD + "controller: club\n")
        rule = await editor.hover("customer.yaml", "orders: {")
        assert "`gdpr/basis-stated`" in rule
        assert "](http" in rule
        code = await editor.hover("customer.yaml", "orders}")
        assert "purposes" in code
        assert "Rowing Club" in await editor.hover("customer.yaml", "club")
        assert "Article 30" in await editor.hover("customer.yaml", "purposes")

    played(scene)


def test_words_are_those_of_the_client(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", BAD)
        (found,) = await editor.until("customer.yaml", BASIS)
        assert "artikla" in found.message.casefold() or "artiklan" in found.message
        editor.client.workspace_did_change_configuration(
            lsp.DidChangeConfigurationParams({"policycheck": {"language": "sv"}})
        )
        await editor.wait(lambda: "artikel" in editor.published[editor.uri("customer.yaml")].diagnostics[0].message)

    played(scene, locale="fi-FI")


def test_an_id_leads_to_its_document_and_a_name_to_its_thing(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write("club.yaml", CLUB)

    async def scene(editor: Editor) -> None:
        text = GOOD.replace("orders, legal", "orders, data: [contacts], legal")
        editor.open("customer.yaml", text + "controller: club\ndata:\n  contacts: {items: [email]}\n")
        assert await editor.leads_to("customer.yaml", "club") == [("club.yaml", 2)]
        assert await editor.leads_to("customer.yaml", "contacts]") == [("customer.yaml", 7)]

    played(scene)


def test_a_waiver_is_offered_and_sets_nothing_aside_before_it_is_filled_in(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", BAD)
        await editor.until("customer.yaml", BASIS)
        waiver, explain = (await editor.actions("customer.yaml", "orders:"))[-2:]
        assert isinstance(waiver, lsp.CodeAction)
        assert waiver.edit is not None
        assert isinstance(explain, lsp.Command)
        (change,) = waiver.edit.document_changes or ()
        assert isinstance(change, lsp.TextDocumentEdit)
        assert change.text_document.version == 1
        (edit,) = change.edits
        assert isinstance(edit, lsp.TextEdit)
        editor.write("customer.yaml", BAD + edit.new_text)
        await editor.wait(lambda: BASIS in editor.found("customer.yaml") and len(editor.found("customer.yaml")) > 1)
        assert "kind: waiver" in edit.new_text
        asked = lsp.ExecuteCommandParams(explain.command, explain.arguments)
        told = await editor.client.workspace_execute_command_async(asked)
        assert BASIS in str(told)

    played(scene)


def test_a_waiver_is_offered_as_a_comment_that_counts_once_it_is_filled_in(repo: PolicyRepo, played: Played) -> None:
    repo.configure(select=[BASIS, "form", "waivers"])

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", BAD)
        await editor.until("customer.yaml", BASIS)
        comment = (await editor.actions("customer.yaml", "orders:"))[-3]
        assert isinstance(comment, lsp.CodeAction)
        assert comment.edit is not None
        (change,) = comment.edit.document_changes or ()
        assert isinstance(change, lsp.TextDocumentEdit)
        (edit,) = change.edits
        assert isinstance(edit, lsp.TextEdit)
        lines = BAD.splitlines(keepends=True)
        lines.insert(edit.range.start.line, edit.new_text)
        text = "".join(lines)
        editor.write("customer.yaml", text)
        await editor.until("customer.yaml", BASIS, "waivers/comment-well-formed")
        for blank, word in (("YYYY-MM-DD", "2099-12-31"), ("OWNER", "it-lead"), ("REASON", "it is being settled")):
            text = text.replace(blank, word)
        editor.write("customer.yaml", text)
        await editor.until("customer.yaml")

    played(scene)


def test_the_outline_of_a_file(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", GOOD + "---\n" + CLUB)
        document = lsp.TextDocumentIdentifier(editor.uri("customer.yaml"))
        outline = await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
        assert [one.name for one in outline or ()] == ["customer", "club"]
        first = (outline or [])[0]
        assert isinstance(first, lsp.DocumentSymbol)
        assert "purposes" in [one.name for one in first.children or ()]

    played(scene)


def test_what_is_not_ours_is_left_alone(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    repo.write(".gitignore", "private/\n")
    repo.write("private/customer.yaml", BAD)

    async def scene(editor: Editor) -> None:
        editor.open("private/customer.yaml")
        editor.open("customer.yaml", BAD.replace("customer", "other"))
        await editor.until("customer.yaml", BASIS)
        assert editor.found("private/customer.yaml") == []
        editor.close("customer.yaml")
        await editor.until("customer.yaml")

    played(scene)


def test_texts_too_large_and_odd_are_survived(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", GOOD)
        editor.write("customer.yaml", GOOD + "# " + "x" * 5_000_000)
        await editor.until("customer.yaml", "form/not-too-large")
        for odd in ("", "\0", "\ufeff", "[" * 2000, "? : -", "&a [*a]", "\u2028\x0c"):
            editor.write("customer.yaml", odd)
            await editor.choices("customer.yaml", "")
        editor.write("customer.yaml", BAD)
        await editor.until("customer.yaml", BASIS)
        assert editor.messages == []

    played(scene)


def test_a_safe_fix_mends_what_it_is_offered_for(repo: PolicyRepo, played: Played) -> None:
    only_basis(repo)
    text = GOOD + "# 🛶\nretention:\n  orders: {period: p1y}\n"

    async def scene(editor: Editor) -> None:
        editor.open("customer.yaml", text)
        await editor.until("customer.yaml", "form/period")
        fix = (await editor.actions("customer.yaml", "orders: {period"))[0]
        assert isinstance(fix, lsp.CodeAction)
        assert fix.is_preferred
        assert fix.edit is not None
        (change,) = fix.edit.document_changes or ()
        assert isinstance(change, lsp.TextDocumentEdit)
        (edit,) = change.edits
        assert isinstance(edit, lsp.TextEdit)
        assert edit.new_text == "P1Y"
        editor.write("customer.yaml", text.replace("p1y", edit.new_text))
        await editor.wait(lambda: "form/period" not in editor.found("customer.yaml"))

    played(scene)
