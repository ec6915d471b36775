"""Who writes: employees and managers in pairs, each pair on one review, over HTTP like everybody."""

import random
import threading
from dataclasses import dataclass
from itertools import count

from tests.soak.client import Answer, Client, NoAnswer
from tests.soak.journal import Journal, Place, Step
from tests.webapp.page_client import PASSWORD

PAUSE = 0.3
"""Seconds before what nobody answered is sent again, as autosave does (which waits longer)."""
SIGN_IN_ATTEMPTS = 20
TYPING = 0.2
"""Seconds between two acts of one writer."""
MOVES = 0.3
"""How often a writer asks for a transition instead of a save."""


def name_of(person: str) -> str:
    """What somebody of the load is called."""
    return person.replace("-", " ").title()


@dataclass
class Writer:
    """One person with a browser, writing one side of one review until `done`."""

    person: str
    review: str
    party: str
    versions: dict[str, int]
    client: Client
    journal: Journal
    done: threading.Event
    chance: random.Random

    def sign_in(self) -> None:
        """Signs in, before anything is killed: the session then outlives every worker. The engine still plans then, so
        that the first ones may have to ask again."""
        for left in reversed(range(SIGN_IN_ATTEMPTS)):
            try:
                self.client.sign_in(self.person, PASSWORD)
            except NoAnswer:
                if not left:
                    raise
                self.done.wait(PAUSE)
            else:
                return

    def run(self) -> None:
        """Writes until told to stop; whatever must not happen is put into the journal."""
        try:
            for turn in count():
                if self.done.wait(TYPING):
                    return
                if self.chance.random() < MOVES:
                    self._move(turn)
                elif not self._save(turn):
                    self._move(turn)
                    self.done.wait(PAUSE)
        except Exception as error:
            self.journal.strange(f"{self.person} stopped writing: {error!r}")

    def _save(self, turn: int) -> bool:
        """Saves words on one expectation, again and again until somebody answers; False where it is not open."""
        expectation = self.chance.choice(sorted(self.versions))
        place, words = (self.review, self.party, expectation), f"{self.person} {turn}: 每周两次。"
        while not self.done.is_set():
            self.journal.trying(place, words)
            try:
                answer = self.client.send("PUT", f"/reviews/{self.review}/ratings", sent=self._rating(place, words))
            except NoAnswer:
                self.journal.doubts("saves")
                self.done.wait(PAUSE)
                continue
            if answer.status == 409 and answer.data["kind"] == "closed":
                self.journal.refused()
                return False
            if self._settled(place, words, answer):
                return True
        return True

    def _rating(self, place: Place, words: str) -> dict[str, object]:
        expectation = place[2]
        return {
            "party": self.party,
            "expectation": expectation,
            "version": self.versions[expectation],
            "value": "meets",
            "comment": words,
            "reason": "",
            "evidence": None,
            "seen": None,
        }

    def _settled(self, place: Place, words: str, answer: Answer) -> bool:
        """Whether the words are stored now; else the version is learnt for the next try."""
        if answer.status == 200:
            self.versions[place[2]] = answer.data["version"]
            self.journal.saved(place, words, answer.data["version"])
            return True
        if answer.status != 409:
            self.journal.strange(f"{self.person} was answered {answer.status}: {answer.text[:200]}")
            return True
        stored = answer.data["current"]
        self.versions[place[2]] = stored["version"]
        if stored["comment"] == words:  # it was stored, and only the answer was lost
            self.journal.saved(place, words, stored["version"])
            return True
        if not self.journal.ratings[place].may_be(stored["comment"]):
            self.journal.strange(f"{place} holds {stored['comment']!r}, which nobody wrote there last")
        return False

    def _move(self, turn: int) -> None:
        """Asks for a transition that this side could take, as the page of it shows it; there may be no such page."""
        move = self._wanted(turn)
        try:
            shown = self.client.hidden(move.page, move.address)
        except NoAnswer:
            return
        if shown is None:
            return
        try:
            answer = self.client.send("POST", move.address, form=shown | move.form)
        except NoAnswer:
            self.journal.doubts("transitions", move.step)
            return
        if answer.status == 302 and answer.location.endswith(move.arrives):
            self.journal.took(move.step)
        else:
            self.journal.refused()

    def _wanted(self, turn: int) -> "Move":
        here = f"/reviews/{self.review}"
        if self.party == "self":
            action = self.chance.choice(("submit", "submit", "withdraw"))
            page = f"{here}/check" if action == "submit" else here
            return Move(Step(self.review, action, self.person), page, f"{here}/{action}", {}, here)
        action = self.chance.choice(("return", "sign_off", "sign_off", "recall"))
        words = f"{self.person} {turn}: {action}"
        step = Step(self.review, action, self.person, words)
        if action == "sign_off":
            page = f"{here}/sign"
            return Move(
                step,
                page,
                page,
                {"name": name_of(self.person), "sentences": words, "recommendation": "confirmed"},
                page,
            )
        page = f"{here}/actions/{action}"
        kind = "comment" if action == "return" else "reason"
        return Move(step, page, page, {kind: words}, f"{here}/assess")


@dataclass(frozen=True)
class Move:
    """A transition as it is asked for: the page whose form asks it, the form's address, what is typed into it, and how
    the address ends to which success leads."""

    step: Step
    page: str
    address: str
    form: dict[str, str]
    arrives: str
