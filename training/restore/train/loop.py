"""The training loop: time-bounded, resumable, averaged."""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import torch
import torch.nn.functional as F

from ..models.family import networks
from ..models.tone import apply_tone
from ..precision import learning_layout, learning_precision
from .batches import Batch
from .checkpoint import Checkpoint
from .together import agreed, share_gradients, team_size

SAVE_EVERY_SECONDS = 180
LOG_EVERY_SECONDS = 60
LONGEST_AVERAGE = 0.999
AREA = 16
BROAD_SHARE = 4.0
DRIFT_SHARE = 8.0
"""Pixels a side of the areas over which errors are averaged, how much more what is left there counts, and how much more
what is left of the whole crop."""
PERIOD = 4
PATTERN_SHARE = 0.1
PATTERN_KNEE = (0.2 / 255) ** 2
SHIFT_SHARE = 0.05
SHIFT_KNEE = (0.3 / 255) ** 2
"""Pixels a side of a pattern that comes again and again, as strided and shuffled layers make them; what it and a shift of the
whole crop weigh on their own, and from where on they do not count: a fraction of a level."""
TONE_SHARE = 0.2
"""Weight of the guide's own loss, which asks of its tone law alone what the whole is asked for."""


@dataclass(frozen=True)
class Schedule:
    """Learning rate and loss knee over the share of the time that has passed.

    `evenness` is what patterns and shifts weigh: nothing while a network learns from nothing, for whoever changes nothing
    has neither (after 24 thousand crops from nothing with it, noise of 22.7 dB came back at 23.3).
    """

    minutes: float
    rate: float = 1e-3
    last_rate: float = 2e-5
    knee: float = 1e-3
    last_knee: float = 8e-5
    warm_steps: int = 200
    taught_share: float = 0.6
    evenness: float = 1.0

    def rate_at(self, share: float, step: int) -> float:
        """Cosine from `rate` to `last_rate`, after a linear warm-up."""
        cosine = self.last_rate + (self.rate - self.last_rate) * 0.5 * (1 + math.cos(math.pi * share))
        return cosine * min(1.0, (step + 1) / self.warm_steps)

    def taught_at(self, share: float) -> float:
        """How much of the target is the teacher's: all at first, nothing from `taught_share` of the time on.

        The teacher's results have no noise of their own, so a small network learns faster from them; what it gets
        wrong itself must not be learned, so the truth takes over.
        """
        return max(0.0, 1 - share / self.taught_share) if self.taught_share > 0 else 0.0

    def knee_at(self, share: float) -> float:
        """The squared error below which a sample counts less: high at first, so that "change nothing" is not learned first."""
        return self.knee * (self.last_knee / self.knee) ** share


