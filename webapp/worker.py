"""What one worker process runs: the application over its own connections to the graph."""

import logging
import threading
import time
from typing import Any

from flask import Flask

from graph.driver import Address, Graph
from graph.errors import GraphUnavailable
from webapp import create_app
from webapp.settings import Settings

log = logging.getLogger("plumbline")

AGAIN_SECONDS = 2.0
"""How long until a graph that did not answer is asked again to plan."""


def application(settings: Settings, address: Address) -> Flask:
    """The application. It answers at once, and has the engine plan every query meanwhile.

    A graph that does not answer yet is no reason to stay away: pages say so, and /health.
    """
    graph = Graph.open(address)
    threading.Thread(target=_plan_ahead, args=(graph,), name="plan-ahead", daemon=True).start()
    return create_app(settings, graph)


def _plan_ahead(graph: Graph) -> None:
    said = False
    while True:
        try:
            return graph.warm()
        except GraphUnavailable as error:
            if not said:
                log.warning("the graph does not answer yet: %s", error)
            said = True
            time.sleep(AGAIN_SECONDS)


def server_options(settings: Settings) -> dict[str, Any]:
    """Gunicorn's options that hold however it is started.

    Threads wait for the graph; more than one process needs Redis, or each would count sign-ins for itself.
    """
    return {
        "worker_class": "gthread",
        "workers": settings.workers,
        "threads": 16,
        "timeout": 120,
        "graceful_timeout": 20,
        "keepalive": 5,
        "control_socket_disable": True,
        "proc_name": "plumbline",
    }
