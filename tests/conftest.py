"""What holds for all tests: no network, and slow tests only when asked for."""

import os

import pytest

# Before anything imports a library that would look for models elsewhere.
os.environ["HF_HUB_OFFLINE"] = "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="takes more than a few seconds; runs with --slow, as in .ci/run")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(skip)
