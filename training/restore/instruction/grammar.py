"""The grammar: endless labelled sentences from the phrase lists, with templates and synonyms held out.

A production is a template with slots; the phrase lists are `phrases/LANGUAGE/*.toml`. One template in sixteen and
one synonym in sixteen, chosen by hash, never occur in training when something is held out, so that what
is measured on them is what the encoder makes of forms and of words it has not seen.
"""

import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from .labels import DIRECTED, LABELS
from .mistakes import made_up_word, misspelt, nonsense
from .tokenizer import fnv1a

FOLDER = Path(__file__).parent / "phrases"
WEIGHTS = {"en": 10, "zh": 7, "ja": 7, "de": 1.5, "fr": 1.5, "es": 1.5}
"""How often a language is measured."""
PRACTICE = {"en": 10, "zh": 9, "ja": 9, "de": 4, "fr": 2, "es": 2}
"""How often it is practised: the small lists need more turns than they are worth."""
SLOT = re.compile(r"\{(\w+)\}")
FOLDS = 16
FORMS_TO_BLUR = ("remove", "state", "do", "cause")
"""Templates whose words hardly change what is asked for: the slot says it."""
STRONG_PROPERTIES = ("contrast", "saturation", "vibrance", "sharpen", "exposure", "highlights")
"""Properties that are "stronger" when they are raised; stronger shadows are darker ones."""


