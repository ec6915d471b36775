"""Loading and publishing on the engine."""

import pytest

from graph import schema
from graph.audit.chain import GENESIS, link
from graph.driver import Graph
from graph.errors import Conflict, NotFound, QueryContractError
from graph.framework import catalogue, repository, service
from graph.framework_import.reading import read_framework
from graph.framework_import.starter import ensure_starter
from tests.conftest import Ask
from tests.graph.framework.sample import context, dataset, draft, source


@pytest.fixture(scope="module", autouse=True)
def _schema(graph: Graph) -> None:
    schema.migrate(graph)


def _published(graph: Graph, key: str, rows: list[dict[str, str]]) -> str:
    return service.publish(context(), graph, service.load(context(), graph, draft(rows, key)).id, relied_on="test").id


def test_the_starter_is_loaded_once(graph: Graph) -> None:
    first = ensure_starter(context(), graph)
    graph.reset_round_trips()
    assert ensure_starter(context(), graph) == first
    assert graph.round_trips == 1
    assert service.verify(graph, first.id)
    assert first.state == "published"


def test_a_draft_is_not_in_the_catalogue_and_is_replaced_as_a_whole(graph: Graph) -> None:
    first = service.load(context(), graph, draft([{"skill": "Drafted once"}], "drafts"))
    with pytest.raises(NotFound):
        catalogue.skill_profile(graph, "drafted-once")
    second = service.load(context(), graph, draft([{"skill": "Drafted twice"}], "drafts"))
    assert first.id == second.id
    assert [skill["key"] for skill in repository.content(graph, second.id)["skills"]] == ["drafted-twice"]


def test_a_published_version_stays_as_it_is(graph: Graph) -> None:
    first = _published(graph, "stays", [{"skill": "Staying", "text": "As it was."}])
    before = repository.content(graph, first)
    second = _published(graph, "stays", [{"skill": "Staying", "text": "As it is now."}])
    after = repository.content(graph, first)
    assert (first, second) == ("stays@1", "stays@2")
    assert {**after, "seq": 0, "head": ""} == {**before, "seq": 0, "head": ""}
    assert service.verify(graph, first)
    shown = catalogue.skill_profile(graph, "staying")
    assert shown.origin.number == 2
    assert shown.ladders[0].rungs[0].cell
    assert shown.ladders[0].rungs[0].cell.text.en == "As it is now."
    with pytest.raises(Conflict):
        service.publish(context(), graph, first, relied_on="test")


def test_who_lost_the_draft_to_another_load_is_told(graph: Graph) -> None:
    mine = repository.Filling(graph, source("raced"), "mine", "", None)
    repository.Filling(graph, source("raced"), "theirs", "mine/", None)
    with pytest.raises(Conflict):
        mine.write(draft([{}], "raced"), {"testing": "raced-testing"}, {"engineer": "raced-engineer"})
    with pytest.raises(Conflict):
        service.publish(context(), graph, mine.version, relied_on="test")


def test_publishing_is_an_event_in_the_frameworks_chain(graph: Graph) -> None:
    version = _published(graph, "chained", [{}])
    read = repository.content(graph, version)
    assert read["seq"] == 1
    assert read["head"] != GENESIS
    assert len(read["head"]) == len(link("", ""))


def test_slugs_stay_with_keys_and_never_collide(graph: Graph) -> None:
    _published(graph, "slug-a", [{"skill": "Slugging", "skill_key": "s1", "role": "Slugger"}])
    _published(graph, "slug-b", [{"skill": "Slugging", "skill_key": "s1", "role": "Slugger"}])
    assert catalogue.skill_profile(graph, "slugging").origin.key == "slug-a"
    assert catalogue.skill_profile(graph, "slugging-slug-b").origin.key == "slug-b"
    assert catalogue.role_matrix(graph, "slugger-slug-b")[0].origin.key == "slug-b"
    _published(graph, "slug-b", [{"skill": "Renamed", "skill_key": "s1", "role": "Slugger"}])
    assert catalogue.skill_profile(graph, "slugging-slug-b").name.en == "Renamed"


def test_growth_and_branches_are_stored(graph: Graph) -> None:
    rows = [{"skill": "Growing", "role": "Grower", "level": level, "level_order": order, "text": level}
            for level, order in [("One", "1"), ("Two A", "2"), ("Two B", "2"), ("Three", "3")]]  # fmt: skip
    _published(graph, "branches", rows)
    ladder = catalogue.skill_profile(graph, "growing").ladders[0]
    assert {rung.key: rung.next for rung in ladder.rungs} == {
        "one": ("two-a", "two-b"), "two-a": ("three",), "two-b": ("three",), "three": (),
    }  # fmt: skip


