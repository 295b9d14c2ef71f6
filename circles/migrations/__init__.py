"""The database's versions, carried in the wheel so that an installed Circles can upgrade itself."""

from pathlib import Path

from sqlalchemy import inspect, text

from circles.db import Database

FOLDER = Path(__file__).parent


def upgrade(database: Database, to: str = "head") -> None:
    """Bring a database, empty or of any earlier version, to the present one, or to a named one."""
    from alembic import command  # noqa: PLC0415  # takes memory: most processes only ask for the version
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def is_current(database: Database) -> bool:
    """Tell whether the database is of the version this code expects."""
    newest = max(path.name for path in FOLDER.glob("versions/[0-9]*.py"))
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        versions = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return versions == [newest.partition("_")[0]]
