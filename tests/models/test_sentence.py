"""Other people's models, by folder: a tiny cross-encoder made here, and names that lead nowhere."""

from pathlib import Path
from typing import Any

import pytest

from clausier.adapters.encoder import open_encoder, open_reranker
from clausier.adapters.modelstore import ModelStore
from clausier.errors import ModelUnavailable


def tiny_cross_encoder(folder: Path) -> Path:
    """Random weights, a vocabulary of a dozen words: what it scores means nothing, but it scores."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "le", "préavis", "est", "de", "trois", "mois", "prix"]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast: Any = PreTrainedTokenizerFast
    fast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.mark.slow
def test_a_cross_encoder_scores_each_text_in_order(tmp_path: Path) -> None:
    reranker = open_reranker(str(tiny_cross_encoder(tmp_path)), threads=1)
    texts = ["le préavis est de trois mois", "prix", "le préavis est de trois mois"]
    scores = reranker.scores("préavis", texts)
    assert scores[0] == pytest.approx(scores[2], abs=1e-5)
    assert scores[0] != pytest.approx(scores[1], abs=1e-7)
    assert reranker.scores("préavis", []) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["/rien/du/tout", "./rien", "nobody/nothing-of-that-name"])
def test_a_model_that_is_not_there_is_said_with_what_to_do(name: str, tmp_path: Path) -> None:
    encoder = open_encoder(name, ModelStore(tmp_path))
    with pytest.raises(ModelUnavailable, match=name) as refused:
        encoder.encode_question("préavis")
    assert "sentence-transformers" in refused.value.advice


def test_the_bundled_encoder_is_asked_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="modèle de recherche"):
        open_encoder("e5-small", ModelStore(tmp_path))
