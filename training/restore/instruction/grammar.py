"""The grammar: endless labelled sentences from the phrase lists, with templates and synonyms held out.

A production is a template with slots; the phrase lists are `phrases/*.toml`. One template in sixteen and
one synonym in sixteen, chosen by hash, never occur in training when something is held out, so that what
is measured on them is what the encoder makes of forms and of words it has not seen.
"""

import random
import re
import string
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from .labels import DIRECTED, LABELS
from .tokenizer import fnv1a

FOLDER = Path(__file__).parent / "phrases"
WEIGHTS = {"en": 10, "zh": 7, "ja": 7, "de": 1.5, "fr": 1.5, "es": 1.5}
SLOT = re.compile(r"\{(\w+)\}")
FOLDS = 16


@dataclass(frozen=True)
class Sentence:
    text: str
    labels: tuple[str, ...]
    language: str


@dataclass
class Language:
    """One language's lists, split in what may be used now: `templates` and `synonyms` are 'seen', 'held' or 'all'."""

    name: str
    templates: str = "all"
    synonyms: str = "all"
    data: dict = field(init=False)

    def __post_init__(self) -> None:
        self.data = tomllib.loads((FOLDER / f"{self.name}.toml").read_text("utf-8"))

    def _part(self, entries: list[str], key: str, wanted: str, fold: int) -> list[str]:
        if wanted == "all":
            return entries
        held = [entry for entry in entries if fnv1a(f"{self.name}/{key}/{entry}") % FOLDS == fold]
        return held if wanted == "held" else [entry for entry in entries if entry not in held]

    def template(self, key: str) -> list[str]:
        return self._part(self.data["templates"].get(key, []), key, self.templates, 0)

    def synonym(self, label: str, key: str) -> list[str]:
        return self._part(self.data.get(label, {}).get(key, []), key, self.synonyms, 1)


