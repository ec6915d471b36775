"""Which passwords are refused."""

import pytest

from graph.people.passwords import objections

COMMON = (
    "password1234", "P@ssw0rd1234", "123456789012", "qwertyuiop123", "qwerty123456", "1q2w3e4r5t6y", "iloveyou1234",
    "letmeinplease", "passwordpassword", "unbelievable", "manchesterunited", "Summer2026!!", "Shanghai2026!",
    "woaini1314520", "zaq12wsxcde3", "happybirthday1", "abcdefghijkl", "Plumbline123",
    "drachenflieger871", "Emilianpatrick18", "DRACHENFLIEGER871",
)  # fmt: skip


@pytest.mark.parametrize("password", COMMON)
def test_common_passwords_are_refused(password: str) -> None:
    assert objections(password, "anna", "Anna") == ("too_common",)


@pytest.mark.parametrize(
    "password",
    [
        "plain brown teapot",
        "four quiet green boats",
        "w8Kd!zP0qQvx",
        "一二三 山水 猫 铅锤 天气晴",
        "plain brown\nteapot and four boats",
    ],
)
def test_what_is_hard_to_guess_is_taken(password: str) -> None:
    assert objections(password, "anna", "Anna") == ()


def test_one_reason_is_enough_and_length_is_no_trouble() -> None:
    assert objections("short", "anna", "Anna") == ("too_short",)
    assert objections("w8Kd!zP0qQvx " * 19, "anna", "Anna") == ()
