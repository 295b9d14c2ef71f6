"""What every test may ask for; the fixtures themselves stand in small modules beside this one."""

from hypothesis import settings

pytest_plugins = ["tests.postgres", "tests.databases", "tests.dovecot"]

# A busy machine must not fail a test: benchmarks measure time, tests don't.
settings.register_profile("circles", parent=settings(), deadline=None)
settings.load_profile("circles")
