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


def test_edits_that_touch_are_not_made_at_once() -> None:
    fixes = [Fix(name, (Edit("a.yaml", start, 5, ""),)) for name, start in (("one", 1), ("two", 5), ("three", 0))]
    elsewhere = Fix("four", (Edit("b.yaml", 1, 5, ""),))

    assert [fix.title for fix in apart([*fixes, elsewhere])] == ["one", "four"]
