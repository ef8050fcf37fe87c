"""Cutting the alignment matrix into blocks between sure anchors."""

from aligner.alignment.sides import Side
from aligner.alignment.similarity import Block


def cut_into_blocks(source: Side, target: Side) -> tuple[Block, ...]:
    """Give back blocks that follow each other from corner to corner."""
    return (Block(0, len(source), 0, len(target)),)
