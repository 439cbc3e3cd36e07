"""Text to hash buckets, exactly as `src/engine/instruction/tokenizer.ts` does it.

There is no vocabulary: every word is the sum of the hashes of itself and of its character n-grams, so a
typo still shares most of its buckets with the word that was meant, in any language. Both programs are
held together by the test vectors in `resources/models/text/golden.json`.
"""

import unicodedata
from functools import lru_cache

BUCKETS = 16384
"""Rows of the table; bucket 0 is padding."""
MAXIMUM_TOKENS = 48
HASHES_PER_TOKEN = 32
MAXIMUM_WORD_LENGTH = 24

_SEPARATORS = ((0x00, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0xBF), (0x2000, 0x206F), (0x3000, 0x3004), (0x3006, 0x3020), (0x3030, 0x303F), (0xFE00, 0xFE0F))
_SINGLES = ((0x3005, 0x3005), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_SYMBOLS = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))
_APOSTROPHES = {0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC}


def normalise(text: str) -> str:
    """NFKC, lower case by code point (no context rules), Latin accents removed."""
    lowered = "".join(character.lower() for character in unicodedata.normalize("NFKC", text))
    decomposed = unicodedata.normalize("NFD", lowered)
    plain = "".join(character for character in decomposed if not 0x300 <= ord(character) <= 0x36F)
    return unicodedata.normalize("NFC", plain)


def fnv1a(text: str) -> int:
    """FNV-1a, 32 bit, over UTF-8."""
    value = 0x811C9DC5
    for byte in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def bucket(text: str) -> int:
    return 1 + fnv1a(text) % (BUCKETS - 1)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@lru_cache(maxsize=200_000)
def _word_buckets(word: str) -> tuple[int, ...]:
    marked = "<" + word[:MAXIMUM_WORD_LENGTH] + ">"
    grams = [marked[start : start + size] for size in (3, 4, 5) for start in range(len(marked) - size + 1)]
    return tuple(bucket(gram) for gram in ["=" + marked, *grams][:HASHES_PER_TOKEN])


@lru_cache(maxsize=200_000)
def _single_buckets(before: str, character: str, after: str) -> tuple[int, ...]:
    grams = [character, character + after[:1], before[-1:] + character, character + after, before + character, before[-1:] + character + after[:1]]
    return tuple(bucket("#" + gram) for gram in dict.fromkeys(grams))


def tokens(text: str) -> list[tuple[int, ...]]:
    """Bucket ids of each token: a word, or one Chinese or Japanese character with its neighbours, or one symbol."""
    found: list[tuple[int, ...]] = []
    word: list[str] = []
    run: list[str] = []

    def close() -> None:
        if word:
            found.append(_word_buckets("".join(word)))
            word.clear()
        for index, character in enumerate(run):
            found.append(_single_buckets("".join(run[max(0, index - 2) : index]), character, "".join(run[index + 1 : index + 3])))
        run.clear()

    for character in normalise(text):
        code = ord(character)
        if code in _APOSTROPHES:
            continue
        if _within(code, _SINGLES):
            if word:
                close()
            run.append(character)
        elif _within(code, _SEPARATORS):
            close()
        elif _within(code, _SYMBOLS):
            close()
            found.append(_word_buckets(character))
        else:
            if run:
                close()
            word.append(character)
        if len(found) >= MAXIMUM_TOKENS:
            break
    close()
    return found[:MAXIMUM_TOKENS]


def encode(text: str) -> list[list[int]]:
    """A rectangle of bucket ids, `HASHES_PER_TOKEN` wide, padded with 0; at least one row."""
    rows = [list(ids) + [0] * (HASHES_PER_TOKEN - len(ids)) for ids in tokens(text)]
    return rows or [[0] * HASHES_PER_TOKEN]
