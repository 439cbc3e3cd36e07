"""Makes a model pack of a published checkpoint, for the folder of models that Patina looks into.

    python -m restore.published.convert instructir --checkpoint im_instructir-7d.pt --head lm_instructir-7d.pt --pack FOLDER
    python -m restore.published.convert promptir --checkpoint model.ckpt --pack FOLDER

The licence is shown first, and nothing is written without `--accept-licence`. InstructIR's language model is replaced: each
task gets the sentence that the language head (`--head`) takes most surely for it, or the one in `--sentences FILE.npz`.
The files themselves are their authors'; they are not part of this repository, and what became of them was tested here
with random weights only.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.export import Dim

from ..export.golden import golden
from ..export.graphs import example_inputs
from ..export.onnx_file import described, write_onnx
from ..models.guide import THUMBNAIL_SIZE
from ..tasks import EMBEDDING_SIZE, TASKS
from . import instructir, promptir
from .packs import (
    INSTRUCTIR_CLASSES,
    PROMPTIR_TASKS,
    PROMPTIR_UNUSED,
    InstructIrTile,
    PromptIrTile,
    PublishedGuide,
    sentences_of_file,
    sentences_of_head,
    weights_of,
)


@dataclass(frozen=True)
class Published:
    """What a pack says of a published network."""

    title: str
    licence: str
    tasks: tuple[str, ...]
    knows_auto: bool
    alignment: int
    halo: int
    tile_size: int
    data: str


NETWORKS = {
    "instructir": Published(
        "InstructIR (Conde, Geigle, Timofte, ECCV 2024)",
        "MIT (the InstructIR project); the data it was trained on has terms of its own",
        INSTRUCTIR_CLASSES,
        False,
        instructir.ALIGNMENT,
        64,
        512,
        "BSD400, WED, Rain100L, RESIDE, GoPro, LOL, MIT-Adobe FiveK, as the paper says",
    ),
    "promptir": Published(
        "PromptIR (Potlapalli, Zamir, Khan, Khan, NeurIPS 2023)",
        "Academic Public License: for research and teaching; any commercial use needs the authors' consent",
        PROMPTIR_TASKS,
        True,
        promptir.ALIGNMENT,
        32,
        256,
        "BSD400, WED, Rain100L, RESIDE, as the paper says",
    ),
}


def write_pack(name: str, network: nn.Module, folder: Path, sentences: torch.Tensor | None = None) -> None:
    """Both graphs, golden values and the manifest of a published network with its weights in it."""
    about = NETWORKS[name]
    guide = PublishedGuide(about.tasks, knows_auto=about.knows_auto)
    tile = PromptIrTile(network) if sentences is None else InstructIrTile(network, sentences)
    given = example_inputs()
    files = {part: folder / f"{part}.onnx" for part in ("guide", "tile")}
    wish = ["embedding", "strengths"]
    names = ["thumbnail", *wish]
    write_onnx(guide, files["guide"], tuple(given[each] for each in names), names, "state", dict.fromkeys(names))
    height, width = (Dim(side, min=2, max=256) * about.alignment for side in ("height", "width"))
    example = (given["picture"].repeat(2, 1, 1, 1), *(given[each] for each in wish), torch.ones(1, 1))
    dynamic = {"picture": {0: Dim("pictures", min=1, max=64), 2: height, 3: width}, **dict.fromkeys([*wish, "state"])}
    write_onnx(tile, files["tile"], example, ["picture", *wish, "state"], "restored", dynamic)
    files["golden"] = folder / "golden.json"
    files["golden"].write_text(json.dumps(golden(files["guide"], files["tile"])) + "\n")
    left = [task for task in TASKS if task not in about.tasks]
    manifest = {
        "schema": 1, "kind": "restoration", "id": folder.name, "version": "1.0.0", "title": about.title,
        "files": {part: described(path) for part, path in files.items()},
        "tasks": list(TASKS), "embeddingSize": EMBEDDING_SIZE, "stateSize": 1, "thumbnailSize": THUMBNAIL_SIZE,
        "alignment": about.alignment, "halo": about.halo, "tileSize": about.tile_size, "valueRange": [0, 1],
        "licence": about.licence, "trainingData": about.data,
        "training": {"command": "not known", "crops": 0, "hours": 0, "hardware": "not known"},
        "measured": {},
        "weaknesses": [
            f"Leaves the picture as it is where it is asked for {', '.join(left)}.",
            "Looks at each tile for itself, so that tiles may differ in tone.",
        ],
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def read_network(name: str, checkpoint: Path) -> nn.Module:
    """The network of that name with the weights of the file. Raises ValueError where they do not fit."""
    stored = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = instructir.InstructIr() if name == "instructir" else promptir.PromptIr()
    network.load_state_dict(weights_of(stored, network, unused=PROMPTIR_UNUSED))
    return network


def main() -> None:
    """Show the licence, then convert."""
    parser = argparse.ArgumentParser(prog="restore.published.convert", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--checkpoint", type=Path, required=True, help="the published file")
    parser.add_argument("--pack", type=Path, required=True, help="folder to write; its name is the model's id")
    parser.add_argument("--head", type=Path, help="InstructIR's published language head")
    parser.add_argument("--sentences", type=Path, help="embeddings of its language model, by task")
    parser.add_argument("--accept-licence", action="store_true", help="you have read the licence and may use the network under it")
    given = parser.parse_args()
    about = NETWORKS[given.network]
    print(f"{about.title}\nLicence: {about.licence}")
    if not given.accept_licence:
        raise SystemExit("Nothing was written. Read the licence where you got the file, then give --accept-licence.")
    sentences = None
    if given.network == "instructir":
        if (given.head is None) == (given.sentences is None):
            raise SystemExit("Expected either --head or --sentences: InstructIR restores nothing without a sentence.")
        if given.head is not None:
            sentences = sentences_of_head(torch.load(given.head, map_location="cpu", weights_only=True))
        else:
            sentences = sentences_of_file(dict(np.load(given.sentences)))
    try:
        network = read_network(given.network, given.checkpoint)
    except ValueError as wrong:
        raise SystemExit(f"{given.checkpoint}: {wrong}") from wrong
    write_pack(given.network, network, given.pack, sentences)
    print(f"Written to {given.pack}. Put it into a folder of models (patina models tells where they are looked for).")


if __name__ == "__main__":
    main()