def loss_of(restored: torch.Tensor, target: torch.Tensor, knee: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean of log(MSE + knee): PSNR as a loss (NAFNet), which balances tasks in dB by itself; and the MSE per sample.

    What is left of the error when it is averaged over areas and over the whole counts again: it is little in the MSE, but
    the eye sees a tone that is off by two levels. Each of the four pixels that the network writes at once is averaged on
    its own, so that no pattern of two by two pixels stays in what is smooth.
    """
    difference = restored.float() - target
    error = (difference**2).mean((1, 2, 3))
    broad = (F.avg_pool2d(F.pixel_unshuffle(difference, 2), AREA // 2) ** 2).mean((1, 2, 3))
    drift = (difference.mean((2, 3)) ** 2).mean(1)
    return torch.log(error + BROAD_SHARE * broad + DRIFT_SHARE * drift + knee).mean(), error.detach()


def unevenness_of(restored: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """What must be small in itself, however large the rest of the error is: patterns that repeat and shifts.

    Where the tone is off by twenty levels, as it may be in a dark photo, a pattern of three is a fiftieth of the error, and
    a loss that adds the two does not see it; the eye does. So each is a logarithm of its own; the pattern's is taken
    area by area, for it is in flat ones that it shows.
    """
    difference = restored.float() - target
    phases = F.avg_pool2d(F.pixel_unshuffle(difference, PERIOD), AREA // PERIOD).unflatten(1, (3, PERIOD**2))
    pattern = ((phases - phases.mean(2, keepdim=True)) ** 2).mean((1, 2))
    shift = (difference.mean((2, 3)) ** 2).mean(1)
    return PATTERN_SHARE * torch.log(pattern + PATTERN_KNEE).mean() + SHIFT_SHARE * torch.log(shift + SHIFT_KNEE).mean()


def decibels_of(errors: torch.Tensor) -> list[float]:
    """PSNR in dB of mean squared errors [N], 70 at most."""
    return [-10 * math.log10(value + 1e-7) for value in errors.tolist()]


class Teacher:
    """A trained network whose results a smaller one is taught (Hinton et al., 2015, for pictures instead of classes)."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.guide, self.tile = checkpoint.averaged()
        self.tile.to(memory_format=learning_layout())

    @torch.no_grad()
    def restore(self, batch: Batch) -> torch.Tensor:
        """What the teacher makes of a batch: like the picture, 0..1."""
        state = self.guide(batch.thumbnail, batch.embedding, batch.strengths)
        with learning_precision():
            return self.tile(batch.picture, batch.embedding, batch.strengths, state).float().clamp(0, 1)


class Training:
    """Both networks, their averages and the optimiser."""

    def __init__(self, checkpoint: Checkpoint | None, edition: str = "instruct", teacher: Teacher | None = None) -> None:
        self.edition = edition if checkpoint is None else checkpoint.edition
        self.guide, tile = networks(self.edition)
        self.tile = tile.to(memory_format=learning_layout())
        self.teacher = teacher
        if teacher is not None and checkpoint is None:
            self.guide.load_state_dict(teacher.guide.state_dict())
        self.parameters = [*self.guide.parameters(), *self.tile.parameters()]
        self.optimiser = torch.optim.AdamW(self.parameters, betas=(0.9, 0.98), weight_decay=1e-4, fused=True)
        self.crops, self.hours = 0, 0.0
        if checkpoint is not None:
            self.guide.load_state_dict(checkpoint.guide)
            self.tile.load_state_dict(checkpoint.tile)
            if checkpoint.optimiser is not None:
                self.optimiser.load_state_dict(checkpoint.optimiser)
                for group in self.optimiser.param_groups:
                    group["fused"] = True
            self.crops, self.hours = checkpoint.crops, checkpoint.hours
        start = (self.guide.state_dict(), self.tile.state_dict())
        if checkpoint is not None:
            start = (checkpoint.averaged_guide, checkpoint.averaged_tile)
        self.averages = [{name: value.clone() for name, value in state.items()} for state in start]

    def step(
        self, batch: Batch, rate: float, knee: float, taught: float = 0.0, tones: Batch | None = None, evenness: float = 1.0
    ) -> list[float]:
        """One step of the optimiser; returns the PSNR of each sample in dB.

        `taught` 0..1 is the share of the teacher's result in what is aimed at: nothing without a teacher. Of `tones`
        the guide learns beside it, by its tone law alone.
        """
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        restored, toned = self.restored(batch)
        target = batch.target
        if self.teacher is not None and taught > 0:
            target = torch.lerp(target, self.teacher.restore(batch), taught)
        loss, error = loss_of(restored, target, knee)
        if evenness > 0:
            loss = loss + evenness * unevenness_of(restored, target)
        loss = loss + TONE_SHARE * loss_of(toned, batch.target_thumbnail, knee)[0]
        if tones is not None:
            loss = loss + loss_of(self.guided(tones)[1], tones.target_thumbnail, knee)[0]
        self.descend(loss)
        seen = len(error) * team_size()
        self.crops += seen
        self.average(seen)
        return decibels_of(error)

    def descend(self, loss: torch.Tensor) -> None:
        """Follow the gradient of a loss."""
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        share_gradients(self.parameters)
        torch.nn.utils.clip_grad_norm_(self.parameters, 3.0)
        self.optimiser.step()

    def guided(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """The guide's state, and the thumbnail after its tone law alone; in single precision, for a tone law is exact."""
        state = self.guide(batch.thumbnail, batch.embedding, batch.strengths)
        return state, apply_tone(batch.thumbnail, state)

    def restored(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """What the tile network makes of a batch, unclipped; and the toned thumbnail."""
        state, toned = self.guided(batch)
        with learning_precision():
            return self.tile(batch.picture, batch.embedding, batch.strengths, state), toned

    def leave_out_guide(self, substitute: torch.nn.Module) -> None:
        """Trains on with something without weights in place of the guide."""
        self.guide = substitute
        self.averages[0] = {}

    def leave_out_prompts(self, substitute: torch.nn.Module) -> None:
        """Trains on with something without weights in place of the prompts' weights."""
        self.tile.prompts = substitute
        self.averages[1] = {name: value for name, value in self.averages[1].items() if not name.startswith("prompts.")}

    def take_averages(self) -> None:
        """Goes on with the averaged weights."""
        for module, averages in zip((self.guide, self.tile), self.averages, strict=True):
            module.load_state_dict(averages)

    def average(self, size: int) -> None:
        """Exponential moving average of the weights, short at first."""
        steps = self.crops / size
        decay = min(LONGEST_AVERAGE, steps / (steps + 10))
        with torch.no_grad():
            for module, averages in zip((self.guide, self.tile), self.averages, strict=True):
                for name, value in module.state_dict().items():
                    averages[name].lerp_(value, 1 - decay)

    def checkpoint(self, hours: float) -> Checkpoint:
        """What is needed to go on."""
        return Checkpoint(
            self.guide.state_dict(), self.tile.state_dict(), *self.averages,
            self.optimiser.state_dict(), self.crops, self.hours + hours, edition=self.edition,
        )  # fmt: skip


def train(
    training: Training, batches: Iterable[Batch], schedule: Schedule, out: Path | None, tones: Iterable[Batch] | None = None
) -> None:
    """Train for `schedule.minutes`, writing `out` every few minutes and a line of log every minute.

    Without `out` another process of the team writes both.
    """
    started = saved = logged = time.monotonic()
    seen: dict[str, list[float]] = {}
    first_crop = training.crops
    for step, (batch, tone) in enumerate(zip(batches, repeat(None) if tones is None else tones)):
        now = time.monotonic()
        share = agreed((now - started) / 60 / schedule.minutes)
        if share >= 1:
            break
        rate, knee = schedule.rate_at(share, step), schedule.knee_at(share)
        reached = training.step(batch, rate, knee, schedule.taught_at(share), tone, schedule.evenness)
        if out is None:
            continue
        for kind, decibels in zip(batch.kinds, reached, strict=True):
            seen.setdefault(kind, []).append(decibels)
        if now - logged > LOG_EVERY_SECONDS:
            means = ", ".join(f"{kind} {sum(values) / len(values):.1f}" for kind, values in sorted(seen.items()))
            speed = (training.crops - first_crop) / (now - started)
            print(f"{(now - started) / 60:.0f} min, {training.crops} crops, {speed:.0f}/s, rate {rate:.1e}: {means}", flush=True)
            logged, seen = now, {}
        if now - saved > SAVE_EVERY_SECONDS:
            training.checkpoint((now - started) / 3600).write(out)
            saved = now
    if out is not None:
        training.checkpoint((time.monotonic() - started) / 3600).write(out)
