"""`plumbline`: the one command line."""

import errno
import importlib
import logging
from typing import Any

import click

from graph.errors import Conflict, Forbidden, NotFound, PlumblineError, Refused
from webapp.settings import SettingsError

COMMANDS = (
    "account", "audit", "capacity", "cycle", "demo", "framework", "graph", "pack", "people", "report", "serve",
    "worker",
)  # fmt: skip


class CommandLine(click.Group):
    """Imports a command when it is asked for, and says what stands in the way in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands by name."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from webapp/commands/<name>.py."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"webapp.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; an error that it raises on purpose becomes one line and exit code 1."""
        logging.getLogger("neo4j").setLevel(logging.ERROR)  # that a deadlock is tried again is no news to people
        try:
            return super().invoke(ctx)
        except (PlumblineError, SettingsError) as error:
            raise click.ClickException(sentence(error)) from error
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise click.ClickException(
                "the disk is full: free some space and try again; what was saved is safe."
            ) from error


def sentence(error: Exception) -> str:
    """What went wrong, for a terminal."""
    match error:
        case NotFound(kind=kind, key=key):
            return f"there is no {kind} {key}."
        case Forbidden(permission=permission, whose=whose):
            return f"only {whose} may {permission}."
        case Refused(reasons=reasons):
            return "refused: " + ", ".join(f"{each.rule} {' '.join(each.about)}".strip() for each in reasons) + "."
        case Conflict(current=current):
            return "it conflicts with what is there: " + ", ".join(f"{key}: {value}" for key, value in current.items())
        case _:
            return str(error) or type(error).__name__


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="plumbline", prog_name="plumbline")
def main() -> None:
    """Plumbline: self-assessments, manager sign-off and gap reports on a graph.

    Settings come from the environment; docs/operations.md lists them. Without NEO4J_URI the graph is an embedded
    Neo4j in the data folder (PLUMBLINE_DATA), started where none runs there yet.
    """


if __name__ == "__main__":
    main()
