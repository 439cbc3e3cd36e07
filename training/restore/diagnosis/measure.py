"""How right is the diagnoser on pictures it has not seen, and from which severity on it is believed."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..models.diagnoser import Diagnoser
from ..tasks import TASKS
from .bags import Shards, stacked

PIECES = 4
SEEN_SEVERITY = 0.3
"""From here on a fault is one that people see, 38 dB."""
LEAST_THRESHOLD = 0.2
"""40 dB: what is fainter need not be removed, however surely it was found."""
ACCUSED_SHARE = 0.01
"""Of the pictures without a fault, how many may be said to have it."""


@dataclass(frozen=True)
class Measured:
    """Of one fault: mean absolute error of the severity, how often a fault that people see is found, how often a picture
    without it is accused, and the largest gap between what is said and what is true, over five bins of what is said."""

    error: float
    found: float
    accused: float
    miscalibration: float


def measure(network: Diagnoser, folder: Path) -> tuple[dict[str, Measured], dict[str, float]]:
    """Every picture of the pool in `folder`; figures and thresholds per fault."""
    shards, random = Shards(folder), np.random.default_rng(1)
    torch.manual_seed(1)
    said, true, known = [], [], []
    for shard, (_, thumbnails, _) in enumerate(shards.shards):
        for index in range(len(thumbnails)):
            thumbnail, pieces, severities, weights = stacked([shards.bag(shard, index, PIECES, random)])
            with torch.no_grad():
                said.append(torch.sigmoid(network(thumbnail, pieces))[0].numpy())
            true.append(severities[0].numpy())
            known.append(weights[0].numpy() > 0)
    figures, thresholds = {}, {}
    for task, each_said, each_true, each_known in zip(TASKS, np.array(said).T, np.array(true).T, np.array(known).T, strict=True):
        figures[task], thresholds[task] = measured(each_said[each_known], each_true[each_known])
    return figures, thresholds


def measured(said: np.ndarray, true: np.ndarray) -> tuple[Measured, float]:
    """Figures and threshold of one fault from severities said and true."""
    there, sound = true >= SEEN_SEVERITY, true == 0
    threshold = max(LEAST_THRESHOLD, float(np.quantile(said[sound], 1 - ACCUSED_SHARE))) if sound.any() else SEEN_SEVERITY
    bins = np.minimum((said * 5).astype(int), 4)
    gaps = [abs(said[bins == each].mean() - true[bins == each].mean()) for each in range(5) if (bins == each).sum() >= 20]
    found = float((said[there] >= threshold).mean()) if there.any() else 0.0
    accused = float((said[sound] > threshold).mean()) if sound.any() else 0.0
    return Measured(float(np.abs(said - true).mean()), found, accused, float(max(gaps, default=0.0))), threshold


def report(figures: dict[str, Measured], thresholds: dict[str, float]) -> str:
    """A table of text."""
    lines = ["fault      threshold  error  found  accused  miscalibration"]
    for task, each in figures.items():
        lines.append(f"{task:10} {thresholds[task]:9.2f} {each.error:6.3f} {each.found:6.2f} {each.accused:8.3f} {each.miscalibration:15.3f}")
    return "\n".join(lines)
