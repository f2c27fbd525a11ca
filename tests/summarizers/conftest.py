"""What tests of neural models share: small models of transformers, built here."""

import pytest


@pytest.fixture(scope="session")
def tiny():
    """The module that builds them; it loads torch, which tests of other summarizers can do without."""
    from tests.summarizers import tiny as module

    return module
