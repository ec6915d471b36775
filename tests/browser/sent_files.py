"""Files that visits bring: of people, and of a framework."""

from itertools import count

from playwright.sync_api import Response, expect

from tests.browser.user import User

_newcomers = count()


def _brought(user: User, rows: str) -> Response:
    return _brought_as(user, "people.csv", f"id,name,email,manager,since\n{rows}")


def _brought_as(user: User, name: str, rows: str) -> Response:
    file = {"name": name, "mimeType": "text/csv", "buffer": rows.encode()}
    user.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    with user.page.expect_navigation() as answered:
        user.page.locator("main form [type=submit]").click()
    return answered.value


def brought(user: User) -> Response:
    """Brings a file of people with something new, something changed, a problem and a date that can be two."""
    answer = _brought(
        user,
        "N-1,Ada Ling,ada@plumbline.example,employee,03/04/2026\n"
        "colleague,Colleague Other,colleague@plumbline.example,,\nN-2,Bo,nowhere,,\n",
    )
    expect(user.page.locator("#problems")).to_be_visible()
    return answer


def framework_brought(user: User) -> Response:
    """Brings a file of a framework with a row that cannot be read and levels whose order is asked."""
    rows = "role,level,skill,required,text\nTester,Junior,Testing,yes,Tests.\nTester,Senior,Testing,maybe,Leads.\n"
    return _brought_as(user, "framework.csv", rows)


def imported(user: User) -> Response:
    """Brings a file of people without a problem and accepts it."""
    new = f"N-{next(_newcomers)}.{user.language}"
    _brought(user, f"{new},Ada Ling,{new}@plumbline.example,employee,\n")
    with user.page.expect_navigation() as answered:
        user.page.locator("button[value=accept]").click()
    expect(user.page.locator("#new")).to_be_visible()
    return answered.value