class Grammar:
    def __init__(self, seed: int, templates: str = "all", synonyms: str = "all", languages: tuple[str, ...] | None = None, typos: bool = True) -> None:
        self.random, self.typos = random.Random(seed), typos
        names = languages or tuple(name for name in WEIGHTS if (FOLDER / f"{name}.toml").exists())
        self.languages = [Language(name, templates, synonyms) for name in names]
        self.weights = [WEIGHTS[name] for name in names]

    def sentence(self) -> Sentence:
        """A sentence of a random language and class; never empty, sometimes with typos."""
        while True:
            (language,) = self.random.choices(self.languages, self.weights)
            label = self.random.choice((*LABELS, "unsupported", "unsupported", "unsupported", "auto", "nothing", "nothing", "pair", "pair", "denoise", "deblur", "descratch"))
            made = self._pair(language) if label == "pair" else self._single(language, label)
            if made is not None:
                text = self._dress(language, made)
                return Sentence(self._misspell(text, language) if self.typos else text, made.labels, language.name)

    def _choose(self, entries: list[str]) -> str | None:
        return self.random.choice(entries) if entries else None

    def _fill(self, language: Language, template: str, **given: str) -> str:
        """Fills the slots, twice, because a filler may have slots of its own."""
        for _ in range(3):
            template = SLOT.sub(lambda match: given.get(match[1]) or self._slot(language, match[1]), template)
        return " ".join(template.split())

    def _slot(self, language: Language, name: str) -> str:
        for table in (language.data["slots"], language.data["templates"], language.data["unsupported"]):
            if name in table:
                return self.random.choice(table[name])
        raise KeyError(f"{language.name}: no list for the slot {name}")

    def _single(self, language: Language, label: str) -> Sentence | None:
        base = label.rstrip("+-")
        if label == "nothing" and self.random.random() < 0.45:
            return self._forbidden(language)
        if label == "unsupported" and self.random.random() < 0.06:
            return Sentence(self._nonsense(language), (label,), language.name)
        kinds = [kind for kind in ("fault", "state", "verb", "cause", "say") if language.data.get(label, {}).get(kind)]
        if base in (*DIRECTED, "sharpen") and not label.endswith("-"):
            kinds += ["raise"]
        if base in DIRECTED and label.endswith("-"):
            kinds += ["lower"]
        if base == "whitebalance":
            kinds += ["verb"]
        if not kinds:
            return None
        kind = self.random.choice(kinds)
        if kind in ("raise", "lower"):
            return self._made(language, label, kind, "property", base)
        return self._made(language, label, {"fault": "remove", "verb": "do"}.get(kind, kind), kind, label)

    def _made(self, language: Language, label: str, template_key: str, slot: str, source: str) -> Sentence | None:
        filler = self._choose(language.synonym(source, slot))
        if filler is None:
            return None
        if slot == "say":
            if language.templates == "held":
                return None
            return Sentence(self._fill(language, filler), (label,), language.name)
        template = self._choose(language.template(template_key))
        if template is None:
            return None
        return Sentence(self._fill(language, template, **{slot: self._fill(language, filler)}), (label,), language.name)

    def _forbidden(self, language: Language) -> Sentence | None:
        template = self._choose(language.template("forbid"))
        if template is None:
            return None
        label = self.random.choice(LABELS[:9])
        base = self.random.choice((*DIRECTED, "sharpen"))
        given = {"fault": self._choose(language.synonym(label, "fault")), "property": self._choose(language.synonym(base, "property"))}
        verb_label = self.random.choice(LABELS[:9] + ("sharpen", "exposure+", "saturation+"))
        given["verb"] = self._choose(language.synonym(verb_label, "verb"))
        if any(value is None and "{" + name + "}" in template for name, value in given.items()):
            return None
        return Sentence(self._fill(language, template, **{name: value for name, value in given.items() if value}), ("nothing",), language.name)

    def _pair(self, language: Language) -> Sentence | None:
        """Two faults in one breath, which no rule can split."""
        pairs = language.data["templates"].get("pair", [])
        one, two = self.random.sample(LABELS[:8], 2)
        template = self._choose(pairs)
        if template is None or language.templates == "held" or language.synonyms == "held":
            return None
        given = {}
        for number, label in (("1", one), ("2", two)):
            for kind in ("fault", "state"):
                filler = self._choose(language.synonym(label, kind))
                if filler is None:
                    return None
                given[kind + number] = self._fill(language, filler)
        return Sentence(self._fill(language, template, **given), (one, two), language.name)

    def _dress(self, language: Language, made: Sentence) -> str:
        """Politeness before and after, sometimes a story around it."""
        space = "" if language.name in ("zh", "ja") else " "
        text, slots = made.text, language.data["slots"]
        if language.templates != "all" and language.templates == "held":
            return text
        if made.labels != ("filler",):
            if self.random.random() < 0.28:
                text = self.random.choice(slots["prefix"]) + space + text
            if self.random.random() < 0.25:
                text = text + space + self.random.choice(slots["suffix"])
            if self.random.random() < 0.05:
                story = self._fill(language, self.random.choice(language.data["filler"]["say"]))
                text = self.random.choice((f"{story},{space}{text}", f"{text},{space}{story}"))
        return text

    def _misspell(self, text: str, language: Language) -> str:
        chance = 0.04 if language.name in ("zh", "ja") else self.random.choice((0.0, 0.0, 0.35, 0.7))
        while text and self.random.random() < chance:
            at, letter = self.random.randrange(len(text)), self.random.choice(string.ascii_lowercase)
            kind = self.random.random()
            if language.name in ("zh", "ja"):
                text = text[:at] + text[at + 1 :] if len(text) > 6 else text
            elif kind < 0.3:
                text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
            elif kind < 0.6:
                text = text[:at] + text[at + 1 :]
            elif kind < 0.8:
                text = text[:at] + text[at] + text[at:]
            else:
                text = text[:at] + letter + text[at + 1 :]
        return text

    def _nonsense(self, language: Language) -> str:
        if language.name in ("zh", "ja") and self.random.random() < 0.5:
            low, high = (0x4E00, 0x8FFF) if language.name == "zh" else (0x3041, 0x30F0)
            return "".join(chr(self.random.randint(low, high)) for _ in range(self.random.randint(1, 10)))
        if self.random.random() < 0.3:
            return "".join(self.random.choice(string.punctuation + string.digits + " 😀🎉🐱🔥") for _ in range(self.random.randint(0, 12)))
        words = ("".join(self.random.choice(string.ascii_lowercase) for _ in range(self.random.randint(2, 9))) for _ in range(self.random.randint(1, 7)))
        return " ".join(words)
