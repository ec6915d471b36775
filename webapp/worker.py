"""What one worker process runs: the application over its own connections to the graph."""

import logging
import threading
import time
from typing import Any

from flask import Flask

from graph.driver import Address, Graph
from graph.errors import GraphUnavailable
from graph.planning import plan_others, plan_start_page
from webapp import create_app, sign_in_log
from webapp.settings import Settings

log = logging.getLogger("plumbline")

FIRST_SECONDS = 3.0
"""How long the rest waits for the first answer: its page needs both processors, and so would planning."""
AGAIN_SECONDS = 2.0
"""How long until a graph that did not answer is asked again to plan."""


def application(settings: Settings, address: Address) -> Flask:
    """The application. It answers at once; meanwhile the engine plans every query, now and whenever it comes back, and
    templates become code. All but the start page's queries wait for the first answer, or FIRST_SECONDS.

    A graph that does not answer yet is no reason to stay away: pages say so, and /health.
    """
    sign_in_log.write_down()
    graph = Graph.open(address)
    answered, begun = threading.Event(), threading.Event()
    threading.Thread(target=_plan_ahead, args=(graph, answered, begun), name="plan-ahead", daemon=True).start()
    app = create_app(settings, graph)
    app.teardown_request(lambda _: answered.set())
    threading.Thread(target=_compile_ahead, args=(app, begun), name="compile-ahead", daemon=True).start()
    return app


def _compile_ahead(app: Flask, begun: threading.Event) -> None:
    begun.wait()
    for name in app.jinja_env.list_templates(filter_func=lambda name: not name.startswith("bootstrap")):
        app.jinja_env.get_template(name)


def _plan_ahead(graph: Graph, answered: threading.Event, begun: threading.Event) -> None:
    """Has every query planned whenever the graph comes back; `begun` is set when it goes on to what is not the start
    page's."""
    logged = False
    while True:
        graph.away.clear()
        try:
            plan_start_page(graph)
            answered.wait(FIRST_SECONDS)
            begun.set()
            plan_others(graph)
        except GraphUnavailable as error:
            if not logged:
                log.warning("the graph does not answer yet: %s", error)
            logged = True
            time.sleep(AGAIN_SECONDS)
        else:
            logged = False
            graph.away.wait()


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
        "forwarder_headers": "",  # else a request's own SCRIPT_NAME and PATH_INFO are obeyed where its peer is trusted
        "proc_name": "plumbline",
    }
