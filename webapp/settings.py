"""Every setting of the process, read once from the environment and checked before anything starts.

The table of docs/operations.md is drawn from the fields by `python -m webapp.settings_page`.
"""

import os
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from webapp.secret_key import key_of_folder
from webapp.setting_names import SettingsError as SettingsError
from webapp.setting_names import given_in, refuse_misspelt
from webapp.setting_rules import (
    Address,
    AnyText,
    Folder,
    OneOf,
    Rule,
    Secret,
    Store,
    TimeZone,
    WholeNumber,
    YesOrNo,
)

SESSION_HOURS_AT_MOST = 720
_STORES = ("file", "s3", "gs", "abfs", "az", "oci", "hdfs", "webhdfs", "sftp", "smb")
_BOLT = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

_environ: ContextVar[Mapping[str, str]] = ContextVar("environ", default=os.environ)


def _setting(name: str, default: Any, description: str, *, secret: bool = False) -> Any:
    """A field that is read from the environment variable `name`; docs print `description` and the default."""
    return Field(default, validation_alias=name, description=description, repr=not secret)


class _Environment(EnvSettingsSource):
    """The environment that `load` was given."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return given_in(_environ.get())


class Settings(BaseSettings):
    """The settings as typed values. Build them with `load`, which also checks them together."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", case_sensitive=True, validate_default=False)

    data_folder: Annotated[Path, BeforeValidator(Folder())] = _setting(
        "PLUMBLINE_DATA",
        Path("var").absolute(),
        "folder of the embedded graph, generated secrets, the demo's reports, packs, the PDFs of record",
    )
    host: Annotated[str, BeforeValidator(Rule())] = _setting(
        "PLUMBLINE_HOST", "127.0.0.1", "address that the server listens on"
    )
    port: Annotated[int, BeforeValidator(WholeNumber(1, 65535))] = _setting(
        "PLUMBLINE_PORT", 8000, "port that the server listens on"
    )
    workers: Annotated[int, BeforeValidator(WholeNumber(1, 64))] = _setting(
        "PLUMBLINE_WORKERS",
        1,
        "processes that answer, 16 threads each; more than one needs `PLUMBLINE_REDIS_URL`",
    )
    production: Annotated[bool, BeforeValidator(YesOrNo())] = _setting(
        "PLUMBLINE_PRODUCTION",
        False,
        "production: secret key and base address must be given, cookies are secure, no demo",
    )
    demo: Annotated[bool, BeforeValidator(YesOrNo())] = _setting(
        "PLUMBLINE_DEMO", False, "the sign-in page offers the demo's people by one click"
    )
    secret_key: Annotated[str, BeforeValidator(Secret(32))] = _setting(
        "PLUMBLINE_SECRET_KEY",
        "",
        "signs the session cookies; at least 32 characters, the same for every process. Outside production one is made"
        " once, in the file `secret-key` of the data folder, readable by its owner only. Another key signs everybody"
        " out",
        secret=True,
    )
    public_catalogue: Annotated[bool, BeforeValidator(YesOrNo())] = _setting(
        "PLUMBLINE_PUBLIC_CATALOGUE", False, "skill and role pages can be read without signing in"
    )
    leavers_read_results: Annotated[bool, BeforeValidator(YesOrNo())] = _setting(
        "PLUMBLINE_LEAVERS_READ_RESULTS",
        False,
        "who has left can still sign in and read their own shared results, and nothing else",
    )
    base_url: Annotated[str, BeforeValidator(Address(("http", "https")))] = _setting(
        "PLUMBLINE_BASE_URL",
        "",
        "address that people use (its host a name or an IPv4 address), printed in reports for `/verify`; empty: made of"
        " host and port; needed in production",
    )
    time_zone: Annotated[str, BeforeValidator(TimeZone())] = _setting(
        "PLUMBLINE_TIME_ZONE", "UTC", "the organisation's time zone: its calendar day decides dated authority"
    )
    default_language: Annotated[str, BeforeValidator(OneOf(("en", "zh")))] = _setting(
        "PLUMBLINE_LANGUAGE", "en", "language where neither account, cookie nor browser names one"
    )
    redis_url: Annotated[str, BeforeValidator(Address(("redis", "rediss"), ("unix",)))] = _setting(
        "PLUMBLINE_REDIS_URL",
        "",
        "where attempts to sign in are counted, and workers woken, when there is more than one process; empty: in the"
        " memory of this one, and by the file `queue.db` of the data folder",
        secret=True,
    )
    pack_store: Annotated[str, BeforeValidator(Store(_STORES))] = _setting(
        "PLUMBLINE_PACK_STORE",
        "",
        "where packs are kept: a folder, or an address that fsspec knows (`file://`; `s3://`, `gs://`, `abfs://`,"
        " `sftp://` and others once their package, such as s3fs, is installed) and that every process can read and"
        " write; empty: `packs` in the data folder. Web processes and workers need the same, and no other Plumbline may"
        " share it: the worker deletes files of packs that no pack names. `plumbline demo` ignores it",
        secret=True,
    )
    pack_days: Annotated[int, BeforeValidator(WholeNumber(1, 3650))] = _setting(
        "PLUMBLINE_PACK_DAYS", 90, "days after which the worker deletes a pack"
    )
    seal_folder: Annotated[Path | None, BeforeValidator(Folder())] = _setting(
        "PLUMBLINE_SEALS",
        None,
        "folder of the daily seals, best out of reach of who administers the graph; empty: `seals` in the data folder",
    )
    seal_mail: Annotated[str, BeforeValidator(Rule())] = _setting(
        "PLUMBLINE_SEAL_MAIL", "", "mail address that each day's seal is sent to; needs `PLUMBLINE_MAIL_SERVER`"
    )
    mail_server: Annotated[str, BeforeValidator(Address(("smtp", "smtps")))] = _setting(
        "PLUMBLINE_MAIL_SERVER",
        "",
        "the organisation's mail server, with user and password (`smtp://` uses TLS where the server offers it); empty:"
        " no mail is sent. Also read as `PLUMBLINE_SMTP_URL`",
        secret=True,
    )
    mail_from: Annotated[str, BeforeValidator(Rule())] = _setting(
        "PLUMBLINE_MAIL_FROM",
        "",
        "mail address that mails come from, under the organisation's name; needed with `PLUMBLINE_MAIL_SERVER`",
    )
    mail_hour: Annotated[int, BeforeValidator(WholeNumber(0, 23))] = _setting(
        "PLUMBLINE_MAIL_HOUR",
        8,
        "hour of the day, in the organisation's time zone, from which people get the day's mail about what waits for"
        " them",
    )
    mail_due_days: Annotated[int, BeforeValidator(WholeNumber(1, 30))] = _setting(
        "PLUMBLINE_MAIL_DUE_DAYS", 3, "so many days before something is due, that mail says so"
    )
    secure_cookies: Annotated[bool | None, BeforeValidator(YesOrNo())] = _setting(
        "PLUMBLINE_SECURE_COOKIES", None, "cookies over HTTPS only, and HSTS; empty: on in production"
    )
    proxies: Annotated[int, BeforeValidator(WholeNumber(0, 5))] = _setting(
        "PLUMBLINE_PROXIES", 0, "how many reverse proxies stand in front; their `X-Forwarded-` headers count"
    )
    session_hours: Annotated[int, BeforeValidator(WholeNumber(1, SESSION_HOURS_AT_MOST))] = _setting(
        "PLUMBLINE_SESSION_HOURS", 12, "hours without a request after which people sign in again"
    )
    session_days: Annotated[int, BeforeValidator(WholeNumber(1, 366))] = _setting(
        "PLUMBLINE_SESSION_DAYS", 30, "days after which people sign in again, however often they came"
    )
    sign_in_attempts: Annotated[int, BeforeValidator(WholeNumber(1, 1000))] = _setting(
        "PLUMBLINE_SIGN_IN_ATTEMPTS",
        10,
        "failed sign-ins in a quarter of an hour for one account; ten times as many for one address",
    )
    body_limit_kib: Annotated[int, BeforeValidator(WholeNumber(64, 102400))] = _setting(
        "PLUMBLINE_BODY_LIMIT_KIB", 2048, "largest request, in KiB"
    )
    engine_tuning: Annotated[str, BeforeValidator(OneOf(("start", "throughput")))] = _setting(
        "PLUMBLINE_ENGINE_TUNING",
        "start",
        "what the embedded Neo4j is tuned for. `start` leaves Java's second compiler out: the engine is ready and has"
        " its queries planned in little more than half the time, and takes 110 to 160 MB less memory; what is asked"
        " again and again then takes up to twice as long (a review's sheet 9 ms instead of 4.5, once it was read some"
        " 2,000 times). `throughput` is for an embedded engine that runs for weeks under many people",
    )
    neo4j_uri: Annotated[str, BeforeValidator(Address(_BOLT))] = _setting(
        "NEO4J_URI", "", "a Neo4j server or cluster; empty: the embedded Neo4j of the data folder"
    )
    neo4j_user: Annotated[str, BeforeValidator(Rule())] = _setting("NEO4J_USER", "neo4j", "user on that server")
    neo4j_password: Annotated[str, BeforeValidator(AnyText())] = _setting(
        "NEO4J_PASSWORD", "", "password on that server; needed with `NEO4J_URI`", secret=True
    )
    neo4j_database: Annotated[str, BeforeValidator(Rule())] = _setting(
        "NEO4J_DATABASE", "neo4j", "database on that server"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values given in code first, then the environment; nothing else is read."""
        return init_settings, _Environment(settings_cls)

    @property
    def cookies_are_secure(self) -> bool:
        """Whether cookies go over HTTPS only."""
        return self.production if self.secure_cookies is None else self.secure_cookies

    @property
    def cookie_prefix(self) -> str:
        """What the names of cookies begin with: browsers hold `__Host-` to HTTPS and to this very host."""
        return "__Host-" if self.cookies_are_secure else ""

    @property
    def seals(self) -> Path:
        """The folder of the daily seals."""
        return self.seal_folder or self.data_folder / "seals"

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
    refuse_misspelt(environ, [name for name, _ in variables()])
    token = _environ.set(environ)
    try:
        settings = Settings(**{str(Settings.model_fields[name].validation_alias): given[name] for name in given})
    except ValidationError as error:
        raise _named(error) from error
    finally:
        _environ.reset(token)
    _check_together(settings)
    if settings.secret_key:
        return settings
    return settings.model_copy(update={"secret_key": _own_key(settings.data_folder)})


def variables() -> Iterator[tuple[str, FieldInfo]]:
    """The environment variable of each setting, and its field."""
    for field in Settings.model_fields.values():
        yield str(field.validation_alias), field


def _named(error: ValidationError) -> SettingsError:
    """The first fault, with the variable's name and, unless it is a secret, what stands there."""
    fault = error.errors()[0]
    name = str(fault["loc"][0])
    field = next((field for variable, field in variables() if variable == name), None)
    stands = f'"{fault["input"]}"' if field is not None and field.repr else "the value"
    why = fault.get("ctx", {}).get("error") or fault["msg"]
    return SettingsError(name, f"{stands} is not valid: {why}")


def _check_together(settings: Settings) -> None:
    if settings.production and not settings.secret_key:
        raise SettingsError("PLUMBLINE_SECRET_KEY", "production needs a secret key of at least 32 characters")
    if settings.production and settings.demo:
        raise SettingsError("PLUMBLINE_DEMO", "a demo lets anybody in, so it cannot be production")
    if settings.production and not settings.base_url:
        raise SettingsError("PLUMBLINE_BASE_URL", "production needs the address that people use")
    if ":" in (urlsplit(settings.base_url).hostname or ""):
        raise SettingsError("PLUMBLINE_BASE_URL", "use a name or an IPv4 address, not an IPv6 address")
    if settings.workers > 1 and not settings.redis_url:
        raise SettingsError("PLUMBLINE_REDIS_URL", "with more than one worker, sign-in limits are counted in Redis")
    if settings.seal_mail and not settings.mail_server:
        raise SettingsError("PLUMBLINE_MAIL_SERVER", "PLUMBLINE_SEAL_MAIL is set, so a mail server is needed")
    if settings.mail_server and "@" not in settings.mail_from:
        raise SettingsError("PLUMBLINE_MAIL_FROM", "a mail needs the address that it comes from")
    if settings.neo4j_uri and not settings.neo4j_password:
        raise SettingsError("NEO4J_PASSWORD", "NEO4J_URI names a server, so its password is needed")


def _own_key(folder: Path) -> str:
    try:
        return key_of_folder(folder)
    except OSError as error:
        raise SettingsError("PLUMBLINE_DATA", f"{folder} cannot be used: {error.strerror}") from error
