"""docker-compose.yml: sound by docker-compose itself where it is installed, and in what matters everywhere."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.meta.files import ROOT
from webapp.cli import main
from webapp.settings import variables

FILE = ROOT / "docker-compose.yml"
SECRETS = {
    "NEO4J_PASSWORD": "once-upon-a-time",
    "PLUMBLINE_SECRET_KEY": "k" * 40,
    "PLUMBLINE_REDIS_PASSWORD": "another-one",
    "PLUMBLINE_BASE_URL": "https://plumbline.example",
}
SECRET = re.compile(r"PASSWORD|SECRET|AUTH|REDIS_URL")
REQUIRED = re.compile(r"\$\{[A-Z0-9_]+:\?[^}]+\}")
compose = pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed here")


def services() -> dict[str, dict[str, Any]]:
    loaded = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    assert isinstance(loaded, dict)
    return loaded


def given_secrets(service: dict[str, Any]) -> Iterator[str]:
    """The values of a service's environment that are secrets."""
    for name, value in service.get("environment", {}).items():
        if SECRET.search(name):
            yield str(value)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["docker-compose", "--file", str(FILE), *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@compose
def test_docker_compose_accepts_it() -> None:
    done = run("config", **SECRETS)
    assert done.returncode == 0, done.stderr
    assert set(yaml.safe_load(done.stdout)["services"]) == {"neo4j", "redis", "migrate", "web", "worker"}


@compose
@pytest.mark.parametrize("lacking", SECRETS)
def test_without_a_secret_nothing_starts_and_it_is_named(lacking: str) -> None:
    done = run("config", **{name: value for name, value in SECRETS.items() if name != lacking})
    assert done.returncode != 0
    assert lacking in done.stderr


def test_no_secret_has_a_default() -> None:
    found = [value for service in services().values() for value in given_secrets(service)]
    assert len(found) >= 5
    assert all(REQUIRED.search(value) for value in found)


def test_what_stays_up_has_a_health_check_and_starts_again() -> None:
    for name in ("neo4j", "redis", "web", "worker"):
        service = services()[name]
        assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL"), name
        assert service["restart"] == "unless-stopped", name


def test_the_worker_works_and_the_web_process_serves() -> None:
    assert services()["worker"]["command"] == ["plumbline", "worker"]
    assert services()["worker"]["healthcheck"]["test"] == ["CMD", "plumbline", "worker", "--check"]
    assert services()["web"]["command"][0] == "gunicorn"
    assert services()["web"]["command"][-1] == "webapp.wsgi:app"


def test_what_is_asked_of_the_command_line_is_there() -> None:
    asked = [service.get("command", []) for service in services().values()]
    asked += [service.get("healthcheck", {}).get("test", [])[1:] for service in services().values()]
    ours = [words[1:] for words in asked if words[:1] == ["plumbline"]]
    assert len(ours) == 3
    for arguments in ours:
        done = CliRunner().invoke(main, [*arguments, "--help"])
        assert done.exit_code == 0, done.output


def test_its_neo4j_keeps_one_plan_for_texts_of_any_length() -> None:
    environment = services()["neo4j"]["environment"]
    written = {
        name.replace("__", "\0").replace("_", ".").replace("\0", "_"): value for name, value in environment.items()
    }
    assert written["NEO4J.internal.cypher.use_parameter_size"] == "false"


def test_images_are_pinned() -> None:
    images = [service["image"] for service in services().values() if "image" in service]
    assert "neo4j:2026.08.1" in images
    assert all(re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", image) for image in images)
    base = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert base
    assert all(re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", image) for image in base)


def test_the_graph_outlives_its_container_and_is_not_open_to_the_network() -> None:
    graph = services()["neo4j"]
    assert any(volume.endswith(":/data") for volume in graph["volumes"])
    assert "ports" not in graph
    assert "ports" not in services()["redis"]
    assert all(port.startswith("127.0.0.1:") for port in services()["web"]["ports"])


@pytest.mark.parametrize("service", ["web", "worker"])
def test_it_waits_for_what_it_needs(service: str) -> None:
    needs = {name: how["condition"] for name, how in services()[service]["depends_on"].items()}
    assert needs == {
        "neo4j": "service_healthy",
        "redis": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_every_variable_is_a_setting_that_exists() -> None:
    known = {name for name, _ in variables()}
    assert set(services()["web"]["environment"]) <= known
    assert services()["worker"]["environment"] == services()["web"]["environment"]


def test_web_and_worker_share_the_files() -> None:
    assert services()["worker"]["volumes"] == services()["web"]["volumes"]


def test_the_image_runs_without_being_root() -> None:
    users = re.findall(r"^USER (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")


def test_the_guard_sees_a_default_password() -> None:
    for bad in ("neo4j/changeme", "${NEO4J_PASSWORD:-changeme}", "${NEO4J_PASSWORD}"):
        assert not all(REQUIRED.search(value) for value in given_secrets({"environment": {"NEO4J_AUTH": bad}}))
