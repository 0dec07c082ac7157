"""A report that is nasty on purpose."""

from __future__ import annotations

from datetime import date

import pytest

from policycheck.chain import Chain, Fact, Missing, Row, Step
from policycheck.document import Span
from policycheck.finding import Citation, Finding, Judgement, Outcome, Report, Severity, Spot, Waived
from policycheck.place import Place

ARTICLE = Citation("gdpr", "6(1)", "GDPR Art. 6(1)", "http://data.europa.eu/eli/reg/2016/679/art_6/oj")
CASE = Citation("case", "C-1/20", "CJEU C-1/20")
PLACE = Place("register", "customer", ("purposes", "a/b: c", 0))

AT = Spot("customer.yaml", Span(6, 3, 6, 9), PLACE, "  orders: {category: orders}")

PLAIN = Finding(
    "gdpr/basis-stated",
    Severity.ERROR,
    AT,
    "Every purpose has a legal basis",
    "Customers states no legal basis for orders",
    "Processing is lawful only if one of the six points applies.",
    "Add the point that allows it:\n  purposes:\n    orders:\n      legal_basis: {article: 6(1)(f)}\n\nor drop it.",
    (ARTICLE, CASE),
    chain=Chain(
        date(2026, 11, 22),
        Step("category is: orders", Outcome.MET, (Fact(AT, "orders \x1b[31m", "orders"),)),
        Step("", Outcome.NOT_MET, parts=(Step("legal_basis: <b>", Outcome.NOT_MET, (Fact(AT, "", None, "absent"),)),)),
        (Fact(AT, "[a, b]", ["a", "b"]),),
        ("Norway is in the EEA",),
        (
            Row(
                "territories",
                ("NO",),
                "no",
                "Norway",
                "EEA | Agreement",
                "high",
                "2018-07-20",
                None,
                None,
                certain=True,
            ),
            Row("adequacy", ("XX",), None, "", "", "", None, None, date(2027, 1, 31), certain=False),
        ),
        (Missing(AT, "we\nask", "officer", "2027-01-31"), Missing(None, "the law")),
    ),
)
NASTY = {
    "commas.yaml": "one, two;three\t\"four\" 'five' \\six",
    "lines.yaml": "one\ntwo\r\nthree\rfour\u2028five\u0085six",
    "workflow.yaml": "100 % of ::error file=x,line=1::two %0A three",
    "<b>.yaml": "<script>alert(1)</script> & </p> ]]>",
    "=1+1.yaml": '=1+1 +1 -1 @SUM(A1) =cmd|"/c calc"!A1',
    "control\x1b[31m.yaml": "\x1b[31mred\x1b[0m \x07 \x00 \x7f \x9b31m \x1b]8;;https://example.com\x07link",
    "emoji👩‍💻.yaml": "👩‍💻 Ä e\u0301 表 ﷽ 🇫🇮",
    "right\u202eto-left.yaml": "abc\u202edef\u202c \u2066ghi\u2069 \u200fjkl",
    "markdown.yaml": "| a | **b** `c` [d](https://example.com) # e",
    "line\nbreak.yaml": "{braces} {0} %s $HOME `id` $(id)",
}


def nasty(file: str, words: str, line: int) -> Finding:
    at = f"name: {words}".replace("\n", " ")
    spot = Spot(file, Span(line, 7, line, len(at) + 1), Place("register", words.strip(), (words,)), at)
    text = f"{words} is no name"
    return Finding("form/slug", Severity.WARNING, spot, words, text, text, f"Write\n  name: {words}", (ARTICLE,))


def long_ones() -> list[Finding]:
    """A line that is too wide, a value of several lines, an empty line, and more related places than are shown."""
    wide = "x: " + "a b " * 60 + "HERE" + " c" * 60
    start = wide.index("HERE") + 1
    related = tuple(Spot(f"other-{number}.yaml", Span(number, 1, number, 2), PLACE) for number in range(1, 8))
    spots = (
        Spot("wide.yaml", Span(1, start, 1, start + 4), None, wide),
        Spot("several.yaml", Span(3, 1, 5, 4), None, "why: |"),
        Spot("empty.yaml", Span(1, 1, 1, 1), None, ""),
    )
    told = PLAIN._replace(severity=Severity.INFO, chain=None, because=("Norway is in the EEA", "since 2018-07-20"))
    told = told._replace(
        steps=(Fact(AT, "Customers: recipient: [mail](1) \x1b[31m"), Fact(AT, "Mail: country: Norway"))
    )
    return [told._replace(spot=spot, related=related) for spot in spots]


@pytest.fixture
def report() -> Report:
    findings = (PLAIN, *(nasty(file, words, line) for line, (file, words) in enumerate(NASTY.items(), 1)), *long_ones())
    waived = Waived(PLAIN, "later", "we\nwill \x1b[31m, soon", "data-protection-officer", "2027-01-31")
    outcomes = {Outcome.NOT_MET: 14, Outcome.MET: 3, Outcome.CANNOT_TELL: 2, Outcome.WAIVED: 1}
    judgements = tuple(
        (rule, Judgement(PLACE, outcome))
        for rule, outcome in (
            ("gdpr/basis-stated", Outcome.NOT_MET),
            ("gdpr/retention-stated", Outcome.MET),
            ("gdpr/sources-named", Outcome.CANNOT_TELL),
        )
    )
    texts = {"customer.yaml": "one\ntwo\nthree\nfour\npurposes:\n  orders: {category: orders}\n"}
    return Report(findings, (waived,), date(2026, 11, 22), 1234, 1, 58, outcomes, "en", judgements, texts)
