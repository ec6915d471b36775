"""Saving one rating beside a bare MERGE of one node."""

from collections.abc import Callable, Iterator
from itertools import count

from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.requests import Saves, bare_page, statements_of
from tests.bench.watch import by_turns, middle, p95

MERGE = "MERGE (n:BenchNode {id: $id}) SET n.value = $value, n.comment = $comment RETURN n.value AS value"


def autosave_write(bench: Bench) -> Iterator[Figure]:
    """The statement that saves, and the whole request, both over the same driver as their floor."""
    house = bench.small
    merge, response = bare_merge(house), bare_page(200)
    save = bare_save(house, Saves(house, house.staff.writer(2)))
    request = Saves(house, house.staff.writer(3))
    statement, whole, merged, answered = by_turns(save, request, merge, response, rounds=bench.rounds)
    yield Figure(
        "autosave_write", middle(statement), "ms", Goal("ratio", most=1.5), middle(merged),
        f"p95 {p95(statement):.1f} over {p95(merged):.1f}",
    )  # fmt: skip
    floor = [one + other for one, other in zip(merged, answered, strict=True)]
    sent = len(statements_of(house, request.request()))
    yield Figure(
        "autosave_request", middle(whole), "ms", Goal("ratio", most=2.0), middle(floor),
        f"p95 {p95(whole):.1f} over {p95(floor):.1f}; {sent} statements",
    )  # fmt: skip


def bare_merge(house: House) -> Callable[[], None]:
    """A MERGE of one node under a unique id with two texts, in a managed transaction."""
    number = count(1)
    house.driver.execute_query("CREATE CONSTRAINT bench_node IF NOT EXISTS FOR (n:BenchNode) REQUIRE n.id IS UNIQUE")

    def run() -> None:
        given = {"id": "one", "value": "meets", "comment": f"Wrote the release notes, {next(number)} times by now."}
        house.driver.execute_query(MERGE, given, database_=house.address.database)

    return run


def bare_save(house: House, saves: Saves) -> Callable[[], None]:
    """The statement that a save sends, without anything around it; each is accepted."""
    text, params = next(sent for sent in statements_of(house, saves.request()) if "ratings" in sent[1])
    saves.accepted()
    (draft,) = params["ratings"]

    def run() -> None:
        draft["version"] = saves.version
        records = house.driver.execute_query(text, params, database_=house.address.database).records
        assert records[0]["accepted"], "a save of the bench was refused"
        saves.accepted()

    return run
