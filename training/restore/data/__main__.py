"""Writes shards of the pool: `python -m restore.data --data ../../shared/data --pool POOL --first 0 --last 60`."""

import argparse
import time
from pathlib import Path

import numpy as np

from ..tasks import TASKS
from .photos import read_photos, smooth_photos
from .pool import CROPS_PER_SHARD, write_shard

SMOOTH_PART = 5
"""To so many photos comes a smooth one."""


def main() -> None:
    """One process writes shards one after another; start several with other seeds for more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"), help="folder with train and train_extra")
    parser.add_argument("--pool", type=Path, required=True)
    parser.add_argument("--first", type=int, default=0, help="seed of the first shard")
    parser.add_argument("--last", type=int, default=60, help="seed after the last shard")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--only", choices=TASKS, help="shards of one fault alone, to teach what is learned late")
    arguments = parser.parse_args()
    photos = read_photos([arguments.data / "train", arguments.data / "train_extra"])
    photos += smooth_photos(len(photos) // SMOOTH_PART, np.random.default_rng(1))
    for seed in range(arguments.first, arguments.last, arguments.step):
        started = time.monotonic()
        file = write_shard(photos, arguments.pool, seed, arguments.only)
        print(f"{file.name}: {(time.monotonic() - started) / CROPS_PER_SHARD * 1000:.1f} ms a crop", flush=True)


if __name__ == "__main__":
    main()
