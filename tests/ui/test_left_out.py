"""What stands where settings leave out every note."""

from apps import app_over, at_work
from fakes import FakeStore


async def test_settings_that_leave_out_everything_are_named_in_the_list() -> None:
    store = FakeStore({})
    store.left_out_by = "exclude (Vault/.triage.yaml, line 2), userIgnoreFilters '/.*/' in .obsidian/app.json"
    async with at_work(app_over(store), size=(60, 16)) as hand:
        said = f"Nothing to decide in 0 notes. All are left out by {store.left_out_by}."
        await hand.until(lambda: said in " ".join(hand.text.split()))
