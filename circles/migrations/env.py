"""Alembic's entry: migrate on the connection that circles.migrations hands over."""

from alembic import context

from circles.models import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
