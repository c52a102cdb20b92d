from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.errors import BadGlob
from triage.core.globs import Globs


@each_row(
    "glob, path, is_covered",
    [
        ("_archive", "_archive", True),
        ("_archive", "a/_archive/b.md", True),
        ("_archive", "a/_archived/b.md", False),
        ("_archive/", "a/_archive/b.md", True),
        ("/_archive", "a/_archive/b.md", False),
        ("/_archive", "_archive/b.md", True),
        ("a/b", "a/b/c/d.md", True),
        ("a/b", "x/a/b/c.md", False),
        ("./a/b", "a/b/c.md", True),
        ("*.tmp.md", "a/b.tmp.md", True),
        ("*.tmp.md", "a/b.tmp.markdown", False),
        ("a/*.md", "a/b.md", True),
        ("a/*.md", "a/b/c.md", False),
        ("a/**", "a/b/c.md", True),
        ("a/**", "a", False),
        ("a/**/z.md", "a/z.md", True),
        ("a/**/z.md", "a/b/c/z.md", True),
        ("a/**/z.md", "ab/z.md", False),
        ("**/z.md", "z.md", True),
        ("**/z.md", "a/z.md", True),
        ("**/z.md", "a/yz.md", False),
        ("?.md", "a.md", True),
        ("?.md", "ab.md", False),
        ("a?b", "a/b", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("[!ab].md", "c.md", True),
        ("a[!x]b", "a/b", False),
        ("[]].md", "].md", True),
        ("[a", "[a", True),
        ("[]", "[]", True),
        ("[!]", "[!]", True),
        ("[", "[", True),
        ("[a/b]", "[a/b]", True),
        ("[]-a]", "^", True),
        ("[a-]", "-", True),
        ("[--9]", "5", True),
        ("[[:alpha:]]", "a]", True),
        ("[a&&b]", "&", True),
        ("[a||b]", "|", True),
        (r"[\]", "\\", True),
        (r"[\w]", "w", True),
        (r"[\w]", "x", False),
        ("[^a]", "^", True),
        ("a.c", "abc", False),
        ("A", "a", False),
        ("x|y", "x", False),
        ("Über", "U\u0308ber/a.md", True),
        ("", "a.md", False),
        ("/", "a.md", False),
        ("*", "a\nb.md", True),
    ],
)
def test_a_glob_covers(glob: str, path: str, is_covered: bool) -> None:
    assert Globs([glob]).cover(path) is is_covered


@each_row(
    "glob", ["*a" * 12 + "b", "**/a*/" * 6 + "b", "*" * 3000, "**/" * 2000 + "x", "[!x]*" * 500, "a*" * 1000]
)
def test_no_glob_takes_for_ever(glob: str) -> None:
    globs = Globs([glob])
    paths = ["a" * 250, "/".join(["a" * 200] * 15), "a/" * 1500 + "a"]
    assert [globs.cover(path) for path in paths] == [set(glob) == {"*"}] * 3


@each_row(
    "glob, part, instead",
    [
        ("[z-a]", "z-a", "a-z"),
        ("a/[!0-9z-a]/b", "z-a", "a-z"),
        (r"[a-\w]", "a-\\", "\\-a"),
        ("**/x[b-a", "", ""),
        ("x[é-e]", "é-e", "e-é"),
    ],
)
def test_a_range_that_runs_backwards_is_refused_with_what_to_say(glob: str, part: str, instead: str) -> None:
    if not part:
        Globs([glob])
        return
    with pytest.raises(BadGlob) as error:
        Globs(["a", glob])
    assert (error.value.glob, error.value.part, error.value.instead) == (glob, part, instead)
    assert str(error.value) == f"{part} is no range: say {instead}"


@pytest.mark.filterwarnings("error")
@given(st.lists(st.text() | st.text("[]!-^*?/\\&|~az\0\n\ud800"), max_size=3), st.booleans(), st.text())
def test_any_text_is_a_glob_or_is_refused(globs: list[str], ignore_case: bool, path: str) -> None:
    try:
        Globs(globs, ignore_case=ignore_case).cover(path)
    except BadGlob as error:
        assert error.part in error.glob  # noqa: PT017


@pytest.mark.parametrize(
    ("glob", "path", "is_covered"),
    [
        ("Logs/[A-C]*", "logs/beta.md", True),
        ("[Z-a]x", "zx", True),
        ("[Z-a]x", "bx", False),
        ("STRASSE", "straße", True),
    ],
)
def test_globs_may_ignore_case(glob: str, path: str, is_covered: bool) -> None:
    assert Globs([glob], ignore_case=True).cover(path.casefold()) is is_covered


names = st.text("ab", min_size=1, max_size=3)


@given(
    st.lists(st.sampled_from(["a", "b", "*", "**", "/", "**/", "?", "[ab]", "[!a]"]), max_size=7).map(
        "".join
    ),
    st.lists(names, min_size=1, max_size=5),
)
def test_a_glob_covers_what_its_names_cover_one_by_one(glob: str, path: list[str]) -> None:
    pattern = glob.removeprefix("./").rstrip("/")
    wanted = [*([] if "/" in pattern else ["**"]), *pattern.lstrip("/").split("/")]
    covered = bool(pattern) and any(fits(wanted, path[:end]) for end in range(1, len(path) + 1))
    assert Globs([glob]).cover("/".join(path)) is covered


def fits(wanted: list[str], path: list[str]) -> bool:
    """Whether the names of a glob are those of the whole path."""
    if not wanted:
        return not path
    first, *rest = wanted
    if first == "**" and not rest:
        return bool(path)
    if first == "**":
        return any(fits(rest, path[at:]) for at in range(len(path) + 1))
    return bool(path) and fnmatchcase(path[0], first.replace("**", "*")) and fits(rest, path[1:])


def test_any_of_several_is_enough() -> None:
    globs = Globs(["a", "b/c"])
    assert globs.cover("x/a.md") is False
    assert globs.cover("x/a")
    assert globs.cover("b/c/d.md")
    assert not Globs([]).cover("")
