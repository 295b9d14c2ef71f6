"""What every test may ask for; the fixtures themselves stand in small modules beside this one."""

pytest_plugins = ["tests.postgres", "tests.databases"]
