import pytest

from triage.core.globs import Globs


@pytest.mark.parametrize(
    ("glob", "path", "is_covered"),
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


def test_any_of_several_is_enough() -> None:
    globs = Globs(["a", "b/c"])
    assert globs.cover("x/a.md") is False
    assert globs.cover("x/a")
    assert globs.cover("b/c/d.md")
    assert not Globs([]).cover("")
