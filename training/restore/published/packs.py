"""The papers' networks in the shape of a restoration pack: a guide, and a tile network with Patina's four inputs.

Neither network knows all nine tasks. Asked for another one, the tile network returns its picture bit for bit.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import torch
from torch import Tensor, nn

from ..tasks import EMBEDDING_SIZE, TASKS
from .instructir import InstructIr
from .promptir import PromptIr

INSTRUCTIR_CLASSES = ("denoise", "deblur", "derain", "dehaze", "lowlight", "upscale", "enhance")
"""The classes of InstructIR's language head, in its order: noise, blur, rain, haze, low light, super-resolution, enhancement."""
PROMPTIR_TASKS = ("denoise", "derain", "dehaze")
PROMPTIR_UNUSED = ("chnl_reduce", "reduce_noise_channel")
"""What the published file of PromptIR holds and its network never runs."""


def known_tasks(tasks: Iterable[str]) -> Tensor:
    """1 for each of `TASKS` that is among these, shape [9]."""
    wanted = set(tasks)
    return torch.tensor([float(task in wanted) for task in TASKS])


class PublishedGuide(nn.Module):
    """Says to all tiles whether the network knows what is asked for: `state` [1,1], 1 or 0."""

    def __init__(self, tasks: Iterable[str], *, knows_auto: bool) -> None:
        super().__init__()
        self.register_buffer("known", known_tasks(tasks))
        self.knows_auto = float(knows_auto)

    def forward(self, thumbnail: Tensor, embedding: Tensor, strengths: Tensor) -> Tensor:
        """`thumbnail` [1,3,96,96], `embedding` [1,256] and `strengths` [1,9] to `state` [1,1]."""
        asked = (strengths * self.known).sum(1, keepdim=True)
        blind = (strengths.sum(1, keepdim=True) == 0).float() * self.knows_auto
        # The pack's interface names all inputs; a file without them would not be accepted.
        unused = 0 * thumbnail.mean((1, 2, 3))[:, None] + 0 * embedding.sum(1, keepdim=True)
        return (asked + blind).clamp(0, 1) + unused


class InstructIrTile(nn.Module):
    """InstructIR steered by a fixed sentence of its own embedding space per task instead of by its language model."""

    def __init__(self, network: InstructIr, sentences: Tensor) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("sentences", sentences)

    def forward(self, picture: Tensor, embedding: Tensor, strengths: Tensor, state: Tensor) -> Tensor:
        """`picture` [N,3,H,W], `embedding` [1,256] (not used), `strengths` [1,9], `state` [1,1]; the restored picture."""
        sentence = nn.functional.normalize(strengths @ self.sentences + 0 * embedding, dim=1)
        restored = self.network(picture, sentence.expand(picture.shape[0], -1))
        return torch.where(state[:, :, None, None] > 0.5, restored, picture)


class PromptIrTile(nn.Module):
    """PromptIR, which finds the fault by itself."""

    def __init__(self, network: PromptIr) -> None:
        super().__init__()
        self.network = network

    def forward(self, picture: Tensor, embedding: Tensor, strengths: Tensor, state: Tensor) -> Tensor:
        """As above; `embedding` and `strengths` are not used."""
        unused = 0 * (embedding.sum() + strengths.sum())
        return torch.where(state[:, :, None, None] > 0.5, self.network(picture) + unused, picture)


def sentences_of_head(head: Mapping[str, Tensor]) -> Tensor:
    """A sentence per task from the published language head, shape [9,256]; zeros where it knows none.

    The head normalises embeddings and then classifies them linearly (`fc2`), so the unit vector that a class answers to
    most, compared with the other classes, is the difference of its row from the mean of all.
    """
    rows = head["fc2.weight"].float()
    if rows.shape != (len(INSTRUCTIR_CLASSES), EMBEDDING_SIZE):
        raise ValueError(f"Expected a head of {len(INSTRUCTIR_CLASSES)} x {EMBEDDING_SIZE} values, found {tuple(rows.shape)}.")
    found = nn.functional.normalize(rows - rows.mean(0), dim=1)
    sentences = torch.zeros(len(TASKS), EMBEDDING_SIZE)
    for row, task in zip(found, INSTRUCTIR_CLASSES, strict=True):
        sentences[TASKS.index(task)] = row
    return sentences


def sentences_of_file(stored: Mapping[str, np.ndarray]) -> Tensor:
    """The same from embeddings that somebody computed with the published language model, by task."""
    unknown = set(stored) - set(TASKS)
    if unknown:
        raise ValueError(f"Expected embeddings named {', '.join(TASKS)}; found {', '.join(sorted(unknown))}.")
    sentences = torch.zeros(len(TASKS), EMBEDDING_SIZE)
    for task, values in stored.items():
        sentences[TASKS.index(task)] = torch.from_numpy(np.asarray(values, np.float32)).reshape(EMBEDDING_SIZE)
    return sentences


def weights_of(checkpoint: Mapping, network: nn.Module, *, unused: tuple[str, ...] = ()) -> dict[str, Tensor]:
    """The weights of a published checkpoint under the names of our network.

    Raises ValueError with the first names that are missing or too many, or of another shape.
    """
    state = checkpoint
    for wrapper in ("state_dict", "params", "model"):
        state = state.get(wrapper, state) if isinstance(state.get(wrapper), Mapping) else state
    renamed = {own_name(name): value for name, value in state.items() if torch.is_tensor(value)}
    renamed = {name: value for name, value in renamed.items() if not name.startswith(unused)} if unused else renamed
    wanted = network.state_dict()
    wrong = [name for name, value in wanted.items() if name not in renamed or renamed[name].shape != value.shape]
    wrong += [name for name in renamed if name not in wanted]
    if wrong:
        raise ValueError(f"This is not the expected checkpoint: {', '.join(wrong[:3])} ({len(wrong)} in all) do not fit.")
    return {name: renamed[name].float() for name in wanted}


def own_name(name: str) -> str:
    """The name in our networks of a parameter of the published files."""
    for prefix in ("module.", "net."):
        name = name.removeprefix(prefix)
    return name.replace(".sca.", ".attention.")
