"""What people mistype, and sentences that mean nothing."""

import random
import string

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)}
_WITHOUT_SPACES = ("zh", "ja")
_START, _MIDDLE, _END = "b bl c cr d dr f fl g gr h k kl m n p pl qu r s sk sp t tr v w y z".split(), "aeiou", ["", "b", "g", "k", "lf", "mp", "n", "nk", "p", "rt", "sh", "t", "x", "zz"]


def misspelt(text: str, language: str, chance: random.Random) -> str:
    """The text with a few slips: letters swapped, left out, doubled or hit beside; a character lost in Chinese and Japanese."""
    likely = 0.04 if language in _WITHOUT_SPACES else chance.choice((0.0, 0.0, 0.35, 0.7))
    while text and chance.random() < likely:
        at, kind = chance.randrange(len(text)), chance.random()
        if language in _WITHOUT_SPACES:
            text = text[:at] + text[at + 1 :] if len(text) > 6 else text
        elif kind < 0.3:
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
        elif kind < 0.6:
            text = text[:at] + text[at + 1 :]
        elif kind < 0.8:
            text = text[:at] + text[at] + text[at:]
        else:
            near = _NEIGHBOURS.get(text[at].lower()) if chance.random() < 0.7 else None
            text = text[:at] + chance.choice(near or string.ascii_lowercase) + text[at + 1 :]
    return text


def made_up_word(chance: random.Random) -> str:
    """A word that can be pronounced and does not exist, or hardly ever."""
    syllables = (chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END) for _ in range(chance.randint(1, 3)))
    return "".join(syllables)


def nonsense(language: str, chance: random.Random) -> str:
    """Letters, signs or made-up words without a meaning."""
    if language in _WITHOUT_SPACES and chance.random() < 0.5:
        low, high = (0x4E00, 0x8FFF) if language == "zh" else (0x3041, 0x30F0)
        return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 10)))
    kind = chance.random()
    if kind < 0.2:
        return "".join(chance.choice(string.punctuation + string.digits + " 😀🎉🐱🔥") for _ in range(chance.randint(0, 12)))
    if kind < 0.6:
        return " ".join(made_up_word(chance) for _ in range(chance.randint(1, 6)))
    words = ("".join(chance.choice(string.ascii_lowercase) for _ in range(chance.randint(2, 9))) for _ in range(chance.randint(1, 7)))
    return " ".join(words)
