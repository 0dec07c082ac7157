"""What the codes of a record are called wherever it is shown: as pages, as a sheet, as a paper."""

from policycheck.document import Kind
from policycheck.speech import Phrase

SERVES = {
    "record": Phrase("record of processing"),
    "notice": Phrase("information for data subjects"),
    "cookies": Phrase("information on cookies"),
    "data-flow": Phrase("description of data flows"),
}
ORIGINS = {
    "data-subject": Phrase("the people themselves"),
    "third-party": Phrase("somebody else"),
    "own-system": Phrase("another system of the organisation"),
    "public-register": Phrase("a public register"),
    "staff": Phrase("own staff"),
    "observation": Phrase("observation"),
}
ROLES = {
    "processor": Phrase("processor"),
    "controller": Phrase("controller"),
    "joint-controller": Phrase("joint controller"),
    "authority": Phrase("authority"),
    "third-party": Phrase("third party"),
    "source": Phrase("source of data"),
}
UNSAID = {
    Kind.BLANK: Phrase("left blank"),
    Kind.NOT_FILLED: Phrase("not filled in"),
    Kind.MASKED: Phrase("covered up"),
    Kind.SAID_ONLY: Phrase("only said to exist"),
    Kind.NOT_APPLICABLE: Phrase("does not apply, says the record"),
    Kind.NOT_KNOWN: Phrase("not known yet"),
    Kind.NONE: Phrase("none, says the record"),
}
ANSWERS = (Kind.NONE, Kind.NOT_APPLICABLE)
"""How nothing is said where that is an answer."""
NOT_STATED = Phrase("not stated")
