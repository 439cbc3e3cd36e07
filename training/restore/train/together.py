"""Several processes that train one network: each on crops of its own, with the mean of their gradients.

A process a core is faster than threads, which wait for one another in every layer (two cores: 53 against 45 crops a
second, and 29 as soon as anything else runs). `torchrun` starts them; a process started alone is a team of one.
"""

import os
from collections.abc import Iterable

import torch
import torch.distributed as dist
from torch import Tensor


def join_team() -> int:
    """Meet the other processes that `torchrun` started; returns the rank of this one, 0 first."""
    if "RANK" not in os.environ:
        return 0
    dist.init_process_group("gloo")
    return dist.get_rank()


def team_size() -> int:
    """How many processes train together."""
    return dist.get_world_size() if dist.is_initialized() else 1


def share_gradients(parameters: Iterable[Tensor]) -> None:
    """Replace every gradient by the mean of all processes."""
    if team_size() == 1:
        return
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    joined = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(joined)
    parts = (joined / team_size()).split([gradient.numel() for gradient in gradients])
    for gradient, part in zip(gradients, parts, strict=True):
        gradient.copy_(part.view_as(gradient))


def agreed(value: float) -> float:
    """The mean of what the processes hold, so that all stop at the same step."""
    if team_size() == 1:
        return value
    held = torch.tensor(value, dtype=torch.float64)
    dist.all_reduce(held)
    return float(held) / team_size()
