"""Models as plain arrays: LightGBM's trees and isotonic curves, for the numpy scorer."""

from typing import Any

import lightgbm
import numpy as np
from sklearn.isotonic import IsotonicRegression

KNOTS = 60


def tree_arrays(model: lightgbm.Booster, name: str, base: float = 0.0) -> dict[str, np.ndarray]:
    """Give back the arrays that `aligner.scoring.trees.Trees.read` reads.

    Children are numbered within their tree; -1 marks a leaf. Raises ValueError for splits
    other than "at most".
    """
    nodes: dict[str, list[float]] = {key: [] for key in ("feature", "threshold", "left", "right", "value")}
    sizes, deepest = [], 0
    for tree in model.dump_model()["tree_info"]:
        start = len(nodes["value"])
        deepest = max(deepest, _add(tree["tree_structure"], nodes, start))
        sizes.append(len(nodes["value"]) - start)
    return {
        f"{name}_feature": np.array(nodes["feature"], dtype=np.uint16),
        f"{name}_threshold": np.array(nodes["threshold"], dtype=np.float32),
        f"{name}_left": np.array(nodes["left"], dtype=np.int8),
        f"{name}_right": np.array(nodes["right"], dtype=np.int8),
        f"{name}_value": np.array(nodes["value"], dtype=np.float16),
        f"{name}_sizes": np.array(sizes, dtype=np.uint8),
        f"{name}_depth": np.array(deepest, dtype=np.uint8),
        f"{name}_base": np.array(base, dtype=np.float32),
    }


def _add(node: dict[str, Any], nodes: dict[str, list[float]], start: int) -> int:
    """Add a node and all below it; give back how deep they go."""
    place = len(nodes["value"])
    leaf = "leaf_value" in node
    if not leaf and node["decision_type"] != "<=":
        raise ValueError(f"can't export a split by {node['decision_type']}")
    threshold = 0.0 if leaf else _floor32(node["threshold"])
    for key, value in (
        ("feature", 0 if leaf else node["split_feature"]),
        ("threshold", threshold),
        ("left", -1),
        ("right", -1),
        ("value", node["leaf_value"] if leaf else 0.0),
    ):
        nodes[key].append(value)
    if leaf:
        return 0
    depths = []
    for side in ("left", "right"):
        nodes[side][place] = len(nodes["value"]) - start
        depths.append(_add(node[f"{side}_child"], nodes, start))
    return 1 + max(depths)


def _floor32(value: float) -> float:
    """Give back the largest float32 that is at most the value: the same float32 lie below it."""
    near = np.float32(value)
    return float(near if float(near) <= value else np.nextafter(near, np.float32(-np.inf)))


def calibrate(
    raw: np.ndarray, goal: np.ndarray, weights: np.ndarray | None, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give back the knots of an isotonic regression: the middle of each step and its height."""
    fitted = IsotonicRegression(y_min=low, y_max=high, out_of_bounds="clip").fit(
        raw, goal, sample_weight=weights
    )
    order = np.argsort(raw, kind="stable")
    heights = fitted.predict(raw[order])
    steps = np.flatnonzero(np.diff(heights)) + 1
    parts = np.split(np.arange(len(raw)), steps)
    middles = np.array([raw[order][part].mean() for part in parts])
    levels = np.array([heights[part].mean() for part in parts])
    if len(middles) > KNOTS:
        kept = np.unique(
            np.searchsorted(levels, np.linspace(levels[0], levels[-1], KNOTS)).clip(0, len(levels) - 1)
        )
        middles, levels = middles[kept], levels[kept]
    middles, levels = middles.astype(np.float32), levels.astype(np.float32)
    rising = np.concatenate(([True], np.diff(middles) > 0))
    return middles[rising], np.maximum.accumulate(levels[rising])
