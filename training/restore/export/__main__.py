"""Writes the model pack: `python -m restore.export --checkpoint FILE --pack ../resources/models/instruct`."""

import argparse
import json
from pathlib import Path

import torch

from ..models.guide import STATE_SIZE, THUMBNAIL_SIZE
from ..models.tile import ALIGNMENT
from ..tasks import EMBEDDING_SIZE, TASKS
from ..train.checkpoint import Checkpoint
from .exactness import exactness
from .golden import golden
from .graphs import write_guide, write_tile
from .half import write_half
from .onnx_file import described, round_weights_to_half
from .parity import LEAST_PARITY, parity

HALOS = {
    "instruct": (64, {"dehaze": 48, "enhance": 40, "upscale": 48}),
    "fast": (40, {
        "denoise": 24, "deblur": 24, "derain": 24, "dehaze": 24, "lowlight": 32, "dejpeg": 24, "enhance": 24, "upscale": 24,
    }),
}  # fmt: skip
"""Measured by `python -m restore.evaluate.halo`: below one 8-bit step; of all tasks, and of those that look less far.
Rain takes more than was tried: with 64 pixels one step in four photos was 1.35."""
TILE_SIZES = {"instruct": 768, "fast": 512}
"""The wider the halo, the larger the tile that it is worth: of one of 512 pixels a halo of 64 is 44 %. Whole commands on 24
megapixels, `instruct`: 768 pixels 0.87 of the time of 512, 1024 no less; `fast` does not gain."""

TITLES = {
    "instruct": "Patina instructed restoration, compact",
    "fast": "Patina instructed restoration, fast",
}

WEAKNESSES = [
    "Camera shake and defocus are only softened, not undone.",
    "Rain as wide or long as the picture's own structures stays.",
    "Haze is lifted by one law for the whole picture with local corrections; thick fog stays grey.",
    "Scratches wider than about 8 pixels are blurred rather than filled.",
    "Night photos with lamps are lit up only in part: the guide met such nights late in its training.",
    "Trained on two processor cores for hours, not on a graphics card for days: fine texture is smoothed at strong noise.",
]


def main() -> None:
    """Export, check against PyTorch, write golden values and manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--measured", type=Path, help="JSON of figures to write into the manifest")
    parser.add_argument("--hardware", default="2 CPU cores")
    parser.add_argument("--pack-version", default="1.0.0")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = Checkpoint.read(arguments.checkpoint)
    guide, tile = checkpoint.averaged()
    for module in (guide, tile):
        round_weights_to_half(module)
    files = {name: arguments.pack / f"{name}.onnx" for name in ("guide", "tile")}
    write_guide(guide, files["guide"])
    write_tile(tile, guide, files["tile"])
    equal = parity(guide, tile, files["guide"], files["tile"])
    exact = exactness(guide, tile, equal)
    if min(equal.values()) < LEAST_PARITY:
        raise SystemExit(f"Expected at least {LEAST_PARITY} dB between PyTorch and ONNX Runtime on every task.")
    files["tileHalf"] = write_half(guide, tile, arguments.pack)
    files["golden"] = arguments.pack / "golden.json"
    files["golden"].write_text(json.dumps(golden(files["guide"], files["tile"])) + "\n")
    measured = json.loads(arguments.measured.read_text()) if arguments.measured else {}
    measured |= exact
    manifest = {
        "schema": 1,
        "kind": "restoration",
        "id": arguments.pack.name,
        "version": arguments.pack_version,
        "title": TITLES[checkpoint.edition],
        "files": {name: described(path) for name, path in files.items()},
        "tasks": list(TASKS),
        "embeddingSize": EMBEDDING_SIZE,
        "stateSize": STATE_SIZE,
        "thumbnailSize": THUMBNAIL_SIZE,
        "alignment": ALIGNMENT,
        "halo": HALOS[checkpoint.edition][0],
        "halos": HALOS[checkpoint.edition][1],
        "tileSize": TILE_SIZES[checkpoint.edition],
        "valueRange": [0, 1],
        "licence": "MIT, like the rest of this repository",
        "trainingData": "357 photos under CC0, public domain, CC BY, CC BY-SA, MIT and BSD licences, degraded by training/restore/degrade",
        "training": {
            "command": "python -m restore.train --pool POOL --out RUN --minutes N",
            "crops": checkpoint.crops,
            "hours": round(checkpoint.hours, 2),
            "hardware": arguments.hardware,
        },
        "measured": measured,
        "weaknesses": WEAKNESSES,
    }
    (arguments.pack / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{arguments.pack}: {checkpoint.crops} crops, {sum(f.stat().st_size for f in files.values())} bytes")


if __name__ == "__main__":
    main()