def test_the_seed_page_on_the_engine(graph: Graph) -> None:
    ensure_starter(context(), graph)
    graph.reset_round_trips()
    profile = catalogue.skill_profile(graph, "llm-evaluation")
    assert graph.round_trips == 1
    cells = [rung.cell for ladder in profile.ladders for rung in ladder.rungs if rung.cell]
    assert (profile.role_count, len(profile.steps), len(cells)) == (2, 5, 10)
    assert sum(cell.required for cell in cells) == sum(step.required for step in profile.steps) == 8
    assert profile.updated_on == "2026-03-17"
    assert [step.name.zh for step in profile.steps] == ["初级", "中级", "高级", "资深", "首席"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LLM Evaluation", "llm-evaluation"), ("llm eval", "llm-evaluation"), ("EVALUA", "llm-evaluation"),
        ("评估", "llm-evaluation"), ("大模型评估", "llm-evaluation"), ("LLM 工程师", None),
        ("大模型工程师", "llm-engineer"),
        ("fine-tuning", "fine-tuning"), ("RAG 架构", "rag-architecture"), ("the prompt", "prompt-engineering"),
        ("prompt +(\"\\:*?~^]", "prompt-engineering"), ("AND OR NOT", None),
        ("", None), ("🦄", None), ("zzzz", None),
    ],
)  # fmt: skip
def test_search_in_both_languages_by_beginnings_and_without_syntax(graph: Graph, typed: str, found: str | None) -> None:
    ensure_starter(context(), graph)
    keys = [find.entry.key for find in catalogue.search(graph, typed)]
    assert found in keys if found else "llm-evaluation" not in keys


def test_search_shows_published_current_versions_only(graph: Graph) -> None:
    service.load(context(), graph, draft([{"skill": "Unfindable xylophone"}], "hidden"))
    assert catalogue.search(graph, "xylophone") == ()


def test_unknown_things_are_not_found(graph: Graph) -> None:
    with pytest.raises(NotFound):
        catalogue.skill_profile(graph, "no-such-skill")
    with pytest.raises(NotFound):
        catalogue.role_matrix(graph, "no-such-role")
    with pytest.raises(NotFound):
        service.verify(graph, "no-such@1")
    assert not issubclass(NotFound, QueryContractError)


def test_an_unchanged_file_makes_no_new_version(graph: Graph) -> None:
    said = draft([{"skill": "Twinning", "role": "Twin"}], "twin")
    first = service.ensure_published(context(), graph, said, relied_on="test")
    assert service.ensure_published(context(), graph, said, relied_on="test") == first
    changed = draft([{"skill": "Twinning", "role": "Twin", "text": "Other words."}], "twin")
    assert service.ensure_published(context(), graph, changed, relied_on="test").number == 2


@pytest.mark.sweep
def test_33845_rows_load_in_seconds_and_one_skill_on_967_roles_is_one_query(graph: Graph, ask: Ask) -> None:
    reading = read_framework(dataset("onet/onet_skills.csv.gz"), "onet.csv", source("onet"))
    assert reading.draft
    version = service.publish(context(), graph, service.load(context(), graph, reading.draft).id, relied_on="test")
    assert service.verify(graph, version.id)
    graph.reset_round_trips()
    profile = catalogue.skill_profile(graph, "reading-comprehension", limit=40)
    assert graph.round_trips == 1
    assert (profile.role_count, profile.matching, len(profile.ladders)) == (967, 967, 40)
    assert sum(step.total for step in profile.steps) == 967
    filtered = catalogue.skill_profile(graph, "reading-comprehension", role="chief", limit=40)
    assert 0 < filtered.matching < 20
    assert filtered.role_count == 967
    ask(
        "write", "", "MATCH (:Framework {id: $key})-[shown:CURRENT]->() DELETE shown", key="onet"
    )  # others read the lists


def test_slugs_of_two_skills_with_one_name_never_change_hands(graph: Graph, ask: Ask) -> None:
    both = [{"skill": "设计", "skill_key": key, "role": "R", "level": "L", "text": key} for key in ("d1", "d2")]
    _published(graph, "slug-zh", both)
    ask("write", "", "MATCH (n:Skill) WHERE n.id STARTS WITH 'slug-zh@1/' AND n.key = 'd1' SET n.slug = 'x0123456789'")
    of_version = "MATCH (n:Skill) WHERE n.id STARTS WITH $start RETURN n.key AS key, n.slug AS slug ORDER BY key"
    for number in (2, 3, 4):
        _published(graph, "slug-zh", [{**row, "text": f"{number}"} for row in both[:: -1 if number % 2 else 1]])
        pairs = ask("read", "key, slug", of_version, start=f"slug-zh@{number}/")
        assert [(pair["key"], pair["slug"]) for pair in pairs] == [("d1", "she-ji"), ("d2", "she-ji-slug-zh")]
