"""What the writers were told, kept outside the server: each acknowledgement, and what was left in doubt."""

import json
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Place = tuple[str, str, str]
"""Review, party, expectation: what one writer alone writes."""


@dataclass
class Written:
    """One rating's story: the words last acknowledged with their version, and what was tried since."""

    acknowledged: str = ""
    version: int = 0
    tried: list[str] = field(default_factory=list)

    def may_be(self, words: str) -> bool:
        """Whether these words can stand there without anything acknowledged being lost."""
        return words == self.acknowledged or words in self.tried


@dataclass(frozen=True)
class Step:
    """One transition that somebody asked for; `words` are its own, where it has some."""

    review: str
    action: str
    actor: str
    words: str = ""


class Journal:
    """Shared by all writers; each line also goes to a file, for reading afterwards what happened."""

    def __init__(self, path: Path) -> None:
        self.ratings: dict[Place, Written] = defaultdict(Written)
        self.taken: list[Step] = []
        self.doubted: list[Step] = []
        self.counts: Counter[str] = Counter()
        self.odd: list[str] = []
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def trying(self, place: Place, words: str) -> None:
        """Before a save is sent."""
        with self._lock:
            self.ratings[place].tried.append(words)

    def saved(self, place: Place, words: str, version: int) -> None:
        """The server said that these words are stored."""
        with self._lock:
            self.ratings[place] = Written(words, version)
            self.counts["saves"] += 1
            self._line("saved", place, words, version)

    def took(self, step: Step) -> None:
        """The server said that the transition was taken."""
        with self._lock:
            self.taken.append(step)
            self.counts["transitions"] += 1
            self._line("took", step.review, step.action, step.actor, step.words)

    def doubts(self, kind: str, step: Step | None = None) -> None:
        """Nobody answered."""
        with self._lock:
            self.counts[f"{kind} in doubt"] += 1
            if step:
                self.doubted.append(step)

    def refused(self) -> None:
        """The server said no, as it may: the review is elsewhere by now."""
        with self._lock:
            self.counts["refused"] += 1

    def strange(self, sentence: str) -> None:
        """Something that must not be."""
        with self._lock:
            self.odd.append(sentence)
            self._line("STRANGE", sentence)

    @property
    def acknowledged(self) -> int:
        """How many writes were acknowledged so far."""
        return self.counts["saves"] + self.counts["transitions"]

    def close(self) -> None:
        """Ends the file."""
        self._file.close()

    def _line(self, *said: object) -> None:
        self._file.write(json.dumps(said, ensure_ascii=False) + "\n")
        self._file.flush()
