"""An input that keeps the order of what is typed."""

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """Runs its own editing keys in the order in which they are typed.

    Textual sends a key that is no letter by way of the app, and letters typed after it overtake it.
    """

    async def _on_key(self, event: events.Key) -> None:
        for binding in [] if event.is_printable else self._bindings.key_to_bindings.get(event.key, []):
            if not binding.priority:
                event.stop()
                event.prevent_default()
                await self.run_action(binding.action)
                return
        await super()._on_key(event)
