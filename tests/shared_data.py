"""Where the measuring data lies, if it lies anywhere: it is no part of the project."""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("ALIGNER_SHARED_DATA", Path(__file__).parents[2] / "shared"))


def shared_data(relative: str) -> Path:
    """Give back the path of a file or folder of the measuring data, or skip the test."""
    path = ROOT / relative
    if not path.exists():
        pytest.skip(f"the measuring data isn't on this machine: no {relative} under $ALIGNER_SHARED_DATA")
    return path
