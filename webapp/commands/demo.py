"""`plumbline demo`: the demo company, its server, and one person's gap reports."""

import secrets
import shutil
from pathlib import Path
from typing import Any

import click

from graph import schema
from graph.demo import guard, loader
from graph.demo.files import members
from graph.demo.models import DemoCompany, Persona
from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j
from reports.gap import Variant
from reports.wording import Language
from webapp.commands.context import closing, context_as, context_now, engine, opened, say
from webapp.commands.sockets import listener
from webapp.report.issue import issue
from webapp.settings import Settings, load

KEEP_PLANS = {
    "dbms.cypher.min_replan_interval": "1h",
    "dbms.cypher.statistics_divergence_threshold": "1.0",
}
"""Of Neo4j, for a demo only: filling changes the counts it plans by, and every statement would be planned again. Where
data grows for months, this would keep plans that were made when the graph was empty."""

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@click.command("demo")
@click.option("--once", is_flag=True, help="Fill in the company, write the PDFs, and exit.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: PLUMBLINE_PORT or 8000]")
@click.option("--reset", is_flag=True, help="First remove the earlier demo and everything tried in it.")
def command(once: bool, port: int | None, reset: bool) -> None:
    """Fill in an invented company, write one person's gap reports, and serve it until Ctrl-C.

    The demo has a folder of its own (demo/ in PLUMBLINE_DATA). Run again, it has the same data, with whatever was
    tried in it, and is up in seconds. Anybody can sign in as anybody: it is not for real people's data.
    """
    settings = demo_settings(port)
    if reset:
        _reset(settings)
    if once:
        with opened(settings, KEEP_PLANS) as graph:
            _tell(settings, *_prepare(settings, graph), serving=False)
        return
    from webapp.commands.server import serve

    with listener(settings) as listening, engine(settings, KEEP_PLANS) as address:
        with closing(Graph.open(address)) as graph:
            company, papers = _prepare(settings, graph)
        serve(settings, address, listening, lambda: _tell(settings, company, papers, serving=True))


def demo_settings(port: int | None) -> Settings:
    """The settings of a demo: those of the environment, in a folder of its own, with sign-in by one click."""
    values: dict[str, Any] = {"demo": True, "public_catalogue": True} | ({"port": port} if port else {})
    folder = load(**values).data_folder / "demo"
    # The secret key is then of that folder, where the demo's worker looks for it. And so are the packs: in a store that
    # the environment names for another graph, that worker would delete every pack, as the demo's graph names none.
    return load(**values, data_folder=folder, pack_store="")


def _reset(settings: Settings) -> None:
    folder = settings.data_folder / "graph"
    if settings.neo4j_uri:
        raise click.ClickException("--reset removes only the demo's own folder, never the server that NEO4J_URI names.")
    if EmbeddedNeo4j.running(folder):
        raise click.ClickException("the demo is running: stop it first (press Ctrl-C where it runs), then use --reset.")
    if folder.exists():
        say(f"Demo: removing {folder}")
        shutil.rmtree(folder)


def _prepare(settings: Settings, graph: Graph) -> tuple[DemoCompany, list[Path]]:
    """The company in the graph and its gap reports in files."""
    schema.ensure(graph)
    guard.refuse_real_people(graph)
    context = context_now(settings)
    say("Demo: filling in the company (the first time takes a minute)")
    company = loader.load(graph, context.now, lambda: secrets.token_hex(16))
    reader = next(each.id for each in members() if each.capacity == "hr_admin")
    by = context_as(settings, reader)
    papers = []
    for language in LANGUAGES:
        report = issue(graph, by, company.report, Variant.COMMITTEE, language, "A4", settings.public_address)
        papers.append(settings.data_folder / report.filename)
        papers[-1].write_bytes(report.pdf)
    return company, papers


def _tell(settings: Settings, company: DemoCompany, papers: list[Path], *, serving: bool) -> None:
    """What there is to see, on standard output."""
    click.echo(f"\nThe demo company is {'ready' if company.created else 'as you left it'}. Gap reports of one person:")
    for paper in papers:
        click.echo(f"  {paper}")
    if not serving:
        return
    click.echo(f"\nOpen {settings.public_address}/ and choose who you are, or sign in by name. Worth trying:")
    for each in company.personas:
        click.echo(f"  {each.login:<22} {each.shows.en}")
    click.echo("\nFive things to try:")
    for number, line in enumerate(_things_to_try(settings, company), 1):
        click.echo(f"  {number}. {line}")
    click.echo("\nPress Ctrl-C to stop. What you did is kept for the next time (--reset starts over).")


def _things_to_try(settings: Settings, company: DemoCompany) -> list[str]:
    at = settings.public_address
    by_id = {each.person: each for each in company.personas}
    writer, manager, reader, member = (_login(by_id, person) for person in ("E-014", "E-003", "E-028", "E-037"))
    return [
        f"Without signing in: see what each level expects of a skill, {at}/skills/llm-evaluation",
        f"As {writer}: finish the self-assessment and submit it, {at}/reviews/{company.reviews['E-014']}",
        f"As {manager}: compare both assessments and sign off, {at}/team",
        f"As {member}: adjust a rating in the meeting that is in progress, {at}/calibration/{company.meeting}",
        f"As {reader}: read the result in Chinese (switch at the top), {at}/reviews/{company.reviews['E-028']}/result",
    ]


def _login(by_id: dict[str, Persona], person: str) -> str:
    return by_id[person].login
