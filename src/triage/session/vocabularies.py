"""What statuses and tags mean in each note, with the user's choice in this sitting."""

from triage.core.task.vocabulary import Role, Source, Vocabulary
from triage.session.store import Store


class Vocabularies:
    """The vocabulary of each note, with the symbol for rejected that the user has chosen."""

    def __init__(self, store: Store) -> None:
        """Begin with the vault's own settings."""
        self._store = store
        self._rejected_symbol = ""

    def write_rejected_as(self, symbol: str) -> None:
        """Write this symbol for rejected if the vault's Tasks settings have no status for it."""
        self._rejected_symbol = symbol

    def of(self, note: str) -> Vocabulary:
        """What statuses and tags mean in a note."""
        return self.with_rejected(self._store.vocabulary(note))

    def with_rejected(self, vocabulary: Vocabulary) -> Vocabulary:
        """The vocabulary with the symbol for rejected that the user has chosen, if it had none."""
        if self._rejected_symbol and vocabulary.reject_is_a_guess:
            return vocabulary.with_symbols({Role.REJECTED: self._rejected_symbol}, Source.COMMAND_LINE)
        return vocabulary
