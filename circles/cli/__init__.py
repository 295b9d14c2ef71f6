"""The `circles` command.

Errors go to stderr as sentences; the exit code says whether it worked.
"""

import click

from circles import logs
from circles.errors import CirclesError


class _Group(click.Group):
    """Shows an error of ours as its sentence, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CirclesError as error:
            click.echo(f"circles: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="circles")
def main() -> None:
    """Run mentoring circles by e-mail.

    Try it without any set-up: circles demo
    """
    logs.configure("INFO")


def _attach() -> None:
    """Attach every command; each module is one noun's."""
    from circles.cli import processes
    from circles.cli.explain import explain
    from circles.cli.form import form

    for command in (*processes.COMMANDS, form, explain):
        main.add_command(command)


_attach()
