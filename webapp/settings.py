"""Every setting of the process, read once from the environment and checked before anything starts."""

# ruff: noqa: RUF009 - `setting` is dataclasses.field with a description

import difflib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones


class SettingsError(Exception):
    """A setting is wrong; the message names it, says what stands there and what is allowed."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


def _text(value: str) -> str:
    return value.strip()


def _flag(value: str) -> bool:
    known = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}
    if value.strip().lower() not in known:
        raise ValueError("yes or no is allowed")
    return known[value.strip().lower()]


def _folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isdecimal() or not least <= int(value) <= most:
            raise ValueError(f"a whole number from {least} to {most} is allowed")
        return int(value)

    return parse


def _one_of(*allowed: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.strip() not in allowed:
            raise ValueError(f"{' or '.join(allowed)} is allowed")
        return value.strip()

    return parse


def _zone(value: str) -> str:
    if value.strip() not in available_timezones():
        near = difflib.get_close_matches(value, available_timezones(), 1)
        raise ValueError("the name of a time zone is allowed" + (f"; did you mean {near[0]}?" if near else ""))
    return value.strip()


def _address(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        parts = urlsplit(value.strip())
        if parts.scheme not in schemes or not parts.netloc:
            raise ValueError(f"an address that begins with {' or '.join(f'{s}://' for s in schemes)} is allowed")
        return value.strip().rstrip("/")

    return parse


def _store(value: str) -> str:
    scheme = urlsplit(value.strip()).scheme
    if scheme and scheme not in _STORES:
        raise ValueError(
            "a folder is allowed, or an address of a store that every process can read and write: one that begins"
            f" with {', '.join(_STORES)}"
        )
    return value.strip() if scheme else str(_folder(value.strip()))


def _secret(value: str) -> str:
    if len(value) < 32:
        raise ValueError("at least 32 characters are needed")
    return value


def setting(name: str, default: Any, description: str, parse: Callable[[str], Any], *, secret: bool = False) -> Any:
    """A field that is read from the environment variable `name`; docs print `description` and the default."""
    return field(default=default, repr=not secret, metadata={"env": name, "description": description, "parse": parse})


SESSION_HOURS_AT_MOST = 720
_STORES = ("file", "s3", "gs", "abfs", "az", "oci", "hdfs", "webhdfs", "sftp", "smb")
_BOLT = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Settings:
    """The settings as typed values. Build one with `load`; it has already been checked."""

    data_folder: Path = setting(
        "PLUMBLINE_DATA",
        Path("var").absolute(),
        "Folder of the embedded graph, generated secrets, reports, packs.",
        _folder,
    )
    host: str = setting("PLUMBLINE_HOST", "127.0.0.1", "Address that the server listens on.", _text)
    port: int = setting("PLUMBLINE_PORT", 8000, "Port that the server listens on.", _number(1, 65535))
    workers: int = setting(
        "PLUMBLINE_WORKERS",
        1,
        "Processes that answer, 16 threads each; more than one needs PLUMBLINE_REDIS_URL.",
        _number(1, 64),
    )
    production: bool = setting(
        "PLUMBLINE_PRODUCTION", False, "Production: the secret key must be given, cookies are secure, no demo.", _flag
    )
    demo: bool = setting("PLUMBLINE_DEMO", False, "Demo: the sign-in page offers the people by one click.", _flag)
    secret_key: str = setting(
        "PLUMBLINE_SECRET_KEY",
        "",
        "Signs the session cookies; at least 32 characters, the same for every process. Outside production it is"
        " generated once into a file of the data folder that only its owner reads.",
        _secret,
        secret=True,
    )
    public_catalogue: bool = setting(
        "PLUMBLINE_PUBLIC_CATALOGUE", False, "Skill and role pages can be read without signing in.", _flag
    )
    base_url: str = setting(
        "PLUMBLINE_BASE_URL",
        "",
        "Address that people use, printed in reports for /verify. Empty: made of host and port.",
        _address("http", "https"),
    )
    time_zone: str = setting(
        "PLUMBLINE_TIME_ZONE",
        "UTC",
        "The organisation's time zone: its calendar day decides dated authority.",
        _zone,
    )
    default_language: str = setting(
        "PLUMBLINE_LANGUAGE", "en", "Language where neither account, cookie nor browser names one.", _one_of("en", "zh")
    )
    redis_url: str = setting(
        "PLUMBLINE_REDIS_URL",
        "",
        "Where sign-in limits are counted and workers are woken when there is more than one process. Empty: in the"
        " memory of this one, and by a file of the data folder.",
        _address("redis", "rediss", "unix"),
        secret=True,
    )
    pack_store: str = setting(
        "PLUMBLINE_PACK_STORE",
        "",
        "Where packs are kept: a folder or an address (file://, s3:// and others) of its own; the worker deletes files"
        " of packs in it that no pack names. Empty: packs/ in the data folder.",
        _store,
        secret=True,
    )
    pack_days: int = setting("PLUMBLINE_PACK_DAYS", 90, "Days after which the worker deletes a pack.", _number(1, 3650))
    secure_cookies: bool | None = setting(
        "PLUMBLINE_SECURE_COOKIES", None, "Cookies over HTTPS only, and HSTS. Empty: on in production.", _flag
    )
    proxies: int = setting(
        "PLUMBLINE_PROXIES",
        0,
        "How many reverse proxies stand in front; their X-Forwarded headers count.",
        _number(0, 5),
    )
    session_hours: int = setting(
        "PLUMBLINE_SESSION_HOURS",
        12,
        "Hours without a request after which people sign in again.",
        _number(1, SESSION_HOURS_AT_MOST),
    )
    session_days: int = setting(
        "PLUMBLINE_SESSION_DAYS",
        30,
        "Days after which people sign in again, however often they came.",
        _number(1, 366),
    )
    sign_in_attempts: int = setting(
        "PLUMBLINE_SIGN_IN_ATTEMPTS",
        10,
        "Failed sign-ins in a quarter of an hour for one account; ten times as many for one address.",
        _number(1, 1000),
    )
    body_limit_kib: int = setting("PLUMBLINE_BODY_LIMIT_KIB", 2048, "Largest request, in KiB.", _number(64, 102400))
    engine_tuning: str = setting(
        "PLUMBLINE_ENGINE_TUNING",
        "start",
        "What the embedded Neo4j is tuned for: quick starts and little memory, or throughput.",
        _one_of("start", "throughput"),
    )
    neo4j_uri: str = setting(
        "NEO4J_URI", "", "A Neo4j server or cluster. Empty: the embedded Neo4j of the data folder.", _address(*_BOLT)
    )
    neo4j_user: str = setting("NEO4J_USER", "neo4j", "User on that server.", _text)
    neo4j_password: str = setting(
        "NEO4J_PASSWORD", "", "Password on that server; needed with NEO4J_URI.", str, secret=True
    )
    neo4j_database: str = setting("NEO4J_DATABASE", "neo4j", "Database on that server.", _text)

    @property
    def cookies_are_secure(self) -> bool:
        """Whether cookies go over HTTPS only."""
        return self.production if self.secure_cookies is None else self.secure_cookies

    @property
    def cookie_prefix(self) -> str:
        """What the names of cookies begin with: browsers hold `__Host-` to HTTPS and to this very host."""
        return "__Host-" if self.cookies_are_secure else ""

    @property
    def work_folder(self) -> Path:
        """Where files lie that are being made or handed out."""
        return self.data_folder / "work"

    @property
    def public_address(self) -> str:
        """The address that people use, without a slash at its end."""
        return self.base_url or f"http://{self.host}:{self.port}"


def load(environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """The checked settings of `environ` (the process's own by default); `given` values win, as on a command line.

    Raises SettingsError for the first wrong one. Creates the data folder's secret key outside production.
    """
    environ = os.environ if environ is None else environ
    _refuse_misspelt(environ)
    values = {each.name: _read(each, environ) for each in fields(Settings) if environ.get(each.metadata["env"])}
    settings = Settings(**(values | given))
    _check_together(settings)
    return settings if settings.secret_key else replace(settings, secret_key=_own_key(settings.data_folder))


def _read(each: Any, environ: Mapping[str, str]) -> Any:
    name = each.metadata["env"]
    try:
        return each.metadata["parse"](environ[name])
    except ValueError as error:
        stands = "what stands there" if not each.repr else f'"{environ[name]}"'
        raise SettingsError(name, f"{stands} is not allowed: {error}") from error


def _refuse_misspelt(environ: Mapping[str, str]) -> None:
    known = {each.metadata["env"] for each in fields(Settings)}
    for name in environ:
        near = difflib.get_close_matches(name, known, 1, cutoff=0.88) if name.startswith("PLUMBLINE_") else []
        if near and name not in known:
            raise SettingsError(name, f"there is no such setting; did you mean {near[0]}?")


def _check_together(settings: Settings) -> None:
    if settings.production and not settings.secret_key:
        raise SettingsError("PLUMBLINE_SECRET_KEY", "production needs a secret key of at least 32 characters")
    if settings.production and settings.demo:
        raise SettingsError("PLUMBLINE_DEMO", "a demo lets anybody in, so it cannot be production")
    if settings.production and not settings.base_url:
        raise SettingsError("PLUMBLINE_BASE_URL", "production needs the address that people use")
    if ":" in (urlsplit(settings.base_url).hostname or ""):
        raise SettingsError("PLUMBLINE_BASE_URL", "a name or an IPv4 address is needed, not an IPv6 address")
    if settings.workers > 1 and not settings.redis_url:
        raise SettingsError("PLUMBLINE_REDIS_URL", "with more than one worker, sign-in limits are counted in Redis")
    if settings.neo4j_uri and not settings.neo4j_password:
        raise SettingsError("NEO4J_PASSWORD", "NEO4J_URI names a server, so its password is needed")


def _own_key(folder: Path) -> str:
    """The key kept in the data folder, made on first use."""
    path = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text()
    except OSError as error:
        raise SettingsError("PLUMBLINE_DATA", f"{folder} cannot be used: {error.strerror}") from error
