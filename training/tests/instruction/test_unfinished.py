"""A training of the encoder goes on after an interruption as if there had been none."""

from pathlib import Path

import pytest
import torch

from restore.instruction import train as training
from restore.instruction.unfinished import Done, Unfinished


def run(monkeypatch: pytest.MonkeyPatch, out: Path, *more: str) -> dict[str, torch.Tensor]:
    sizes = ("--draws", "3", "--sentences", "160", "--epochs", "1", "--batch", "32")
    monkeypatch.setattr("sys.argv", ["train", "--out", str(out), *sizes, *more])
    training.main()
    return torch.load(out / "encoder.pt", weights_only=True)


def test_an_interrupted_run_ends_with_the_weights_of_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "measure", lambda *_arguments, **_named: {})
    whole = run(monkeypatch, tmp_path / "whole")
    write = Unfinished.write

    def interrupted(self: Unfinished, done: Done) -> None:
        write(self, done)
        if done.draws == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(Unfinished, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(context, tmp_path / "cut")
    with pytest.raises(SystemExit, match="other arguments"):
        run(monkeypatch, tmp_path / "cut", "--rate", "0.001")
    again = run(monkeypatch, tmp_path / "cut")
    assert all(torch.equal(again[name], value) for name, value in whole.items())
    assert not (tmp_path / "cut" / "unfinished.pt").exists()
