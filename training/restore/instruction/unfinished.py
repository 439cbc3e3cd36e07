"""A training of the encoder that was interrupted, kept so that it goes on as if it had not been."""

import argparse
import random
from dataclasses import asdict, dataclass
from typing import Any

import torch

ELSEWHERE = ("out", "threads")
"""Arguments that change nothing of what is learned."""


@dataclass(frozen=True)
class Done:
    """How far a training is: whole draws, steps of the optimiser, the running loss, seconds."""

    draws: int = 0
    step: int = 0
    loss: float = 0.0
    seconds: float = 0.0


class Unfinished:
    """The file `unfinished.pt` in the folder of a run: everything that the next draw depends on."""

    def __init__(self, arguments: argparse.Namespace, parts: dict[str, Any], chance: random.Random) -> None:
        """`parts` have `state_dict` and `load_state_dict`; sentences are drawn by `chance`."""
        self.path = arguments.out / "unfinished.pt"
        self.told = {name: str(value) for name, value in vars(arguments).items() if name not in ELSEWHERE}
        self.parts, self.chance = parts, chance

    def read(self) -> Done:
        """Puts everything into the state that was kept; nothing is done where there is none. Ends where it is of another run."""
        if not self.path.exists():
            return Done()
        kept = torch.load(self.path, weights_only=True)
        if kept["told"] != self.told:
            raise SystemExit(f"{self.path} was left by a run with other arguments. Remove it, or name another folder with --out.")
        for name, part in self.parts.items():
            part.load_state_dict(kept[name])
        self.chance.setstate(kept["chance"])
        torch.set_rng_state(kept["torch"])
        return Done(**kept["done"])

    def write(self, done: Done) -> None:
        """Keeps the state in one step: whoever interrupts it finds the one before."""
        states = {name: part.state_dict() for name, part in self.parts.items()}
        fresh = self.path.with_suffix(".new")
        torch.save({**states, "told": self.told, "done": asdict(done), "chance": self.chance.getstate(), "torch": torch.get_rng_state()}, fresh)
        fresh.replace(self.path)

    def remove(self) -> None:
        """The run is finished."""
        self.path.unlink(missing_ok=True)
