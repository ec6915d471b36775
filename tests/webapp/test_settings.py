"""Settings: read, checked, and named when wrong."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from webapp.settings import Settings, SettingsError, load, variables

KEY = "k" * 32
PRODUCTION = {"PLUMBLINE_PRODUCTION": "yes", "PLUMBLINE_SECRET_KEY": KEY, "PLUMBLINE_BASE_URL": "https://plumb.example"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLUMBLINE_PORT", "80000"),
        ("PLUMBLINE_PORT", "http"),
        ("PLUMBLINE_DEMO", "maybe"),
        ("PLUMBLINE_TIME_ZONE", "Asia/Shangai"),
        ("PLUMBLINE_LANGUAGE", "fr"),
        ("PLUMBLINE_SECRET_KEY", "short"),
        ("PLUMBLINE_BASE_URL", "plumb.example"),
        ("PLUMBLINE_BASE_URL", "http://[2001:db8::1]:8000"),
        ("PLUMBLINE_REDIS_URL", "memcached://x"),
        ("PLUMBLINE_PACK_STORE", "memory://packs"),
        ("PLUMBLINE_PACK_STORE", "https://packs.example/packs"),
        ("PLUMBLINE_PACK_STORE", "zip://packs.zip"),
        ("PLUMBLINE_PACK_STORE", "simplecache::s3://packs"),
        ("PLUMBLINE_PUBLIC_CATALOG", "yes"),
        ("PLUMBLINE_PROD", "yes"),
        ("PLUMBLINE_NOTHING_LIKE_IT", "yes"),
        ("NEO4J_URL", "bolt://127.0.0.1:7687"),
        ("NEO4J_USERNAME", "neo4j"),
        ("PLUMBLINE_REDIS_URL", "unix://"),
        ("NEO4J_URI", "http://graph"),
    ],
)
def test_a_wrong_setting_names_itself(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        load({"PLUMBLINE_DATA": str(tmp_path), name: value})
    assert refused.value.name == name
    assert "short" not in str(refused.value) or "SECRET" not in name


def test_a_wrong_setting_says_what_to_use() -> None:
    with pytest.raises(SettingsError) as refused:
        load({"PLUMBLINE_PORT": "80000"})
    assert str(refused.value) == 'PLUMBLINE_PORT: "80000" is not valid: use a whole number from 1 to 65535'


@pytest.mark.parametrize("missing", ["PLUMBLINE_SECRET_KEY", "PLUMBLINE_BASE_URL"])
def test_production_needs_what_cannot_be_guessed(tmp_path: Path, missing: str) -> None:
    environ = {"PLUMBLINE_DATA": str(tmp_path)} | {key: value for key, value in PRODUCTION.items() if key != missing}
    with pytest.raises(SettingsError, match=missing):
        load(environ)


def test_production_is_no_demo_and_has_secure_cookies(tmp_path: Path) -> None:
    assert load(PRODUCTION | {"PLUMBLINE_DATA": str(tmp_path)}).cookies_are_secure
    with pytest.raises(SettingsError, match="PLUMBLINE_DEMO"):
        load(PRODUCTION | {"PLUMBLINE_DEMO": "1"})


def test_several_workers_need_redis() -> None:
    with pytest.raises(SettingsError, match="PLUMBLINE_REDIS_URL"):
        load({"PLUMBLINE_WORKERS": "2", "PLUMBLINE_SECRET_KEY": KEY})


def test_a_server_needs_its_password() -> None:
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD"):
        load({"NEO4J_URI": "bolt://graph:7687", "PLUMBLINE_SECRET_KEY": KEY})


def test_the_own_key_is_kept_and_private(tmp_path: Path) -> None:
    environ = {"PLUMBLINE_DATA": str(tmp_path)}
    first, second = load(environ), load(environ)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_given_values_win(tmp_path: Path) -> None:
    assert load({"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_PORT": "9000"}, port=9001).port == 9001


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    settings = load({"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_SECRET_KEY": KEY})
    assert KEY not in repr(settings)


def test_an_empty_variable_counts_as_not_given(tmp_path: Path) -> None:
    assert load({"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_PORT": "", "PLUMBLINE_DEMO": ""}).port == 8000


def test_only_the_given_environment_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_PORT", "9000")
    assert load({"PLUMBLINE_DATA": str(tmp_path)}).port == 8000
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    assert load().port == 9000


def test_a_variable_with_the_name_of_a_field_is_no_setting(tmp_path: Path) -> None:
    assert load({"PLUMBLINE_DATA": str(tmp_path), "port": "9000", "demo": "yes"}).port == 8000


def test_every_setting_is_described_once() -> None:
    names = [name for name, _ in variables()]
    assert len(set(names)) == len(names)
    assert all(field.description and not field.description.endswith(".") for _, field in variables())


@pytest.mark.parametrize("name", ["PLUMBLINE_JARS", "PLUMBLINE_PYTHON", "PLUMBLINE_REDIS_PASSWORD", "NEO4J_AUTH"])
def test_names_that_others_read_are_left_alone(tmp_path: Path, name: str) -> None:
    load({"PLUMBLINE_DATA": str(tmp_path), name: "x"})


def test_redis_may_be_a_socket(tmp_path: Path) -> None:
    assert load({"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_REDIS_URL": "unix:///run/redis.sock"}).redis_url == (
        "unix:///run/redis.sock"
    )


def test_a_value_given_under_no_name_of_a_setting_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        Settings(data_folder=Path())  # the name is PLUMBLINE_DATA


def test_the_mail_server_has_two_names(tmp_path: Path) -> None:
    environ = {"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_MAIL_FROM": "no-reply@plumbline.example"}
    other = {"PLUMBLINE_SMTP_URL": "smtp://mail.example:2525"}
    assert load(environ | other).mail_server == "smtp://mail.example:2525"
    both = environ | other | {"PLUMBLINE_MAIL_SERVER": "smtps://mail.example"}
    assert load(both).mail_server == "smtps://mail.example"
    with pytest.raises(SettingsError, match="PLUMBLINE_MAIL_SERVER"):
        load(environ | {"PLUMBLINE_SMTP_URL": "mail.example"})
