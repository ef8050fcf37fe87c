"""What LightGBM says of rows of random numbers, for the test of the numpy scorer. No text."""

import json
from collections.abc import Mapping
from pathlib import Path

import lightgbm
import numpy as np

from aligner.scoring.trees import DECIMALS

ROWS = 20
SEED = 99


def write_golden(path: Path, models: Mapping[str, lightgbm.Booster]) -> None:
    """Write random inputs, each near a threshold of its feature, and the models' raw outputs."""
    rng = np.random.default_rng(SEED)
    golden = {}
    for name, model in models.items():
        table = model.trees_to_dataframe()
        inputs = np.zeros((ROWS, model.num_feature()), dtype=np.float32)
        for place, feature in enumerate(model.feature_name()):
            thresholds = table.loc[table["split_feature"] == feature, "threshold"].to_numpy()
            if len(thresholds):
                spread = thresholds.std() + 1e-3
                inputs[:, place] = rng.choice(thresholds, ROWS) + rng.normal(0, 0.1 * spread, ROWS)
        golden[name] = {
            "inputs": [[round(value, DECIMALS) for value in row] for row in inputs.tolist()],
            "outputs": [],
        }
        exact = np.array(golden[name]["inputs"], dtype=np.float32)
        golden[name]["outputs"] = [round(float(value), 6) for value in model.predict(exact, raw_score=True)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(golden) + "\n", encoding="utf-8")