COMMON = 0.45
"""How often only the first fifth of a list is drawn from: the lists begin with what most people say."""
VARIED = 0.4
"""How often practice takes a form that stands for many, with slots of the table `forms`."""
SHORT = 0.12
"""How often practice takes one of the shortest forms, of the table `short`; and how often it adds nothing around a sentence."""


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
    _parts: dict[tuple[str, str], list[str]] = field(init=False, default_factory=dict)
    _varied: dict[str, list[str]] = field(init=False, default_factory=dict)
    _others: dict[str, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.data = {}
        for file in sorted((FOLDER / self.name).glob("*.toml")):
            self.data |= tomllib.loads(file.read_text("utf-8"))

    def template(self, key: str) -> list[str]:
        """Forms of sentences of one kind."""
        return self._part("templates", key, self.templates, 0)

    def synonym(self, label: str, key: str) -> list[str]:
        """What fills the forms: faults, states, verbs, causes, properties of one class."""
        return self._part(label, key, self.synonyms, 1)

    def varied(self, key: str) -> list[str]:
        """The forms that stand for many, with slots of the table `forms`."""
        if key not in self._varied:
            names = set(self.data.get("forms", ()))
            self._varied[key] = [template for template in self.template(key) if names.intersection(SLOT.findall(template))]
        return self._varied[key]

    def is_of_the_others(self, key: str, template: str) -> bool:
        """True for a form of the part that must not be used now, however it came about."""
        if self.templates == "all":
            return False
        if key not in self._others:
            mine = set(self.template(key))
            self._others[key] = {plain(entry) for entry in self.data["templates"].get(key, []) if entry not in mine}
        return plain(template) in self._others[key]

    def _part(self, section: str, key: str, wanted: str, fold: int) -> list[str]:
        if (section, key) not in self._parts:
            entries = self.data.get(section, {}).get(key, [])
            held = {entry for entry in entries if fnv1a(f"{self.name}/{key}/{entry}") % FOLDS == fold}
            self._parts[section, key] = [entry for entry in entries if wanted == "all" or (entry in held) == (wanted == "held")]
        return self._parts[section, key]


def plain(template: str) -> str:
    """A form without what does not make it another one: capitals, spaces, punctuation, which article."""
    return re.sub(r"[^\w{}+%-]", "", re.sub(r"\{the1?\}", "the", template).lower())


class Grammar:
    """Draws sentences. With `spoil` some are misspelt and some forms blurred; `practice` draws more often what is hard to learn."""

    def __init__(self, seed: int, templates: str = "all", synonyms: str = "all", languages: tuple[str, ...] | None = None, spoil: bool = True, practice: bool = False) -> None:
        self.random, self.spoil, self.practice = random.Random(seed), spoil, practice
        names = languages or tuple(WEIGHTS)
        self.languages = [Language(name, templates, synonyms) for name in names]
        self.weights = [(PRACTICE if practice else WEIGHTS)[name] for name in names]
        self.labels = (*LABELS, "unsupported", "unsupported", "unsupported", "auto", "nothing", "nothing", "pair", "pair", "denoise", "deblur", "descratch")
        if practice:
            self.labels += ("nothing",) * 2

    def sentence(self) -> Sentence:
        """A sentence of a random language and class; never empty, sometimes with typos."""
        while True:
            (language,) = self.random.choices(self.languages, self.weights)
            label = self.random.choice(self.labels)
            made = self._pair(language) if label == "pair" else self._single(language, label)
            if made is not None:
                if self.practice and self.random.random() < SHORT:
                    return made
                text = self._dress(language, made)
                return Sentence(misspelt(text, language.name, self.random) if self.spoil else text, made.labels, language.name)

    def _choose(self, entries: list[str]) -> str | None:
        """An entry of a list. In training the first are drawn more often; measured is every entry alike."""
        if not entries:
            return None
        common = entries[: 1 + len(entries) // 5] if self.spoil and self.random.random() < COMMON else entries
        return self.random.choice(common)

    def _form(self, language: Language, key: str) -> str | None:
        """A form of one kind, spread out where it stands for many."""
        for _ in range(50):
            way = self.random.random() if self.practice else 1.0
            few = language.data.get("short", {}).get(key, []) if way < SHORT else language.varied(key) if way < SHORT + VARIED else []
            template = self.random.choice(few) if few else self._choose(language.template(key))
            if template is None:
                return None
            spread = self._spread(language, template)
            if spread == template and language.templates == "held" or not language.is_of_the_others(key, spread):
                return spread
        return None

    def _spread(self, language: Language, template: str) -> str:
        """Fills the slots that make a form, and leaves those that say what it is about."""
        forms = language.data.get("forms", {})
        return " ".join(SLOT.sub(lambda match: self.random.choice(forms[match[1]]) if match[1] in forms else match[0], template).split())

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
        if label == "nothing" and self.random.random() < (0.65 if self.practice else 0.45):
            return self._forbidden(language)
        if label == "unsupported" and self.random.random() < 0.1:
            return Sentence(nonsense(language.name, self.random), (label,), language.name)
        kinds = [kind for kind in ("fault", "state", "verb", "cause", "say") if language.data.get(label, {}).get(kind)]
        if base in (*DIRECTED, "sharpen"):
            kinds += self._ways(language, base, label.endswith("-"))
        if base == "whitebalance":
            kinds += ["verb"]
        if not kinds:
            return None
        kind = self.random.choice(kinds)
        if kind in ("raise", "strengthen", "lower", "weaken"):
            return self._made(language, label, kind, "property", base)
        return self._made(language, label, {"fault": "remove", "verb": "do"}.get(kind, kind), kind, label)

    def _ways(self, language: Language, base: str, down: bool) -> list[str]:
        """The kinds of template that turn a property up or down."""
        plain, strong = ("lower", "weaken") if down else ("raise", "strengthen")
        has_strong = base in STRONG_PROPERTIES and strong in language.data["templates"]
        return [plain, strong] if has_strong and self.random.random() < 0.35 else [plain]

    def _made(self, language: Language, label: str, template_key: str, slot: str, source: str) -> Sentence | None:
        filler = self._choose(language.synonym(source, slot))
        if filler is None:
            return None
        if slot == "say":
            if language.templates == "held":
                return None
            return Sentence(self._fill(language, filler), (label,), language.name)
        template = self._form(language, template_key)
        if template is None:
            return None
        if self.spoil and template_key in FORMS_TO_BLUR:
            blurred = self._blurred(language, template, template_key, slot)
            template = template if language.is_of_the_others(template_key, blurred) else blurred
        return Sentence(self._fill(language, template, **{slot: self._fill(language, filler)}), (label,), language.name)

    def _blurred(self, language: Language, template: str, key: str, slot: str) -> str:
        """Now and then a form that nobody wrote: the beginning of one and the end of another, or a word nobody knows."""
        way, mark = self.random.random(), "{" + slot + "}"
        if way < 0.08:
            other = self._form(language, key) or template
            if template.count(mark) == 1 and other.count(mark) == 1:
                return template.split(mark)[0] + mark + other.split(mark)[1]
        elif way < 0.16:
            words = template.split(" ")
            plain = [index for index, word in enumerate(words) if "{" not in word]
            if plain:
                words[self.random.choice(plain)] = made_up_word(self.random)
                return " ".join(words)
        return template

    def _forbidden(self, language: Language) -> Sentence | None:
        template = self._form(language, "forbid")
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
        if language.templates == "held":
            return text
        if made.labels != ("filler",):
            if self.random.random() < 0.28:
                text = self._fill(language, self.random.choice(slots["prefix"])) + space + text
            if self.random.random() < 0.25:
                text = text + space + self._fill(language, self.random.choice(slots["suffix"]))
            if self.random.random() < 0.08:
                story = self._fill(language, self.random.choice(language.data["filler"]["say"]))
                text = self.random.choice((f"{story},{space}{text}", f"{text},{space}{story}"))
        return text
