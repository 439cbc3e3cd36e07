"""A team of two processes, as torchrun starts it."""

import json
import subprocess
import sys
from pathlib import Path

import torch

from restore.train.together import agreed, share_gradients, team_size

MEMBER = """
import json, sys, torch
from restore.train.together import agreed, join_team, share_gradients, team_size
rank = join_team()
weights = [torch.zeros(2, 3, requires_grad=True), torch.zeros(4, requires_grad=True), torch.zeros(1, requires_grad=True)]
weights[0].grad = torch.full((2, 3), float(rank))
weights[1].grad = torch.arange(4.0) * (1 + rank)
share_gradients(weights)
found = {"size": team_size(), "agreed": agreed(float(rank)), "gradients": [w.grad.flatten().tolist() for w in weights[:2]]}
open(sys.argv[1] + str(rank), "w").write(json.dumps(found))
"""


def test_two_processes_take_the_mean_of_their_gradients_and_agree(tmp_path: Path) -> None:
    script = tmp_path / "member.py"
    script.write_text(MEMBER)
    start = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    subprocess.run([*start, str(script), str(tmp_path / "found")], check=True, timeout=120)
    found = [json.loads((tmp_path / f"found{rank}").read_text()) for rank in range(2)]
    expected = {"size": 2, "agreed": 0.5, "gradients": [[0.5] * 6, [0.0, 1.5, 3.0, 4.5]]}
    assert found == [expected, expected]


def test_a_process_alone_keeps_its_gradients() -> None:
    weight = torch.zeros(3, requires_grad=True)
    weight.grad = torch.tensor([1.0, 2.0, 3.0])
    share_gradients([weight])
    assert weight.grad.tolist() == [1, 2, 3]
    assert (team_size(), agreed(0.25)) == (1, 0.25)
