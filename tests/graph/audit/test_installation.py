"""The installation's stream: what is done to drafts and at set-up is in it, whole, and goes on when they are gone."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from graph.audit import installation
from graph.cycle.models import Population
from graph.driver import Row
from graph.errors import Conflict
from graph.framework import service as framework
from graph.framework_import.starter import starter
from graph.population import drafts
from graph.verification.seals import check_seal, seal
from graph.verification.verify import verify
from tests.company import HR, Company

Ask = Callable[..., list[Row]]

EVENTS = """MATCH (:Installation)-[:RECORDED]->(e:Event) RETURN e.seq AS seq, e.action AS action, e.actor AS actor,
e.relied_on AS relied_on, e.body AS body ORDER BY seq"""


def recorded(ask: Ask) -> list[Row]:
    return ask("read", "seq, action, actor, relied_on, body", EVENTS)


def test_drafts_of_cycles_are_recorded_and_outlive_them(company: Company, ask: Ask) -> None:
    graph, hr = company.graph, company.context(HR)
    before = len(recorded(ask))
    known = drafts.choices(graph, hr)
    cycle = replace(
        company.cycle, id="cy-recorded", state="draft", draft=0, versions=("ai-engineering@1",),
        opens_on=date(2027, 1, 4), self_due=date(2027, 1, 18), manager_due=date(2027, 2, 1),
        share_on=date(2027, 2, 8), share_by=date(2027, 2, 15), closes_on=date(2027, 3, 1),
        population=Population(people=(HR,)),
    )  # fmt: skip
    made = drafts.save(graph, hr, cycle, known)
    changed = drafts.save(graph, hr, replace(made, grace_days=9), known)
    with pytest.raises(Conflict):
        drafts.save(graph, hr, made, known)
    sealed = seal(graph, hr)
    drafts.delete(graph, hr, cycle.id, changed.draft)
    events = recorded(ask)[before:]
    assert [each["action"] for each in events] == ["make_cycle_draft", "change_cycle_draft", "delete_cycle_draft"]
    assert {(each["actor"], each["relied_on"]) for each in events} == {(HR, f"HAS_CAPACITY/{HR}>hr_admin")}
    facts = json.loads(events[1]["body"])["facts"]
    assert (facts["cycle"], facts["grace_days"], facts["in_people"]) == (cycle.id, 9, 1)
    assert company.cycle.name.en not in events[0]["body"]
    assert not verify(graph).faults
    assert not list(check_seal(graph, sealed))


def test_drafts_of_frameworks_are_recorded_and_only_the_one_that_was_shown_is_replaced(
    company: Company, ask: Ask
) -> None:
    graph, hr = company.graph, company.context(HR)
    before = len(recorded(ask))
    draft = starter().draft
    assert draft
    draft = replace(draft, source=replace(draft.source, key="recorded"))
    first = framework.load(hr, graph, draft, digest="d1", relied_on="framework_editor", replaces="")
    with pytest.raises(Conflict):
        framework.load(hr, graph, draft, replaces="")
    there = framework.draft_there(graph, "recorded")
    assert there
    assert (there.number, there.by, there.by_name.en) == (1, HR, "Hr Zhang")
    framework.load(company.context("command line"), graph, draft, digest="d2", replaces=there.there)
    with pytest.raises(Conflict):
        framework.load(hr, graph, draft, replaces=there.there)
    framework.discard(hr, graph, first.id, relied_on="framework_editor")
    assert framework.draft_there(graph, "recorded") is None
    events = recorded(ask)[before:]
    assert [(each["action"], each["actor"]) for each in events] == [
        ("import_framework", HR), ("replace_framework_draft", "command line"), ("import_framework", "command line"),
        ("remove_framework_draft", HR),
    ]  # fmt: skip
    assert json.loads(events[1]["body"])["facts"]["loaded_by"] == HR
    assert json.loads(events[2]["body"])["facts"]["file"] == "d2"
    assert not verify(graph).faults


def test_who_appends_at_once_waits_and_loses_nothing(company: Company, ask: Ask) -> None:
    graph, before = company.graph, len(recorded(ask))

    def offer(number: int) -> None:
        done = installation.append(
            graph, company.context(f"t{number}"), "offer_set_up", {}, "test",
            lambda event: next(iter(ask("write", "seq", APPEND, event=dict(event))), None),
        )  # fmt: skip
        assert done

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(offer, range(8)))
    assert len(recorded(ask)) == before + 8
    assert not verify(graph).faults


APPEND = """MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
RETURN installation.seq AS seq"""
