"""An input that keeps the order of what is typed."""

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """Runs its own editing keys where they stand among the letters.

    Textual lets a key that is no letter go round by the app, and letters typed behind it are faster.
    """

    async def _on_key(self, event: events.Key) -> None:
        for binding in [] if event.is_printable else self._bindings.key_to_bindings.get(event.key, []):
            if not binding.priority:
                event.stop()
                event.prevent_default()
                await self.run_action(binding.action)
                return
        await super()._on_key(event)
