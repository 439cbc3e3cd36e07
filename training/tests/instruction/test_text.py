"""The text side: tokenizer, grammar, encoder, and the shipped pack against its own test vectors."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from restore.instruction.encoder import TextEncoder
from restore.instruction.export import listen, session
from restore.instruction.grammar import Grammar
from restore.instruction.labels import INDEX, LABELS, direction_of
from restore.instruction.train import evaluation_texts
from restore.instruction.tokenizer import BUCKETS, HASHES_PER_TOKEN, MAXIMUM_TOKENS, encode, fnv1a, normalise, tokens
from restore.tasks import DIRECTIONS, directions

ROOT = Path(__file__).parents[3]
PACK = ROOT / "resources" / "models" / "text"


def test_fnv1a_gives_the_published_values():
    assert [fnv1a(""), fnv1a("a"), fnv1a("foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]


@pytest.mark.parametrize(("text", "folded"), [("ÉCLAT", "eclat"), ("İI", "ii"), ("カ\u3099", "ガ"), ("ｎｏｉｓｅ", "noise"), ("ΣΊΣ", "σισ")])
def test_normalise(text, folded):
    assert normalise(text) == folded


def test_a_typo_shares_buckets_with_the_word_that_was_meant():
    (right,), (wrong,) = tokens("artefacts"), tokens("artefcts")
    assert len(set(right) & set(wrong)) >= 6


def test_chinese_characters_are_tokens_that_know_their_neighbours():
    assert len(tokens("去噪点")) == 3
    assert tokens("去噪点")[1] != tokens("除噪声")[1]


def test_encoding_is_never_empty_nor_too_long():
    assert encode("") == [[0] * HASHES_PER_TOKEN]
    rows = np.array(encode("noise " * 500))
    assert rows.shape == (MAXIMUM_TOKENS, HASHES_PER_TOKEN)
    assert rows.max() < BUCKETS


def test_the_grammar_is_seeded():
    assert [Grammar(7).sentence() for _ in range(20)][0] == Grammar(7).sentence()


def test_the_grammar_covers_every_class():
    grammar = Grammar(3)
    found = {label for _ in range(6000) for label in grammar.sentence().labels}
    assert found == set(LABELS)


def test_held_out_synonyms_are_not_in_training():
    seen, held = Grammar(1, "all", "seen", ("en",)).languages[0], Grammar(1, "all", "held", ("en",)).languages[0]
    assert held.synonym("deblur", "cause")
    assert not set(seen.synonym("deblur", "cause")) & set(held.synonym("deblur", "cause"))


def test_free_sentences_are_kept_away_from_training():
    assert normalise("my camera moved while the shutter was open") in evaluation_texts()


def test_the_encoder_ignores_padding():
    torch.manual_seed(1)
    model = TextEncoder().eval()
    rows = torch.tensor([encode("remove the noise")])
    padded = torch.cat([rows, torch.zeros(1, 5, HASHES_PER_TOKEN, dtype=torch.int64)], 1)
    assert torch.allclose(model(rows)[0], model(padded)[0], atol=1e-5)


@pytest.fixture(scope="module")
def encoder():
    return session(PACK / "encoder.onnx")


def test_the_pack_repeats_its_test_vectors(encoder):
    for vector in json.loads((PACK / "golden.json").read_text("utf-8")):
        assert [[bucket for bucket in row if bucket] for row in encode(vector["text"])] == vector["buckets"]
        embedding, operations = listen(encoder, vector["text"])
        assert np.abs(embedding - vector["embedding"]).max() < 1e-3
        assert np.abs(operations - vector["operations"]).max() < 1e-3


def test_the_pack_is_small_and_names_its_classes():
    manifest = json.loads((PACK / "manifest.json").read_text("utf-8"))
    assert manifest["operations"] == list(LABELS)
    assert (PACK / "encoder.onnx").stat().st_size < 3_000_000


@pytest.mark.parametrize("operation", [label for label in LABELS if label in DIRECTIONS])
def test_plain_sentences_lie_near_the_direction_of_their_task(encoder, operation):
    sentences = {
        "denoise": "remove the noise",
        "deblur": "remove the blur",
        "derain": "remove the rain",
        "dehaze": "remove the haze",
        "lowlight": "brighten this dark photo",
        "dejpeg": "remove the JPEG artefacts",
        "descratch": "remove the scratches",
        "enhance": "improve the dull colours and contrast",
        "upscale": "enlarge and sharpen the details",
        "auto": "restore this photo",
        "nothing": "leave everything as it is",
    }
    embedding, operations = listen(encoder, sentences[operation])
    assert operations.argmax() == INDEX[operation]
    assert directions()[DIRECTIONS.index(direction_of(operation))] @ embedding > 0.8
