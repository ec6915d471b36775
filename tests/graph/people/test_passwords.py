"""Which passwords are refused, and how they are kept."""

import subprocess
import sys

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


def test_a_hash_costs_what_rfc_9106_asks_of_a_machine_with_little_memory() -> None:
    """Asked of another process: in this one hashes are cheap (tests/conftest.py). 64 MiB, three passes, four lanes:
    RFC 9106, section 4, the second of its two recommendations."""
    program = "from graph.people.passwords import hashed; print(hashed('plain brown teapot'))"
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
