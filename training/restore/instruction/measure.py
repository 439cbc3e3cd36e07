"""How often the encoder hears exactly what a sentence of the grammar asks for, and how near it lies to it."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from restore.tasks import DIRECTIONS, directions

from .encoder import TextEncoder
from .grammar import Grammar, Sentence
from .labels import LABELS, direction_of
from .tokenizer import HASHES_PER_TOKEN, encode

THRESHOLD = 0.5


def run(model: TextEncoder, texts: list[str], batch: int = 256) -> tuple[np.ndarray, np.ndarray]:
    """Embeddings [n, 256] and probabilities [n, C], in the order of the texts."""
    rows = [encode(text) for text in texts]
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    embeddings, chances = np.zeros((len(rows), 256), np.float32), np.zeros((len(rows), len(LABELS)), np.float32)
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        buckets = np.zeros((len(chosen), len(rows[chosen[-1]]), HASHES_PER_TOKEN), np.int64)
        for place, index in enumerate(chosen):
            buckets[place, : len(rows[index])] = rows[index]
        with torch.no_grad():
            embedding, logits = model(torch.from_numpy(buckets))
        embeddings[chosen], chances[chosen] = embedding.numpy(), logits.sigmoid().numpy()
    return embeddings, chances


def heard(chances: np.ndarray) -> set[str]:
    """The classes above the threshold, or the best one where none is."""
    found = {LABELS[index] for index in np.flatnonzero(chances > THRESHOLD)}
    return found or {LABELS[int(chances.argmax())]}


def understood(sentence: Sentence, chances: np.ndarray) -> bool:
    """The same operations; up or down counts too, unless a number with its sign says it, which the rules read."""
    found, wanted = heard(chances), set(sentence.labels)
    if any(character.isdigit() for character in sentence.text):
        return {label.rstrip("+-") for label in found} == {label.rstrip("+-") for label in wanted}
    return found == wanted


def score(model: TextEncoder, sentences: list[Sentence]) -> dict[str, float]:
    embeddings, chances = run(model, [sentence.text for sentence in sentences])
    axes = directions()
    right = np.array([understood(sentence, row) for row, sentence in zip(chances, sentences)])
    near = np.array([max(axes[DIRECTIONS.index(direction_of(label))] @ row for label in sentence.labels) for row, sentence in zip(embeddings, sentences)])
    single = np.array([len(sentence.labels) == 1 for sentence in sentences])
    figures = {"right": float(right.mean()), "cosine": float(near[single].mean()), "cosineTenthPercentile": float(np.quantile(near[single], 0.1))}
    for language in sorted({sentence.language for sentence in sentences}):
        figures[language] = float(right[[sentence.language == language for sentence in sentences]].mean())
    return {name: round(value, 4) for name, value in figures.items()}


def measure(model: TextEncoder, held_out: bool, count: int = 3000) -> dict[str, dict[str, float]]:
    """Fresh sentences of forms and words that were seen, also misspelt; and, if some were held out, of those that were not."""
    part = "seen" if held_out else "all"
    kinds = {"seen": (part, part, False), "seenMisspelt": (part, part, True)}
    if held_out:
        kinds |= {"heldOutTemplates": ("held", "seen", False), "heldOutSynonyms": ("seen", "held", False)}
    figures = {}
    for seed, (name, (templates, synonyms, spoil)) in enumerate(kinds.items()):
        grammar = Grammar(999 + seed, templates, synonyms, spoil=spoil)
        figures[name] = score(model, [grammar.sentence() for _ in range(count)])
    return figures


def main() -> None:
    """Measures a finished run again: `python -m restore.instruction.measure FOLDER [--hold-out]`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = TextEncoder()
    model.load_state_dict(torch.load(arguments.run / "encoder.pt", weights_only=True))
    file = arguments.run / "measured.json"
    figures = json.loads(file.read_text()) | measure(model.eval(), arguments.hold_out)
    file.write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
