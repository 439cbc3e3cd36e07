"""The papers' networks are built as they are described."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from restore.export.golden import session
from restore.published.convert import main, write_pack
from restore.published.instructir import EMBEDDING_SIZE, InstructIr
from restore.published.packs import INSTRUCTIR_CLASSES, PROMPTIR_UNUSED, sentences_of_file, sentences_of_head, weights_of
from restore.published.promptir import PromptIr
from restore.tasks import TASKS


def test_instructir_has_the_parameters_and_the_cost_that_its_paper_reports() -> None:
    network = InstructIr().eval()
    assert round(sum(each.numel() for each in network.parameters()) / 1e6, 2) == 15.84
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        network(torch.rand(1, 3, 256, 256), torch.rand(1, EMBEDDING_SIZE))
    assert round(counter.get_total_flops() / 2e9, 2) == 16.17


def test_a_new_instructir_changes_the_picture_by_its_two_outer_convolutions_alone() -> None:
    network = InstructIr().eval()
    picture = torch.rand(1, 3, 32, 48)
    with torch.no_grad():
        one, other = (network(picture, torch.randn(1, EMBEDDING_SIZE)) for _ in range(2))
    assert one.shape == picture.shape
    assert torch.equal(one, other)


def test_the_sentence_steers_instructir() -> None:
    torch.manual_seed(1)
    network = InstructIr().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.02)
        picture = torch.rand(1, 3, 32, 32)
        one, other = (network(picture, torch.randn(1, EMBEDDING_SIZE)) for _ in range(2))
    assert not torch.allclose(one, other)


def test_promptir_has_the_parameters_and_the_cost_that_were_measured_of_its_code() -> None:
    network = PromptIr().eval()
    never_run = 64 * 64 + 128 * 128 + 320 * 256 + 112 * 48 + 224 * 96 + 448 * 192
    assert round((sum(each.numel() for each in network.parameters()) + never_run) / 1e6, 2) == 35.59
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        network(torch.rand(1, 3, 64, 64))
    assert round(counter.get_total_flops() / 2e9 * 16, 1) == 172.7


def small(name: str) -> nn.Module:
    torch.manual_seed(3)
    network = InstructIr(8, (1, 1, 1, 1), 1, (1, 1, 1, 1)) if name == "instructir" else PromptIr(8, (1, 1, 1, 1), 1, (1, 1, 2, 2), (8, 8, 8))
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    return network.eval()


@pytest.mark.parametrize("name", ["instructir", "promptir"])
def test_a_pack_computes_what_the_network_does_and_leaves_alone_what_it_does_not_know(name: str, tmp_path: Path) -> None:
    network = small(name)
    sentences = sentences_of_head({"fc2.weight": torch.randn(7, EMBEDDING_SIZE)}) if name == "instructir" else None
    write_pack(name, network, tmp_path / name, sentences)
    guide, tile = (session(tmp_path / name / f"{part}.onnx") for part in ("guide", "tile"))
    picture = torch.rand(1, 3, 48, 80)
    shown = {"thumbnail": torch.rand(1, 3, 96, 96).numpy(), "embedding": torch.randn(1, EMBEDDING_SIZE).numpy()}

    def restored(task: str | None) -> np.ndarray:
        strengths = np.zeros((1, len(TASKS)), np.float32)
        if task is not None:
            strengths[0, TASKS.index(task)] = 1
        (state,) = guide.run(None, {**shown, "strengths": strengths})
        given = {"picture": picture.numpy(), "embedding": shown["embedding"], "strengths": strengths, "state": state}
        return tile.run(None, given)[0]

    with torch.no_grad():
        expected = network(picture) if sentences is None else network(picture, sentences[[TASKS.index("derain")]])
    assert np.abs(restored("derain") - expected.numpy()).max() < 2e-3
    assert np.array_equal(restored("dejpeg"), picture.numpy())
    assert np.array_equal(restored(None), picture.numpy()) == (name == "instructir")
    manifest = json.loads((tmp_path / name / "manifest.json").read_text())
    assert manifest["id"] == name
    assert "dejpeg" in manifest["weaknesses"][0]


def test_published_names_are_understood_and_other_files_are_refused() -> None:
    network = small("instructir")
    published = {"module." + name.replace(".attention.", ".sca."): value for name, value in network.state_dict().items()}
    assert all(torch.equal(value, network.state_dict()[name]) for name, value in weights_of(published, network).items())
    blind = small("promptir")
    lightning = {"state_dict": {f"net.{name}": value for name, value in blind.state_dict().items()}, "epoch": 119}
    lightning["state_dict"]["net.chnl_reduce1.weight"] = torch.zeros(3)
    assert weights_of(lightning, blind, unused=PROMPTIR_UNUSED).keys() == blind.state_dict().keys()
    with pytest.raises(ValueError, match=r"not the expected checkpoint: chnl_reduce1\.weight"):
        weights_of(lightning, blind)
    with pytest.raises(ValueError, match="do not fit"):
        weights_of(published, blind)


def test_a_sentence_of_the_head_is_the_one_that_its_class_answers_to() -> None:
    head = torch.randn(7, EMBEDDING_SIZE, generator=torch.Generator().manual_seed(2))
    sentences = sentences_of_head({"fc2.weight": head})
    for place, task in enumerate(INSTRUCTIR_CLASSES):
        assert int((head @ sentences[TASKS.index(task)]).argmax()) == place
    assert not sentences[TASKS.index("descratch")].any()
    with pytest.raises(ValueError, match="7 x 256"):
        sentences_of_head({"fc2.weight": head[:5]})
    with pytest.raises(ValueError, match="found noise"):
        sentences_of_file({"noise": np.zeros(EMBEDDING_SIZE)})


def test_nothing_is_converted_before_the_licence_is_accepted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["convert", "promptir", "--checkpoint", "none.ckpt", "--pack", str(tmp_path / "promptir")])
    with pytest.raises(SystemExit, match="Nothing was written"):
        main()
    assert "Academic Public License" in capsys.readouterr().out
    assert not (tmp_path / "promptir").exists()
