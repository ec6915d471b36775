"""gunicorn's settings in production: `gunicorn --config python:webapp.gunicorn_conf webapp.wsgi:app`.

gunicorn reads the names of this module; what every start shares is in webapp/worker.py.
"""

import sys

from webapp.access_log import FORMAT, MaskedLogger
from webapp.settings import SettingsError, load
from webapp.worker import server_options

try:
    _settings = load()
except SettingsError as error:
    sys.exit(f"plumbline: {error}")

bind = f"{_settings.host}:{_settings.port}"
accesslog = "-"
access_log_format = FORMAT
logger_class = MaskedLogger
forwarded_allow_ips = "*" if _settings.proxies else "127.0.0.1"
globals().update(server_options(_settings))
