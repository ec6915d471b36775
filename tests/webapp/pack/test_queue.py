"""What wakes workers: only what this server put into its queue is read."""

import pickle
from contextlib import closing
from pathlib import Path

from webapp.pack.queue import give_tasks, queue, wake_worker
from webapp.settings import load


class Hostile:
    """Makes the file that it names, once it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


def test_what_is_not_signed_is_never_unpickled(tmp_path: Path) -> None:
    settings, done = load({"PLUMBLINE_DATA": str(tmp_path)}), []
    assert wake_worker(settings)
    waiting = queue(settings)
    with closing(waiting.storage):
        give_tasks(waiting, lambda: done.append("woken"), lambda: None)
        task = waiting.dequeue()
        assert task is not None
        waiting.execute(task)
        waiting.storage.enqueue(pickle.dumps(Hostile(tmp_path / "taken-over")))
        try:
            waiting.dequeue()
        except ValueError as refused:
            done.append(str(refused))
    assert done[0] == "woken"
    assert len(done) == 2
    assert not (tmp_path / "taken-over").exists()
