"""`policycheck lsp`."""

from __future__ import annotations

import gc

import click

from policycheck.cli.language import language
from policycheck.errors import UsageError
from policycheck.speech import _


@click.command("lsp")
@language
@click.option("--stdio", is_flag=True, hidden=True, help="What many editors add; there is no other way.")
def command(lang: str | None, stdio: bool) -> None:  # noqa: ARG001, FBT001 - some editors say so, and it is so
    """Answer an editor: findings while you type, completion, hovers, definitions and quick fixes.

    It speaks the Language Server Protocol on standard input and output; editors start it themselves.
    """
    try:
        from policycheck.editor.serving import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(
            _("'policycheck lsp' needs the library pygls, which is not installed"),
            hint=_("install it: pip install 'policycheck[lsp]'"),
        ) from None
    gc.enable()  # unlike other commands it lives on, and so would its garbage
    serve(lang)
