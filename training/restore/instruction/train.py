"""Trains the sentence encoder: `python -m restore.instruction.train --out FOLDER`.

Everything is seeded. With `--hold-out` one template and one synonym in sixteen are kept away, to measure
what the encoder makes of them; without, it learns all phrases: that is the one that is shipped. A run that was interrupted
goes on where its last draw ended when the same command is given again.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from restore.tasks import DIRECTIONS, directions

from .encoder import TextEncoder
from .grammar import Grammar, Sentence
from .labels import INDEX, LABELS, direction_of
from .measure import measure
from .tokenizer import HASHES_PER_TOKEN, MAXIMUM_TOKENS, normalise, tokens
from .unfinished import Done, Unfinished

NEAR, ASIDE = 0.985, 0.03
"""Cosines that are near enough to a sentence's own direction, and far enough from every other."""


class Batches:
    """Sentences as rows of one table of words, in batches of similar length."""

    def __init__(self, sentences: list[Sentence], seed: int, hide: float = 1.0) -> None:
        self.random, self.hide = np.random.default_rng(seed), hide
        words: dict[tuple[int, ...], int] = {(): 0}
        self.rows = [np.array([words.setdefault(ids, len(words)) for ids in tokens(sentence.text)] or [0]) for sentence in sentences]
        self.words = np.zeros((len(words), HASHES_PER_TOKEN), np.int64)
        for ids, index in words.items():
            self.words[index, : len(ids)] = ids
        self.targets = np.zeros((len(sentences), len(LABELS)), np.float32)
        aims = np.zeros((len(sentences), len(DIRECTIONS)), np.float32)
        for index, sentence in enumerate(sentences):
            for label in sentence.labels:
                self.targets[index, INDEX[label]] = 1
                aims[index, DIRECTIONS.index(direction_of(label))] = 1
        self.aims = aims / np.linalg.norm(aims, axis=1, keepdims=True)
        # Without its "don't" a prohibition is a wish, and "get rid of it" asks for nothing that cannot be done.
        self.robust = self.targets[:, [INDEX[label] for label in ("nothing", "unsupported", "filler")]].sum(1) == 0

    def epoch(self, size: int):
        """Yields buckets, targets and aims; words are dropped now and then so that no single one decides."""
        lengths = np.array([len(row) for row in self.rows])
        order = np.argsort(lengths + self.random.random(len(lengths)) * 3)
        starts = np.arange(0, len(order) - size + 1, size)
        self.random.shuffle(starts)
        for start in starts:
            chosen = order[start : start + size]
            buckets = np.zeros((size, min(MAXIMUM_TOKENS, lengths[chosen].max()), HASHES_PER_TOKEN), np.int64)
            for place, index in enumerate(chosen):
                row = self.rows[index]
                if self.robust[index] and len(row) > 3 and self.random.random() < 0.25 * self.hide:
                    row = row[self.random.random(len(row)) > 0.15] if len(row) > 5 else np.delete(row, self.random.integers(len(row)))
                buckets[place, : len(row)] = self.words[row]
            dropped = self.random.random(buckets.shape) < 0.12 * self.hide
            dropped[:, :, 0] = False
            buckets[dropped] = 0
            whole = self.random.random(buckets.shape[:2]) < 0.1 * self.hide
            several = (buckets[:, :, 1:] > 0).any(-1)
            hidden = whole & several
            # The whole word's own hash is hidden: its pieces must do, as they must for a typo.
            buckets[:, :, 0][hidden] = buckets[:, :, 1:].max(-1)[hidden]
            yield torch.from_numpy(buckets), torch.from_numpy(self.targets[chosen]), torch.from_numpy(self.aims[chosen])


def loss_of(model: TextEncoder, buckets, targets, aims, axes):
    embedding, logits = model(buckets)
    smooth = targets * 0.985 + 0.002
    verdict = functional.binary_cross_entropy_with_logits(logits, smooth, reduction="none").sum(1).mean()
    near = embedding @ axes.T
    wanted = (near * aims).sum(1)
    others = near * (aims == 0)
    # Near its direction, away from the others, and free in the other 245 dimensions to say how it was said.
    return verdict + 4 * functional.relu(NEAR - wanted).mean() + 2 * functional.relu(others.abs() - ASIDE).sum(1).mean()


def evaluation_texts() -> set[str]:
    """The free sentences: where the grammar happens to make one of them, it is thrown away."""
    folder = Path(__file__).parents[3] / "tests" / "instructions"
    cases = [case for name in ("free", "fresh") for case in json.loads((folder / f"{name}.json").read_text("utf-8"))]
    return {normalise(case["text"]) for case in cases}


def train(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    started = time.time()
    part = "seen" if arguments.hold_out else "all"
    grammar = Grammar(arguments.seed, part, part, practice=True)
    kept_away = evaluation_texts()
    model, axes = TextEncoder(), torch.from_numpy(directions())
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.resume:
        model.load_state_dict(torch.load(arguments.resume / "encoder.pt", weights_only=True))
    optimiser = torch.optim.AdamW(model.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)
    steps = arguments.draws * arguments.epochs * (arguments.sentences // arguments.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, arguments.rate, total_steps=steps + 1, pct_start=0.04)
    unfinished = Unfinished(arguments, {"model": model, "optimiser": optimiser, "schedule": schedule}, grammar.random)
    done = unfinished.read()
    step, running, started = done.step, done.loss, started - done.seconds
    for draw in range(done.draws, arguments.draws):
        # Much is hidden at first, so that no single word decides; little at last, where the long lists are still to be learnt.
        hide = arguments.hide + (arguments.last_hide - arguments.hide) * draw / max(1, arguments.draws - 1)
        drawn = (grammar.sentence() for _ in range(arguments.sentences))
        batches = Batches([sentence for sentence in drawn if normalise(sentence.text) not in kept_away], arguments.seed + draw, hide)
        # Products in bfloat16 are a third faster; the last sixth is learnt in full precision.
        torch.set_float32_matmul_precision("medium" if draw < arguments.draws * 5 // 6 else "highest")
        for _ in range(arguments.epochs):
            for buckets, targets, aims in batches.epoch(arguments.batch):
                loss = loss_of(model, buckets, targets, aims, axes)
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                step, running = step + 1, running * 0.99 + loss.item() * 0.01
        unfinished.write(Done(draw + 1, step, running, time.time() - started))
        print(f"draw {draw + 1}/{arguments.draws} step {step}/{steps} loss {running:.3f} {time.time() - started:.0f} s", flush=True)
    model.eval()
    torch.save(model.state_dict(), arguments.out / "encoder.pt")
    figures = measure(model, held_out=arguments.hold_out)
    figures |= {"sentences": arguments.sentences * arguments.draws, "epochs": arguments.epochs, "seed": arguments.seed, "hours": round((time.time() - started) / 3600, 3)}
    (arguments.out / "measured.json").write_text(json.dumps(figures, indent=1))
    unfinished.remove()
    print(json.dumps(figures, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for encoder.pt and measured.json")
    parser.add_argument("--hold-out", action="store_true", help="keep one template and one synonym in sixteen away and measure on them")
    parser.add_argument("--resume", type=Path, help="start from the encoder.pt of this folder")
    parser.add_argument("--draws", type=int, default=30, help="how often new sentences are drawn")
    parser.add_argument("--sentences", type=int, default=50_000, help="how many each time")
    parser.add_argument("--epochs", type=int, default=2, help="how often each of them is seen")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--hide", type=float, default=1.0, help="how much is hidden from the encoder at first")
    parser.add_argument("--last-hide", type=float, default=0.3, help="and at last")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
