"""The application over a real graph, and a client that checks each page."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from graph.driver import Graph
from graph.people.models import NewAccount
from tests.webapp.page_client import PageClient
from tests.webapp.people import newcomer
from webapp import create_app
from webapp.settings import Settings, load

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings as on a developer's machine, at one fixed time zone."""
    folder: Path = tmp_path_factory.mktemp("data")
    return load({"PLUMBLINE_DATA": str(folder), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai"})


@pytest.fixture
def make_app(settings: Settings, graph: Graph) -> Iterator[Callable[..., Flask]]:
    """Makes the application; keyword arguments change settings. Files that a test leaves among the uploads go."""

    def make(**changed: object) -> Flask:
        app = create_app(settings.model_copy(update=changed), graph, lambda: NOW)
        app.testing = True
        return app

    yield make
    shutil.rmtree(settings.data_folder / "uploads", ignore_errors=True)


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The application with the usual settings."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A stranger's browser."""
    return PageClient(app)


@pytest.fixture
def someone(graph: Graph) -> NewAccount:
    """A person who can sign in with tests.webapp.page_client.PASSWORD."""
    return newcomer(graph)


@pytest.fixture
def signed_in(client: PageClient, someone: NewAccount) -> PageClient:
    """A browser in which `someone` has signed in."""
    return client.sign_in(someone.login)
