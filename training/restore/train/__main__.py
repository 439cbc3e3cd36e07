"""Trains for a given time: `python -m restore.train --pool POOL --out RUN/checkpoint.pt --minutes 60`.

Goes on from `--resume CHECKPOINT`, or from the shipped pack with `--pack ../resources/models/instruct`. The small
network begins with `--edition fast --teacher ../resources/models/instruct`.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch

from ..models.tile import EDITIONS
from .batches import batches
from .checkpoint import Checkpoint
from .loop import Schedule, Teacher, Training, train
from .together import agreed, join_team
from .tones import tone_batches


def main() -> None:
    """Read the arguments, put the parts together, train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", type=Path, required=True, help="folder of shards (python -m restore.data)")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    parser.add_argument("--pack", type=Path, help="shipped model pack to go on from")
    parser.add_argument("--edition", choices=EDITIONS, default="instruct", help="the network to train where nothing is resumed")
    parser.add_argument("--teacher", type=Path, help="shipped model pack of `instruct` whose results are taught at first")
    parser.add_argument("--taught", type=float, default=Schedule.taught_share, help="share of the time in which the teacher counts, less and less")
    parser.add_argument("--sentences", type=Path, help="embeddings of real sentences (python -m restore.instruction.embeddings)")
    parser.add_argument("--rate", type=float, default=Schedule.rate)
    parser.add_argument("--last-rate", type=float, default=Schedule.last_rate)
    parser.add_argument("--knee", type=float, default=Schedule.knee)
    parser.add_argument("--last-knee", type=float, default=Schedule.last_knee)
    parser.add_argument("--evenness", type=float, default=Schedule.evenness, help="what patterns and shifts weigh; 0 from nothing")
    parser.add_argument("--data", type=Path, help="folder with train and train_extra, of which the guide learns beside the pool")
    parser.add_argument("--tones", type=int, default=16, help="thumbnails a step that the guide learns of --data")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    rank = join_team()
    seed = int(agreed(arguments.seed))
    torch.manual_seed(seed)
    teacher = Teacher(Checkpoint.of_pack(arguments.teacher, "instruct")) if arguments.teacher else None
    checkpoint = Checkpoint.read(arguments.resume) if arguments.resume else None
    if arguments.pack:
        checkpoint = Checkpoint.of_pack(arguments.pack, arguments.edition)
    training = Training(checkpoint, arguments.edition, teacher)
    bank = dict(np.load(arguments.sentences)) if arguments.sentences else None
    drawn = batches(arguments.pool, bank, arguments.batch, seed + rank)
    tones = tone_batches(arguments.data, bank, arguments.tones, seed + rank) if arguments.data else None
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    schedule = Schedule(
        arguments.minutes, arguments.rate, arguments.last_rate, arguments.knee, arguments.last_knee,
        taught_share=arguments.taught, evenness=arguments.evenness,
    )  # fmt: skip
    train(training, drawn, schedule, arguments.out if rank == 0 else None, tones)


if __name__ == "__main__":
    main()
