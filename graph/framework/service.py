"""Loading and publishing frameworks. Who may do it is decided by whoever calls; the starter is loaded by the system."""

from collections.abc import Sequence

from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.framework import content, repository, search_words, slugs
from graph.framework.models import Draft, Role, Skill, Version


def load(context: Context, graph: Graph, draft: Draft) -> Version:
    """Stores `draft` as the framework's draft version, replacing the draft that may be there; published ones stay.

    Raises Conflict if another load takes the same draft over meanwhile; a load cut short leaves a draft that
    cannot be published and that the next load replaces.
    """
    skill_slugs, role_slugs = _slugs(graph, draft)
    filling = repository.Filling(graph, draft.source, context.new_id())
    filling.write(draft, skill_slugs, role_slugs)
    return Version(filling.version, draft.source.key, filling.number, "draft", "")


def publish(context: Context, graph: Graph, version: str, *, relied_on: str) -> Version:
    """Publishes a draft for good: the catalogue shows it, an event in the framework's stream carries its content hash.

    Raises NotFound, or Conflict if the version is no filled draft (any more).
    """
    read = repository.content(graph, version)
    if read["state"] != "draft" or not read["filled"]:
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
    return publish(context, graph, load(context, graph, draft).id, relied_on=relied_on)


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
