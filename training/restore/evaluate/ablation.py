"""What each part of the network earns: `python -m restore.evaluate.ablation --pool POOL --held-out POOL2 --crops 14000`.

The same network is trained once with all its parts and once without each of them: the same crops in the same order, the
same number of steps, the same multiply-adds. A part is taken away by giving zeros in its place. Without `--pack` it
begins from nothing, by a loss that hardly counts what sound pictures lose, or it would learn to change nothing first;
with it, from shipped weights: what is lost with the part and cannot be made up for. Prints a table of PSNR on crops of
photos that were not trained on; `--held-out` is a pool made from them.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from ..models.guide import STATE_SIZE
from ..models.prompt import PROMPTS
from ..models.tile import EDITIONS
from ..train.batches import Batch, Pool, batches
from ..train.checkpoint import Checkpoint
from ..train.loop import Schedule, Training, decibels_of
from ..train.wishes import Sentences

SEED = 20261122
BATCH = 16
FROM_NOTHING = Schedule(minutes=0, last_knee=Schedule.knee, evenness=0)
FROM_SHIPPED = Schedule(minutes=0, rate=2e-4, knee=2e-5, last_knee=2e-5)
PARTS = ("sentence", "strengths", "guide", "prompts")
"""InstructIR's sentence, PIP's strengths, the pass over the thumbnail that all tiles are given, and the prompts that PIP
and PromptIR put into the features."""
VARIANTS: dict[str, frozenset[str]] = {
    "all parts": frozenset(),
    "no sentence": frozenset({"sentence"}),
    "no strengths": frozenset({"strengths"}),
    "no guide": frozenset({"guide"}),
    "no prompts": frozenset({"prompts"}),
    "neither sentence nor strengths": frozenset({"sentence", "strengths"}),
    "the picture alone": frozenset(PARTS),
}


class NoPrompts(nn.Module):
    """Gives every prompt the weight nought."""

    def forward(self, strengths: Tensor, _state: Tensor) -> Tensor:
        """[1 or N,9] to weights [1 or N,25] of zeros."""
        return strengths.new_zeros(len(strengths), PROMPTS)


class NoGuide(nn.Module):
    """Says nothing about the whole picture."""

    def forward(self, thumbnail: Tensor, _embedding: Tensor, _strengths: Tensor) -> Tensor:
        """[N,3,96,96] to `state` [N,64] of zeros."""
        return thumbnail.new_zeros(len(thumbnail), STATE_SIZE)


def without(batch: Batch, parts: frozenset[str]) -> Batch:
    """The batch with zeros in place of the sentence or the strengths."""
    if "sentence" in parts:
        batch = replace(batch, embedding=torch.zeros_like(batch.embedding))
    if "strengths" in parts:
        batch = replace(batch, strengths=torch.zeros_like(batch.strengths))
    return batch


def trained(
    parts: frozenset[str], start: Checkpoint | None, edition: str, pool: Path, bank: dict[str, np.ndarray] | None, steps: int
) -> Training:
    """A network trained without these parts from `start`, or from nothing, by its averaged weights."""
    torch.manual_seed(SEED)
    # As if nothing had been seen yet: the average is to follow at once.
    training = Training(None if start is None else replace(start, crops=0), edition)
    if "guide" in parts:
        training.leave_out_guide(NoGuide())
    if "prompts" in parts:
        training.leave_out_prompts(NoPrompts())
    schedule = FROM_NOTHING if start is None else FROM_SHIPPED
    for step, batch in enumerate(islice(batches(pool, bank, BATCH, SEED), steps)):
        share = step / steps
        training.step(without(batch, parts), schedule.rate_at(share, step), schedule.knee_at(share), evenness=schedule.evenness)
    training.take_averages()
    return training


class Reached(NamedTuple):
    """Mean PSNR in dB of what was given and of what was made of it."""

    given: float
    restored: float


def measured(training: Training, parts: frozenset[str], drawn: Iterable[Batch]) -> dict[str, Reached]:
    """What is reached per kind of wish."""
    values: dict[str, list[Reached]] = defaultdict(list)
    for batch in drawn:
        with torch.no_grad():
            restored = training.restored(without(batch, parts))[0].float().clamp(0, 1)
        before, after = (decibels_of(((each - batch.target) ** 2).mean((1, 2, 3))) for each in (batch.picture, restored))
        for kind, given, reached in zip(batch.kinds, before, after, strict=True):
            values[kind].append(Reached(given, reached))
    return {kind: Reached(*map(fmean, zip(*each, strict=True))) for kind, each in values.items()}


def held_out(pool: Path, bank: dict[str, np.ndarray] | None, count: int) -> list[Batch]:
    """The same batches at every call."""
    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    source = Pool(pool, Sentences(bank, random), random)
    return [source.draw(BATCH) for _ in range(count // BATCH)]


def main() -> None:
    """Train each variant, print a row for each as it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--crops", type=int, default=14_000, help="seen by each variant")
    parser.add_argument("--edition", choices=EDITIONS, default="instruct", help="`fast` has no prompts to take away")
    parser.add_argument("--sentences", type=Path, help="embeddings of real sentences (python -m restore.instruction.embeddings)")
    parser.add_argument("--measured", type=int, default=2400, help="crops that are measured")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS), help="all; several processes may share them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pack", type=Path, help="shipped model pack to go on from")
    arguments = parser.parse_args()
    start = Checkpoint.of_pack(arguments.pack, arguments.edition) if arguments.pack else None
    torch.set_num_threads(arguments.threads)
    bank = dict(np.load(arguments.sentences)) if arguments.sentences else None
    kinds: list[str] = []
    unseen = held_out(arguments.held_out, bank, arguments.measured)
    for name in arguments.variants:
        parts = VARIANTS[name]
        training = trained(parts, start, arguments.edition, arguments.pool, bank, arguments.crops // BATCH)
        figures = measured(training, parts, unseen)
        if not kinds:
            kinds = sorted(figures)
            print(row("network", kinds), row("---", ["---"] * len(kinds)), sep="\n")
            print(row("input", [f"{figures[kind].given:.2f}" for kind in kinds]))
        print(row(name, [f"{figures[kind].restored:.2f}" for kind in kinds]), flush=True)


def row(name: str, cells: list[str]) -> str:
    """A line of a Markdown table."""
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
