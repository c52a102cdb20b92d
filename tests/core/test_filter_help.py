from subjects import TODAY
from triage.core.filtering.filter import Filter
from triage.core.filtering.help import FILTER_HELP
from triage.core.filtering.key import JOINING, KEYS, WORDS, Key
from triage.core.subject import Trait


def test_every_key_and_every_trait_is_explained() -> None:
    assert list(KEYS) == list(Key)
    for key, entry in KEYS.items():
        assert entry.examples[0].startswith(f"{key}:")
    assert all(f"{trait}" in FILTER_HELP for trait in Trait)


def test_every_example_of_the_help_is_a_filter() -> None:
    for entry in (*WORDS, *KEYS.values(), *JOINING):
        assert entry.help in FILTER_HELP
        for example in entry.examples:
            assert example in FILTER_HELP
            assert Filter.of(example, TODAY)


def test_the_help_fits_a_terminal() -> None:
    assert max(map(len, FILTER_HELP.splitlines())) <= 80
