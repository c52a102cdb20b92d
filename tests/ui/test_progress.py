from triage.ui.dialogs.progress_dialog import Progress


def test_what_goes_on_is_neither_stopped_nor_cut_off() -> None:
    progress = Progress(3)
    assert progress.goes_on(2)
    assert progress.done == 2
    assert not progress.is_stopped_by_user


def test_both_the_user_and_the_end_of_the_process_let_no_further_note_begin() -> None:
    stopped, cut_off = Progress(3), Progress(3)
    stopped.stop()
    cut_off.cut_off()
    assert not stopped.goes_on(1)
    assert not cut_off.goes_on(1)
    assert stopped.is_stopped_by_user
    assert not cut_off.is_stopped_by_user
