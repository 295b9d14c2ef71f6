"""The `circles` command.

Errors go to stderr as sentences; the exit code says whether it worked.
"""

import logging
import sys

import click
import structlog

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
    _log_to_stderr()


def _log_to_stderr() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(),
        ],
    )


def _attach() -> None:
    """Attach every command; each module is one noun's."""
    from circles.cli import processes

    for command in processes.COMMANDS:
        main.add_command(command)


_attach()
