"""The command palette's view of the commands."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from triage.ui.keys.commands import COMMANDS, Command


class Commands(Provider):
    """Finds commands by their name or what they are for."""

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for command in COMMANDS:
            yield DiscoveryHit(command.title, self._runner(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands that match."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            if (score := matcher.match(f"{command.title} {command.help}")) > 0:
                yield Hit(score, command.title, self._runner(command), help=command.help)

    def _runner(self, command: Command) -> Callable[[], Awaitable[None]]:
        return partial(self.screen.run_action, command.action)
