"""What every test runs under."""

from hypothesis import settings

# The same examples in every run: a red test is then red for a change, and `--hypothesis-seed` looks further.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
