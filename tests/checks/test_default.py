"""Which checks run when nobody names any."""

from newslab import plugins
from newslab.checks import CHECKS, default_checks


class HouseStyle:
    """A third party's check, without a thing to say."""

    name = "style"
    rules = ()

    def examine(self, alignment):
        """Find nothing."""
        return ()


class Point:
    """What importlib.metadata gives for an installed entry point, as far as newslab asks."""

    name = "style"

    def load(self):
        """Return the class that the entry point names."""
        return HouseStyle


def test_a_check_that_a_package_brings_runs_after_our_own(monkeypatch):
    monkeypatch.setattr(plugins, "entry_points", lambda *, group, name=None: [Point()])
    names = [check.name for check in default_checks.__wrapped__()]
    assert names == [*CHECKS.built_in, "style"]
