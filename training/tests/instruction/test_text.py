"""The text side: tokenizer, grammar, encoder, and the shipped pack against its own test vectors."""

import json
import random
import re
from pathlib import Path

import numpy as np
import pytest
import torch

from restore.instruction.encoder import TextEncoder
from restore.instruction.export import listen, session
from restore.instruction.grammar import WEIGHTS, Grammar, Language, plain
from restore.instruction.labels import INDEX, LABELS, direction_of
from restore.instruction.mistakes import made_up_word, misspelt
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


@pytest.mark.parametrize("name", list(WEIGHTS))
def test_no_form_that_stands_for_many_becomes_a_held_out_one(name):
    grammar, held = Grammar(4, "seen", "seen", (name,), practice=True), Language(name, "held")
    for key in ("remove", "state", "do", "raise", "lower", "forbid", "strengthen", "weaken"):
        made = {plain(grammar._form(grammar.languages[0], key)) for _ in range(400)}
        assert len(made) > 50 or name in ("fr", "es")
        assert not made & {plain(template) for template in held.template(key)}


def test_a_form_of_the_other_part_is_known_however_it_is_spelt():
    seen = Language("en", "seen")
    held = next(template for template in Language("en", "held").template("remove") if "{the}" in template)
    assert seen.is_of_the_others("remove", held.upper().replace("{THE}", "the").replace("{FAULT}", "{fault}").replace("{IT}", "{it}") + "!")
    assert not seen.is_of_the_others("remove", seen.template("remove")[0])


@pytest.mark.parametrize("text", ["my camera moved while the shutter was open", "facebook crunched this to bits"])
def test_free_sentences_are_kept_away_from_training(text):
    assert normalise(text) in evaluation_texts()


def test_no_phrase_is_a_free_sentence():
    phrases = {normalise(phrase) for name in WEIGHTS for lists in Grammar(1, languages=(name,)).languages[0].data.values() for entries in lists.values() for phrase in entries}
    assert len(phrases) > 20_000
    # "去雾" and "remove the noise" are everybody's words; a whole sentence would be a copy.
    assert [text for text in phrases & evaluation_texts() if len(tokens(text)) > 3] == []


def test_stronger_shadows_are_not_brighter_ones():
    grammar = Grammar(5, languages=("en",), spoil=False)
    told = [sentence for sentence in (grammar.sentence() for _ in range(20_000)) if sentence.labels == ("shadows+",)]
    assert told
    assert not [sentence.text for sentence in told if "stronger" in sentence.text]


def test_blurred_forms_keep_what_they_ask_for():
    plain, blurred = Grammar(6, languages=("en",), spoil=False), Grammar(6, languages=("en",))
    templates = set(plain.languages[0].template("remove"))
    made = {blurred._blurred(blurred.languages[0], "remove {fault} from {it}", "remove", "fault") for _ in range(500)}
    assert len(made - templates) > 20
    assert all("{fault}" in template for template in made)


def test_made_up_words_can_be_said():
    words = [made_up_word(random.Random(seed)) for seed in range(200)]
    assert all(re.search("[aeiou]", word) for word in words)
    assert len(set(words)) > 150


def test_slips_are_seeded_and_small():
    assert misspelt("remove the noise", "en", random.Random(3)) == misspelt("remove the noise", "en", random.Random(3))
    slips = {misspelt("remove the noise", "en", random.Random(seed)) for seed in range(50)}
    assert len(slips) > 10


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
