"""The `circles` command.

Errors go to stderr as sentences; the exit code says whether it worked.
"""

from importlib import import_module

import click

from circles import logs

COMMANDS = {
    "bench": "bench:bench",
    "clock": "processes:clock",
    "demo": "demo:demo",
    "doctor": "doctor:doctor",
    "erase": "erase:erase",
    "explain": "explain:explain",
    "form": "form:form",
    "import": "data:import_people",
    "mail": "processes:mail",
    "organizer": "data:organizer",
    "outbox": "data:outbox",
    "receive": "data:receive",
    "run": "processes:run",
    "serve": "processes:serve",
    "upgrade": "processes:upgrade",
    "worker": "processes:worker",
}
"""Where each command lives: a module here and the name in it. One is loaded when it is asked for."""


class _Commands(click.Group):
    """Loads a command when it is needed, and shows an error that somebody can mend as a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"circles.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Exception as error:
            from circles.cli.faults import sentence  # it takes the database along

            said = sentence(error)
            if said is None:
                raise
            click.echo(f"circles: {said}", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="circles")
def main() -> None:
    """Run mentoring circles by e-mail.

    Try it without any set-up: circles demo
    """
    logs.configure("INFO")
