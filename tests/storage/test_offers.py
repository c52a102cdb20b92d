"""Which offers were made, in the state folder."""

from pathlib import Path

from triage.core.config import Config
from triage.core.history.rule import Offer, Slice, SliceKind
from triage.session.offering import OffersMade
from triage.storage.vault import Vault

OFFER = Offer(Slice(SliceKind.FOLDER, "_archive/\udcff\u2028"), "reject", 41, 43, (1, 2, 3))


def made_in(root: Path) -> OffersMade:
    made = OffersMade(Vault(root / "Vault", Config(), state=root / "state"))
    made.read()
    return made


def test_offers_are_kept_for_this_user_alone_and_beside_the_vault(tmp_path: Path) -> None:
    for name in ("Vault", "state"):
        (tmp_path / name).mkdir()
    made_in(tmp_path).add(OFFER)
    assert made_in(tmp_path).ids == (OFFER.id,)
    (kept,) = (tmp_path / "state").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [*(tmp_path / "Vault").iterdir()] == []


def test_a_file_that_is_not_json_is_none(tmp_path: Path) -> None:
    for name in ("Vault", "state"):
        (tmp_path / name).mkdir()
    (tmp_path / "state" / "offers.json").write_bytes(b"[\xff")
    made = made_in(tmp_path)
    assert made.ids == ()
    made.add(OFFER)
    assert made_in(tmp_path).ids == (OFFER.id,)
