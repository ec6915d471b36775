"""The entry for a WSGI server: `gunicorn --config python:webapp.gunicorn_conf webapp.wsgi:app`.

Production starts this against the Neo4j that NEO4J_URI names; `plumbline serve` brings its own engine instead.
"""

from graph.driver import Address
from webapp.settings import SettingsError, load
from webapp.worker import application

_settings = load()
if not _settings.neo4j_uri:
    raise SettingsError("NEO4J_URI", "a WSGI server needs the address of a Neo4j; `plumbline serve` starts its own")

app = application(
    _settings,
    Address(_settings.neo4j_uri, _settings.neo4j_user, _settings.neo4j_password, _settings.neo4j_database),
)
