"""Owns what the surroundings decide: where finished work is kept."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path


def cache_folder() -> Path:
    """Return the folder for finished work and converted models: ``NEWSLAB_CACHE``, else the user's cache."""
    named = os.environ.get("NEWSLAB_CACHE")
    return Path(named) if named else user_cache_path("newslab", appauthor=False)
