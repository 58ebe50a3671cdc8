"""Called by Alembic: carries steps out on the connection that `bring_up_to_date` has given."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
