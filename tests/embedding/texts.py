"""Texts to encode, read from the cases."""

import json
from itertools import pairwise
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases" / "embedding"


def sentences() -> list[str]:
    """Give back plain sentences, Russian and English."""
    return (CASES / "sentences.txt").read_text(encoding="utf-8").splitlines()


def odd_texts() -> list[str]:
    """Give back texts that trip models up."""
    return [case["text"] for case in json.loads((CASES / "odd.json").read_text(encoding="utf-8"))]


def varied_texts() -> list[str]:
    """Give back some hundred texts: sentences, their pairs, parts, capitals, and the odd ones."""
    plain = sentences()
    pairs = [f"{one} {other}" for one, other in pairwise(plain)]
    parts = [line[: len(line) // 2].strip() for line in plain if len(line) > 20]
    capitals = [line.upper() for line in plain]
    mixed = [f"{odd} {line}" for odd, line in zip(odd_texts(), plain, strict=False)]
    long = [" ".join(plain[start : start + 12]) for start in range(0, len(plain), 12)]
    return [*plain, *pairs, *parts, *capitals, *odd_texts(), *mixed, *long]
