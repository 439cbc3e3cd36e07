"""Writes the diagnoser's pack: `python -m restore.diagnosis.export --weights RUN/diagnoser.pt --held-out POOL --pack ../resources/models/diagnose`.

`--held-out` is a pool made from photos that were not trained on; thresholds and figures come from it.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.export import Dim

from ..export.golden import packed, session
from ..export.onnx_file import described, round_weights_to_half, write_onnx
from ..models.diagnoser import CROP_SIZE, Diagnoser, Severities
from ..models.guide import THUMBNAIL_SIZE
from ..tasks import TASKS
from .measure import measure, report

LARGEST_DIFFERENCE = 1e-4
"""Between PyTorch and ONNX Runtime, of a severity."""

WEAKNESSES = [
    "Taught on synthetic faults of sharp photos: what is soft by intention can be called blurred.",
    "Severity says how far a fault moves the picture, not how much it disturbs.",
    "Sees twelve pieces of a large picture: what lies between them is not seen.",
]


def main() -> None:
    """Export, check against PyTorch, measure, write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--pack-version", default="1.0.0")
    parser.add_argument("--hours", type=float, default=0.0, help="of training so far")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    network = Diagnoser().eval()
    network.load_state_dict(torch.load(arguments.weights, weights_only=True))
    round_weights_to_half(network)
    figures, thresholds = measure(network, arguments.held_out)
    print(report(figures, thresholds))
    files = {"diagnoser": arguments.pack / "diagnoser.onnx", "golden": arguments.pack / "golden.json"}
    module = Severities(network).eval()
    random = torch.Generator().manual_seed(1)
    thumbnail = torch.rand(1, 3, THUMBNAIL_SIZE, THUMBNAIL_SIZE, generator=random)
    pieces = torch.rand(2, 3, CROP_SIZE, CROP_SIZE, generator=random)
    dynamic = {"thumbnail": None, "pieces": {0: Dim("count", min=1, max=64)}}
    write_onnx(module, files["diagnoser"], (thumbnail, pieces), ["thumbnail", "pieces"], "severities", dynamic)
    given = {"thumbnail": thumbnail.numpy(), "pieces": pieces.numpy()}
    (said,) = session(files["diagnoser"]).run(None, given)
    with torch.no_grad():
        difference = float(np.abs(said - module(thumbnail, pieces).numpy()).max())
    print(f"ONNX Runtime against PyTorch: {difference:.1e}")
    if difference > LARGEST_DIFFERENCE:
        raise SystemExit("PyTorch and ONNX Runtime disagree.")
    files["golden"].write_text(json.dumps({name: packed(values) for name, values in {**given, "severities": said}.items()}) + "\n")
    measured = {}
    for task, each in figures.items():
        measured |= {f"{task}Error": round(each.error, 3), f"{task}Found": round(each.found, 3), f"{task}Accused": round(each.accused, 3)}
    manifest = {
        "schema": 1,
        "kind": "diagnosis",
        "id": arguments.pack.name,
        "version": arguments.pack_version,
        "title": "Patina diagnoser",
        "files": {name: described(path) for name, path in files.items()},
        "tasks": list(TASKS),
        "thresholds": [round(thresholds[task], 2) for task in TASKS],
        "thumbnailSize": THUMBNAIL_SIZE,
        "pieceSize": CROP_SIZE,
        "licence": "MIT, like the rest of this repository",
        "trainingData": "357 photos under CC0, public domain, CC BY, CC BY-SA, MIT and BSD licences, degraded by training/restore/degrade",
        "measured": measured,
        "weaknesses": WEAKNESSES,
        "training": {"command": "python -m restore.diagnosis --pool POOL --out RUN --minutes N", "hardware": "2 CPU cores", "hours": arguments.hours},
    }
    (arguments.pack / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
