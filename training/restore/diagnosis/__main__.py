"""Trains the diagnoser: `python -m restore.diagnosis --pool POOL --out RUN/diagnoser.pt --minutes 20`.

Pools are those of the picture network (`python -m restore.data`). `--resume FILE` goes on from an earlier run;
`--held-out POOL2`, made from other photos, is measured at the end.
"""

import argparse
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from ..models.diagnoser import Diagnoser
from ..precision import learning_precision
from .bags import batches
from .measure import measure, report

BATCH = 16


def main() -> None:
    """Train for the minutes given, write the averaged weights, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", type=Path, required=True)
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    network = Diagnoser()
    if arguments.resume:
        network.load_state_dict(torch.load(arguments.resume, weights_only=True))
    average = {name: value.clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
    started = logged = time.monotonic()
    losses: list[float] = []
    for step, (thumbnail, pieces, severities, weights) in enumerate(batches(arguments.pool, BATCH, arguments.seed)):
        share = (time.monotonic() - started) / 60 / arguments.minutes
        if share >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 100) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share)))
        with learning_precision():
            logits = network(thumbnail, pieces)
        # Of a severity between 0 and 1, cross entropy learns the expectation, as squares would, but does not tire near the ends.
        loss = F.binary_cross_entropy_with_logits(logits.float(), severities, weights)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        decay = min(0.998, step / (step + 10))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                average[name] = torch.lerp(average[name], value, 1 - decay) if value.is_floating_point() else value.clone()
        losses.append(loss.item())
        if time.monotonic() - logged > 60:
            print(f"{share * arguments.minutes:.0f} min, {step * BATCH} pictures, loss {sum(losses) / len(losses):.4f}", flush=True)
            logged, losses = time.monotonic(), []
            torch.save(average, arguments.out)
    torch.save(average, arguments.out)
    if arguments.held_out:
        network.load_state_dict(average)
        print(report(*measure(network.eval(), arguments.held_out)))


if __name__ == "__main__":
    main()
