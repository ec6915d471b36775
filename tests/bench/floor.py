"""A server of statements alone, for mixed_load: what a page or a save sends, over the same driver, nothing around it.

`gunicorn tests.bench.floor:app` with BENCH_FLOOR naming a file that mixed.write_floor wrote.
"""

import os
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
from flask import Flask, jsonify, request

from graph.driver import Address

Sent = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Floor:
    """What each client's page and save send, by the person's number; and how long the page is."""

    address: Address
    reads: dict[int, Sent]
    saves: dict[int, Sent]
    size: int


def floor_app(floor: Floor) -> Flask:
    """`GET /read/<person>` and `PUT /save/<person>` with the version that the save follows."""
    app = Flask("floor")
    driver = neo4j.GraphDatabase.driver(
        floor.address.uri,
        auth=(floor.address.user, floor.address.password),
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )
    page = "x" * floor.size

    def send(sent: Sent) -> list[neo4j.Record]:
        records: list[neo4j.Record] = []
        for text, params in sent:
            records = driver.execute_query(text, params, database_=floor.address.database).records
        return records

    @app.get("/read/<int:person>")
    def read(person: int) -> str:
        send(floor.reads[person])
        return page

    @app.put("/save/<int:person>")
    def save(person: int) -> Any:
        version = request.get_json()["version"]
        sent = [(text, _after(params, version)) for text, params in floor.saves[person]]
        accepted = send(sent)[-1]["accepted"]
        return jsonify(accepted=accepted), 200 if accepted else 409

    return app


def _after(params: dict[str, Any], version: int) -> dict[str, Any]:
    """A save's parameters with the version that it follows; other statements' as they are."""
    if "ratings" not in params:
        return params
    return {**params, "ratings": [{**params["ratings"][0], "version": version}]}


if "BENCH_FLOOR" in os.environ:
    app = floor_app(pickle.loads(Path(os.environ["BENCH_FLOOR"]).read_bytes()))  # noqa: S301 - written by this run
