"""InstructIR's network with random weights, timed and written: `python -m restore.published --tiles 24 --onnx FILE`.

Prints one line of JSON: parameters, and the seconds that PyTorch takes for that many tiles one after the other.
"""

import argparse
import json
import time
from pathlib import Path

import torch

from ..export.onnx_file import write_onnx
from .instructir import EMBEDDING_SIZE, InstructIr


def main() -> None:
    parser = argparse.ArgumentParser(prog="restore.published", description=__doc__)
    parser.add_argument("--onnx", type=Path, help="file to write the network to")
    parser.add_argument("--tiles", type=int, default=0, help="tiles that PyTorch is timed with; none by default")
    parser.add_argument("--side", type=int, default=512, help="pixels along a tile's side, a multiple of 16")
    given = parser.parse_args()
    torch.manual_seed(1)
    network = InstructIr().eval()
    picture = torch.rand(1, 3, given.side, given.side)
    embedding = torch.nn.functional.normalize(torch.rand(1, EMBEDDING_SIZE))
    said: dict[str, object] = {"parameters": sum(each.numel() for each in network.parameters())}
    if given.onnx is not None:
        names = ["picture", "embedding"]
        write_onnx(network, given.onnx, (picture, embedding), names, "restored", dict.fromkeys(names))
    if given.tiles > 0:
        with torch.inference_mode():
            network(picture, embedding)
            started = time.perf_counter()
            for _ in range(given.tiles):
                network(picture, embedding)
            said["seconds"] = time.perf_counter() - started
        said["torch"] = torch.__version__
    print(json.dumps(said))


main()
