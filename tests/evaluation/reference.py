"""The benchmark's own scorers, where they are on this machine, to compare our figures with."""

import importlib.util
from functools import cache
from types import ModuleType

from tests.shared_data import shared_data


@cache
def scorer(name: str) -> ModuleType:
    """Give back a scorer as a module, or skip the test."""
    path = shared_data(f"bench/{name}.py")
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
