"""What every test runs under."""

from hypothesis import settings

# The same examples in every run: a red test is then red for a change, and `--hypothesis-seed` looks further.
# How long an example takes depends on what else the machine does, and says nothing of the code.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
