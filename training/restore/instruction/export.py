"""Writes the model pack `resources/models/text`: `python -m restore.instruction.export --run FOLDER --pack FOLDER`.

The table of hash vectors is stored as int8 with one scale per column; the rest stays float32. The shared
test vectors are computed from the written file itself by ONNX Runtime.
"""

import argparse
import hashlib
import json
import platform
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from .encoder import TextEncoder
from .labels import LABELS
from .tokenizer import BUCKETS, HASHES_PER_TOKEN, MAXIMUM_TOKENS, encode, normalise
from .vectors import TEXTS


class Packed(nn.Module):
    """The encoder with its table as int8; takes int32 bucket ids."""

    def __init__(self, model: TextEncoder) -> None:
        super().__init__()
        weight = model.table.weight.detach()
        scale = weight.abs().amax(0).clamp(min=1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.model = model

    def forward(self, buckets: Tensor) -> tuple[Tensor, Tensor]:
        rows = torch.index_select(self.table, 0, buckets.reshape(-1)).reshape(*buckets.shape, -1)
        summed = rows.to(torch.float32).sum(2) * self.scale
        return self.model.from_words(summed, (buckets[:, :, 0] > 0).to(torch.float32))


def write_onnx(model: TextEncoder, path: Path) -> None:
    packed = Packed(model).eval()
    del packed.model.table
    example = torch.ones(2, 7, HASHES_PER_TOKEN, dtype=torch.int32)
    sentences, words = torch.export.Dim("sentences", min=1, max=64), torch.export.Dim("words", min=1, max=MAXIMUM_TOKENS)
    program = torch.onnx.export(
        packed,
        (example,),
        input_names=["buckets"],
        output_names=["embedding", "operations"],
        dynamic_shapes={"buckets": {0: sentences, 1: words}},
        opset_version=18,
        dynamo=True,
        verbose=False,
    )
    for node in program.model.graph:
        # The exporter notes the source lines of every operator, with the paths of the machine it ran on.
        node.metadata_props.clear()
        node.doc_string = None
    program.save(str(path), external_data=False)


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def listen(encoder: onnxruntime.InferenceSession, text: str) -> tuple[np.ndarray, np.ndarray]:
    embedding, operations = encoder.run(["embedding", "operations"], {"buckets": np.array([encode(text)], np.int32)})
    return embedding[0], operations[0]


def golden(encoder: onnxruntime.InferenceSession) -> list[dict]:
    """Texts with their bucket ids (padding left out), embedding and logits."""
    vectors = []
    for text in TEXTS:
        embedding, operations = listen(encoder, text)
        buckets = [[bucket for bucket in row if bucket] for row in encode(text)]
        vectors.append({"text": text, "normalised": normalise(text)[:200], "buckets": buckets, "embedding": [round(float(value), 5) for value in embedding], "operations": [round(float(value), 4) for value in operations]})
    return vectors


def milliseconds(encoder: onnxruntime.InferenceSession) -> float:
    text = "first get rid of the grain and the scratches, then brighten her face a little"
    listen(encoder, text)
    fastest = float("inf")
    for _ in range(100):
        started = time.perf_counter()
        listen(encoder, text)
        fastest = min(fastest, time.perf_counter() - started)
    return fastest * 1000


def described(path: Path) -> dict:
    content = path.read_bytes()
    return {"path": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of a training on all phrases")
    parser.add_argument("--held-out-run", type=Path, help="folder of a training with --hold-out, for the figures")
    parser.add_argument("--pack", type=Path, help="folder of the model pack to write")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = TextEncoder()
    model.load_state_dict(torch.load(arguments.run / "encoder.pt", weights_only=True))
    model.eval()
    folder = arguments.pack or arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "encoder.onnx"
    write_onnx(model, path)
    encoder = session(path)
    speed = milliseconds(encoder)
    print(f"{path.name}: {path.stat().st_size} bytes, {speed:.2f} ms a sentence on one thread")
    if not arguments.pack:
        return
    vectors = folder / "golden.json"
    vectors.write_text("[\n" + ",\n".join(json.dumps(vector, ensure_ascii=True) for vector in golden(encoder)) + "\n]\n", "utf-8")
    figures = json.loads((arguments.run / "measured.json").read_text())
    measured = {"seenForms": figures["seen"]["right"], "seenFormsMisspelt": figures["seenMisspelt"]["right"], "cosineToDirection": figures["seen"]["cosine"], "millisecondsPerSentence": round(speed, 2)}
    hours = figures["hours"]
    if arguments.held_out_run:
        held = json.loads((arguments.held_out_run / "measured.json").read_text())
        hours += held["hours"]
        measured |= {"heldOutTemplates": held["heldOutTemplates"]["right"], "heldOutSynonyms": held["heldOutSynonyms"]["right"]}
    manifest = {
        "schema": 1,
        "kind": "text",
        "id": "text",
        "version": "1.0.0",
        "title": "Patina text encoder",
        "files": {"encoder": described(path), "vectors": described(vectors)},
        "operations": list(LABELS),
        "embeddingSize": 256,
        "maximumTokens": MAXIMUM_TOKENS,
        "buckets": BUCKETS,
        "hashesPerToken": HASHES_PER_TOKEN,
        "licence": "MIT, like the rest of this repository",
        "trainingData": "Sentences of the grammar in training/restore/instruction/phrases, written for this project; no other text.",
        "measured": measured,
        "weaknesses": [
            "Knows only what the grammar taught it: words that share no letters with any phrase of it are guessed from their neighbours.",
            "English, Chinese and Japanese; German, French and Spanish only in common phrases.",
            "A clause that asks for two things at once is heard as two only for faults, not for adjustments.",
            "Short words with more than one typo each are often not recognised; Patina then asks.",
            "A word never seen in training whose letters resemble another one may be taken for that one.",
        ],
        "training": {"command": "python -m restore.instruction.train --out runs/text; the runs are told in training/restore/instruction/README.md", "hardware": f"one CPU core ({platform.machine()})", "hours": round(hours, 2)},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
