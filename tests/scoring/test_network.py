"""The network behind `quality`: what it answers, and that its training goes downhill the right way."""

import numpy as np

from aligner.scoring.quality import Network
from training.pair_scores.student import HIDDEN, _gradients, learn


def test_the_network_is_one_hidden_layer_of_silu() -> None:
    network = Network.read(
        {
            "vector_weights": np.array([[127, 0], [0, -127]], dtype=np.int8),
            "vector_scale": np.array([1 / 127, 2 / 127], dtype=np.float32),
            "feature_weights": np.array([[0.5, 0.25]], dtype=np.float16),
            "hidden_bias": np.array([0.0, 1.0], dtype=np.float32),
            "output": np.array([2.0, -1.0], dtype=np.float32),
            "bias": np.array(0.5, dtype=np.float32),
        }
    )
    inputs = np.array([[1.0, 2.0, 4.0], [-300.0, 300.0, 0.0]], dtype=np.float32)
    hidden = np.array([[1 + 2, -4 + 1 + 1], [-300, -600 + 1]])
    expected = (hidden / (1 + np.exp(-np.maximum(hidden, -80.0)))) @ [2.0, -1.0] + 0.5
    np.testing.assert_allclose(network(inputs), expected, rtol=1e-5)


def test_the_gradients_are_those_of_the_loss() -> None:
    rng = np.random.default_rng(1)
    layers = [rng.normal(size=shape) for shape in ((3, HIDDEN), (HIDDEN,), (HIDDEN,), (1,))]
    rows, goal, weights = rng.normal(size=(5, 3)), rng.normal(size=5), rng.random(5)

    def loss() -> float:
        values = rows @ layers[0] + layers[1]
        answers = values / (1 + np.exp(-values)) @ layers[2] + layers[3]
        return float((weights * (answers - goal) ** 2).mean())

    found = _gradients(layers, rows, goal, weights)
    for layer, gradient in zip(layers, found, strict=True):
        place = np.unravel_index(int(np.abs(gradient).argmax()), layer.shape)
        step = 1e-6
        layer[place] += step
        higher = loss()
        layer[place] -= 2 * step
        assert abs((higher - loss()) / (2 * step) - gradient[place]) < 1e-4
        layer[place] += step


def test_the_network_learns_what_it_is_taught() -> None:
    rng = np.random.default_rng(2)
    inputs = rng.normal(size=(2000, 4)).astype(np.float32)
    answers = (np.sin(inputs[:, 0]) + inputs[:, 1] * inputs[:, 2] + 3).astype(np.float32)
    layers = learn(inputs, answers, np.ones(2000), seed=1)
    values = inputs @ layers.hidden + layers.hidden_bias
    given = values / (1 + np.exp(-values)) @ layers.output + layers.bias
    assert np.corrcoef(given, answers)[0, 1] > 0.95
    again = learn(inputs, answers, np.ones(2000), seed=1)
    np.testing.assert_array_equal(again.hidden, layers.hidden)
