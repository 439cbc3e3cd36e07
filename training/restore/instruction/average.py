"""The mean of the weights of runs that went on from one another: `python -m restore.instruction.average RUN RUN --out FOLDER`."""

import argparse
import json
from pathlib import Path

import torch

from .encoder import TextEncoder
from .measure import measure


def average(runs: list[Path]) -> TextEncoder:
    weights = [torch.load(run / "encoder.pt", weights_only=True) for run in runs]
    model = TextEncoder()
    model.load_state_dict({name: sum(other[name] for other in weights) / len(weights) for name in weights[0]})
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True, help="folder for encoder.pt and measured.json")
    parser.add_argument("--hold-out", action="store_true", help="the runs kept something away: measure on that too")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = average(arguments.runs)
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), arguments.out / "encoder.pt")
    hours = sum(json.loads((run / "measured.json").read_text())["hours"] for run in arguments.runs)
    figures = measure(model, held_out=arguments.hold_out) | {"hours": round(hours, 3)}
    (arguments.out / "measured.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
