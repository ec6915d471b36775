"""Loading and publishing frameworks. Who may do it is decided by whoever calls; the starter is loaded by the system."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from graph.audit import installation
from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound
from graph.framework import changes, content, repository, search_words, slugs
from graph.framework.models import Draft, DraftThere, Role, Skill, Source, Version
from graph.text import Text


def load(
    context: Context,
    graph: Graph,
    draft: Draft,
    *,
    file: str = "",
    digest: str = "",
    relied_on: str = "command line",
    replaces: str | None = None,
    stamp: str = "",
) -> Version:
    """Stores `draft` as the framework's draft version, replacing the draft that may be there; published ones stay.
    What it changes against the published one is kept with it, as are the name and digest of the file it came from.
    Where `replaces` is given, only the draft that `draft_there` named so ('' for none) is replaced. Both, the replacing
    and the new draft, are events in the installation's stream. `stamp` tells this load from any other, where whoever
    calls needs to know it again.

    Raises Conflict where another draft is there, or another load takes the same draft over meanwhile; a load cut short
    leaves a draft that cannot be published and that the next load replaces.
    """
    skill_slugs, role_slugs = _slugs(graph, draft)
    filling = _begun(context, graph, draft, replaces, relied_on, stamp or context.new_id())
    about = {
        "file": file,
        "digest": digest,
        "changes": json.dumps(_changes(graph, draft), ensure_ascii=False),
        "actor": context.actor,
        "now": to_iso(context.now),
    }
    filling.write(draft, skill_slugs, role_slugs)
    facts = {"framework": draft.source.key, "version": filling.version, "file": digest, **draft.counts()}
    done = installation.append(
        graph, context, "import_framework", facts, relied_on, lambda event: filling.finish(about, event)
    )
    if done is None:
        raise Conflict({"version": filling.version})
    return Version(filling.version, draft.source.key, filling.number, "draft", "")


def draft_there(graph: Graph, framework: str) -> DraftThere | None:
    """The draft that an import for a framework would replace, None without one."""
    return repository.draft_there(graph, framework)


def loaded_as(graph: Graph, stamp: str) -> Version | None:
    """The version that a load filled whose stamp begins so, None without one, or once another load replaced it."""
    return repository.loaded_as(graph, stamp)


def _begun(
    context: Context, graph: Graph, draft: Draft, replaces: str | None, relied_on: str, stamp: str
) -> repository.Filling:
    """The draft to fill, with an event where one was there before. Raises Conflict where that is another one."""
    now = repository.draft_there(graph, draft.source.key)
    there = now.there if now else ""
    if replaces not in (None, there):
        raise Conflict({"framework": draft.source.key})
    if now is None:
        return repository.Filling(graph, draft.source, stamp, "", None)
    begun: list[repository.Filling] = []

    def begin(event: Mapping[str, Any]) -> dict[str, Any] | None:
        with suppress(Conflict):
            begun.append(repository.Filling(graph, draft.source, stamp, there, event))
            return {}
        return None

    facts = {"framework": draft.source.key, "version": f"{draft.source.key}@{now.number}", "loaded_by": now.by,
             "loaded_at": now.at}  # fmt: skip
    if installation.append(graph, context, "replace_framework_draft", facts, relied_on, begin) is None:
        raise Conflict({"framework": draft.source.key})
    return begun[0]


def publish(context: Context, graph: Graph, version: str, *, relied_on: str, shown: str = "") -> Version:
    """Publishes a draft for good: the catalogue shows it, an event in the framework's stream carries its content hash.

    Raises NotFound, or Conflict if the version is no filled draft (any more), or another load than the one `shown`.
    """
    read = repository.content(graph, version)
    if read["state"] != "draft" or not read["filled"] or shown not in ("", read["filled"]):
        raise Conflict({"version": version, "state": read["state"]})
    search_words.write(graph, version, read)
    fingerprint = content.hash_of(read)
    facts = {"version": version, "number": read["number"], "content_hash": fingerprint}
    stream = read["framework"]
    event = compose(context, stream, read["seq"], read["head"], "publish", facts, relied_on=relied_on)
    done = repository.publish(
        graph,
        version=version,
        filled=read["filled"],
        content_hash=fingerprint,
        now=to_iso(context.now),
        seq=read["seq"],
        head=read["head"],
        event=event.params(),
    )
    if not done:
        raise Conflict({"version": version})
    search_words.remove_older(graph, stream)
    return Version(version, stream, read["number"], "published", fingerprint)


def ensure_published(context: Context, graph: Graph, draft: Draft, *, relied_on: str) -> Version:
    """The published version that says exactly what `draft` says: the current one or a new one."""
    current = repository.current(graph, draft.source.key)
    if current and current.content_hash == content.hash_of(content.of_draft(draft)):
        return current
    return publish(context, graph, load(context, graph, draft, relied_on=relied_on).id, relied_on=relied_on)


def discard(context: Context, graph: Graph, version: str, *, relied_on: str, shown: str = "") -> None:
    """Removes a draft, with an event in the installation's stream.

    Raises NotFound if there is none of that id (any more), or another load than the one `shown`.
    """
    facts = {"framework": version.rpartition("@")[0], "version": version}
    done = installation.append(
        graph, context, "remove_framework_draft", facts, relied_on,
        lambda event: repository.discard(graph, version, shown, event),
    )  # fmt: skip
    if done is None:
        raise NotFound("draft", version)


def source_of(graph: Graph, framework: str, number: int | None = None) -> Source | None:
    """What a framework, or a version of it, is called and whose it is; None if there is none of that key."""
    if number is not None:
        row = repository.version(graph, f"{framework}@{number}", "")
        named = {**row["framework"], **{name: each for name, each in row["version"].items() if each is not None}}
    else:
        found = (each["framework"] for each in repository.versions(graph) if each["framework"]["key"] == framework)
        named = next(found, {})
    rights = [named.get(each) or "" for each in ("source", "licence", "attribution")]
    return Source(framework, Text.of(named, "name"), *rights) if named else None


def _changes(graph: Graph, draft: Draft) -> dict[str, object]:
    """What a draft changes against the version that is shown; nothing to read where there is none."""
    current = repository.current(graph, draft.source.key)
    if current is None:
        return {}
    return changes.changes(repository.content(graph, current.id), content.of_draft(draft)).data()


def verify(graph: Graph, version: str) -> bool:
    """Whether a published version still says what was published. Raises NotFound."""
    read = repository.content(graph, version)
    return bool(read["content_hash"] == content.hash_of(read))


def _slugs(graph: Graph, draft: Draft) -> tuple[dict[str, str], dict[str, str]]:
    """Slugs for all skills and roles: those they had, else new ones that no other framework uses."""
    framework = draft.source.key
    wanted = [{_wanted(thing) for thing in things} for things in (draft.skills, draft.roles)]
    candidates = [sorted(slugs | {f"{slug}-{framework}" for slug in slugs}) for slugs in wanted]
    known = repository.slugs(graph, framework, *candidates)
    return (
        _choose(draft.skills, known["own_skills"], known["taken_skills"], framework),
        _choose(draft.roles, known["own_roles"], known["taken_roles"], framework),
    )


def _choose(things: Sequence[Skill | Role], own: dict[str, str], taken: set[str], framework: str) -> dict[str, str]:
    taken = set(taken)
    chosen: dict[str, str] = {}
    for thing in things:
        present = own.get(thing.key, "")
        readable = present if present and not slugs.is_digest(present) else ""
        slug = readable or slugs.free(_wanted(thing), taken - {present}, framework)
        taken.add(slug)
        chosen[thing.key] = slug
    return chosen


def _wanted(thing: Skill | Role) -> str:
    return slugs.slug(thing.name.en) or slugs.slug(thing.name.zh) or slugs.key(thing.key)
