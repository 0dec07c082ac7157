"""Edits that would change more than they name are noticed."""

from policycheck.fixes import Edit, Fix, apart, edited
from policycheck.fixing.faithful import faithful

TEXT = "# head\na: 'p5y'  # five\nb: [1, 2]\n"


def test_what_is_outside_of_an_edit_reads_as_before() -> None:
    edit = Edit("a.yaml", 11, 14, "P5Y")

    assert edited(TEXT, [edit]) == TEXT.replace("p5y", "P5Y")
    assert faithful(TEXT, edited(TEXT, [edit]), [edit])


def test_an_edit_that_swallows_what_follows_is_not_faithful() -> None:
    for text in ("P5Y\"'", "x' #", "': {"):
        edit = Edit("a.yaml", 11, 14, text)
        assert not faithful(TEXT, edited(TEXT, [edit]), [edit]), text


def test_an_inserted_line_leaves_the_rest() -> None:
    edit = Edit("a.yaml", len(TEXT) - 1, len(TEXT) - 1, "\nc: {not_filled: TODO}")

    assert faithful(TEXT, edited(TEXT, [edit]), [edit])


def test_edits_that_overlap_are_not_made_at_once() -> None:
    ranges = {"one": (1, 5), "beside": (5, 7), "over": (0, 2), "same start": (5, 5), "after": (7, 7)}
    fixes = [Fix(name, (Edit("a.yaml", *span, ""),)) for name, span in ranges.items()]
    elsewhere = Fix("elsewhere", (Edit("b.yaml", 1, 5, ""),))

    assert [fix.title for fix in apart([*fixes, elsewhere])] == ["one", "beside", "after", "elsewhere"]
