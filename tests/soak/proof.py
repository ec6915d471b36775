"""After the soak: is everything there that somebody was told is there?"""

from collections import Counter
from collections.abc import Sequence

from graph.driver import Graph
from graph.queries import parse
from tests.soak.journal import Journal, Step

_HEADER = "// A test's own statement.\n// access: read\n// params: {}\n// returns: many ({})\n"
_RATINGS = parse(
    "tests/soak_ratings",
    _HEADER.format("reviews", "review, party, expectation, words, version")
    + "MATCH (review:Review)-[:HAS_ASSESSMENT]->(a:Assessment)-[:RATES]->(r:Rating)-[:ON]->(e:Expectation) "
    "WHERE review.id IN $reviews AND a.revision = review.revision "
    "RETURN review.id AS review, a.party AS party, e.id AS expectation, r.comment AS words, r.version AS version",
)
_EVENTS = parse(
    "tests/soak_events",
    _HEADER.format("reviews", "review, action, actor, words")
    + "MATCH (review:Review)-[:RECORDED]->(e:Event) WHERE review.id IN $reviews "
    "OPTIONAL MATCH (e)-[:SAID]->(w:Words) "
    "RETURN review.id AS review, e.action AS action, e.actor AS actor, coalesce(w.text, '') AS words",
)
_SENTENCES = parse(
    "tests/soak_sentences",
    _HEADER.format("reviews", "words")
    + "MATCH (review:Review)-[:SIGNED]->(s:SignOff) WHERE review.id IN $reviews RETURN s.sentences AS words",
)


def lost_saves(graph: Graph, journal: Journal, reviews: Sequence[str]) -> list[str]:
    """A line for each rating that is not what was acknowledged, nor what the same writer tried since."""
    stored = {(r["review"], r["party"], r["expectation"]): r for r in graph.read_many(_RATINGS, reviews=list(reviews))}
    lost = []
    for place, written in journal.ratings.items():
        now = stored.get(place)
        if now is None or now["version"] < written.version:
            lost.append(f"{place}: acknowledged {written.acknowledged!r}, version {written.version}; stored {now}")
        elif written.acknowledged and not written.may_be(now["words"] or ""):
            lost.append(f"{place}: acknowledged {written.acknowledged!r}; stored {now['words']!r}")
    return lost


def lost_steps(graph: Graph, journal: Journal, reviews: Sequence[str]) -> list[str]:
    """A line for each acknowledged transition without its event or words, and for each event nobody asked for."""
    events = graph.read_many(_EVENTS, reviews=list(reviews))
    said = {row["words"] for row in events} | {r["words"] for r in graph.read_many(_SENTENCES, reviews=list(reviews))}
    there = Counter((row["review"], row["action"], row["actor"]) for row in events)
    taken, doubted = Counter(map(_kind, journal.taken)), Counter(map(_kind, journal.doubted))
    lost = [
        f"{kind}: {number} acknowledged, {there[kind]} events" for kind, number in taken.items() if there[kind] < number
    ]
    lost += [f"{step}: its words are not there" for step in journal.taken if step.words and step.words not in said]
    for kind, number in there.items():
        if kind[1] not in ("assign", "save") and number > taken[kind] + doubted[kind]:
            lost.append(f"{kind}: {number} events, asked for {taken[kind] + doubted[kind]} times")
    return lost


def _kind(step: Step) -> tuple[str, str, str]:
    return step.review, step.action, step.actor
