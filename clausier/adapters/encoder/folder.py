"""Unpack the bundled encoder into an ordinary sentence-transformers folder, with its compiled form beside."""

import json
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.adapters.encoder.packed import Packed, Shape, latin_alone, read_packed

MODEL_FILE = "openvino/encoder.xml"
TOKENIZER_FILE = "tokenizer.json"
ORIGIN_FILE = "origin.json"
RECIPE = 2
"""To be raised whenever the same weights would give other vectors: cleaning, tokeniser, graph, pooling, prefixes."""
MAX_TOKENS = 512
QUESTION_PREFIX, PASSAGE_PREFIX = "query: ", "passage: "
_SPECIAL = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"}
# XLM-R's own normalisation is NFKC but for these (SentencePiece's nmt_nfkc rules).
_DROPPED = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_SPACED = r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"


def unpack_encoder(source: Path, target: Path) -> None:
    """Write the folder `target` from the packed file, in place of any other; it appears whole or not at all."""
    import hashlib

    data = source.read_bytes()
    packed = latin_alone(read_packed(data))
    making = target.with_name(f".{target.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    for folder in ((making / MODEL_FILE).parent, making / "1_Pooling"):
        folder.mkdir(parents=True)
    _write_descriptions(making, packed.shape)
    _write_tokenizer(making, packed)
    _write_model(making, packed)
    _write_weights(making, packed)
    origin = {"sha256": hashlib.sha256(data).hexdigest(), "recipe": RECIPE, "dimension": packed.shape.hidden}
    _write_json(making / ORIGIN_FILE, origin)
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_descriptions(folder: Path, shape: Shape) -> None:
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.inner,
            "hidden_act": "gelu",
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "pad_token_id": 1,
            "dtype": "float32",
        },
    )
    names = {"0": ("", "Transformer"), "1": ("1_Pooling", "Pooling"), "2": ("2_Normalize", "Normalize")}
    modules = [
        {"idx": int(name), "name": name, "path": path, "type": f"sentence_transformers.models.{kind}"}
        for name, (path, kind) in names.items()
    ]
    _write_json(folder / "modules.json", modules)
    (folder / "2_Normalize").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False},
    )
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": False})
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": QUESTION_PREFIX, "passage": PASSAGE_PREFIX}, "similarity_fn_name": "cosine"},
    )


def _write_tokenizer(folder: Path, packed: Packed) -> None:
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram(list(packed.pieces), packed.unknown, False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_SPACED), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(list(_SPECIAL.values()))
    marks = [(mark, tokenizer.token_to_id(mark)) for mark in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", marks)
    tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    description = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "model_input_names": ["input_ids", "attention_mask"],
        **_SPECIAL,
    }
    _write_json(folder / "tokenizer_config.json", description)


def _write_model(folder: Path, packed: Packed) -> None:
    import openvino

    from clausier.adapters.encoder.graph import encoder_model

    openvino.save_model(encoder_model(packed), folder / MODEL_FILE, compress_to_fp16=False)


def _write_weights(folder: Path, packed: Packed) -> None:
    from safetensors.numpy import save_file

    weights = {name: np.ascontiguousarray(values, np.float16) for name, values in _named(packed)}
    save_file(weights, str(folder / "model.safetensors"), {"format": "pt"})


_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _named(packed: Packed) -> list[tuple[str, NDArray[np.float32]]]:
    """Every tensor under the name that transformers' BertModel gives it."""
    hidden = packed.shape.hidden
    named = [
        ("embeddings.word_embeddings.weight", packed.blocks["emb.word"].values()),
        ("embeddings.position_embeddings.weight", packed.plain["emb.pos"].reshape(-1, hidden)),
        ("embeddings.token_type_embeddings.weight", packed.plain["emb.type"].reshape(-1, hidden)),
        ("embeddings.LayerNorm.weight", packed.plain["emb.ln.w"]),
        ("embeddings.LayerNorm.bias", packed.plain["emb.ln.b"]),
        # Mean pooling does not use BERT's pooler, but loading warns when it is absent.
        ("pooler.dense.weight", np.zeros((hidden, hidden), np.float32)),
        ("pooler.dense.bias", np.zeros(hidden, np.float32)),
    ]
    for layer in range(packed.shape.layers):
        for short, long in _LAYER_NAMES.items():
            name = f"l{layer}.{short}"
            weight = packed.blocks[f"{name}.w"].values() if f"{name}.w" in packed.blocks else packed.plain[f"{name}.w"]
            named.append((f"encoder.layer.{layer}.{long}.weight", weight))
            named.append((f"encoder.layer.{layer}.{long}.bias", packed.plain[f"{name}.b"]))
    return named
