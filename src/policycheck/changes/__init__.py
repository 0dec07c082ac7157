"""What changed in law terms between two states of a policy repo, register by register.

`statements` gathers what a register says in law terms, `comparing` holds two such gatherings against each other,
`dating` asks whether a material change is dated, `telling` puts all into words; one module per format writes it.
The classes of change, their directions and duties are rows of `policies/law/changes.yaml`.
"""

FORMATS = ("text", "markdown", "json")
"""The formats; each is a module here."""
FOR_PEOPLE = ("text",)
"""Those that are written in the language of the terminal, with days as running text has them."""
