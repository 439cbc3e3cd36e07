"""Writes embeddings of sentences, on which the picture networks are conditioned in training.

`python -m restore.instruction.embeddings --pack ../resources/models/text --out RUN/embeddings.npz`
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime

from restore.tasks import DIRECTIONS, directions

from .export import listen, session
from .grammar import Grammar
from .labels import direction_of


def write_embeddings(encoder: onnxruntime.InferenceSession, path: Path, count: int = 1500) -> None:
    """Embeddings of `count` sentences per direction that the encoder understood rightly: float32 [count,256] by its name."""
    axes, grammar = directions(), Grammar(4242)
    found: dict[str, list[np.ndarray]] = {name: [] for name in DIRECTIONS}
    for _ in range(400_000):
        sentence = grammar.sentence()
        if len(sentence.labels) != 1:
            continue
        name = direction_of(sentence.labels[0])
        if len(found[name]) < count:
            embedding, _ = listen(encoder, sentence.text)
            if int((axes @ embedding).argmax()) == DIRECTIONS.index(name):
                found[name].append(embedding)
        if all(len(rows) >= count for rows in found.values()):
            break
    np.savez_compressed(path, **{name: np.array(rows, np.float32) for name, rows in found.items()})


def main() -> None:
    """Read the arguments, open the shipped encoder, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True, help="the text encoder's model pack")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    arguments = parser.parse_args()
    write_embeddings(session(arguments.pack / "encoder.onnx"), arguments.out)


if __name__ == "__main__":
    main()
