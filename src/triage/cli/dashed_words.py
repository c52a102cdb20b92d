"""Words of a command that may begin with a dash: `-is:duplicate` in a filter, `- [ ] Call Ada` as a text."""

from collections.abc import Iterator

import click

_GUARD = "\0"
"""Stands before such a word while click looks for options; no word of a command line can hold it."""


class DashedWordsCommand(click.Command):
    """A command whose options are `--long`, so that other words may begin with a dash."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, and let what begins with one dash be a word."""
        return super().parse_args(ctx, list(self._guarded(ctx, args)))

    def _guarded(self, ctx: click.Context, args: list[str]) -> Iterator[str]:
        options = [each for each in self.params if isinstance(each, click.Option)]
        taking = {name for option in options if not option.is_flag for name in option.opts}
        before = ""
        for word in args:
            is_value = before in taking
            before = "" if is_value else word
            is_option = word.startswith("--") or word in {"-", *ctx.help_option_names}
            yield f"{_GUARD}{word}" if word.startswith("-") and not is_option and not is_value else word


def unguarded(context: click.Context, parameter: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they were typed; the callback of their argument."""
    return tuple(word.removeprefix(_GUARD) for word in words)
