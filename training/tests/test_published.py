"""The papers' networks are built as they are described."""

import torch
from torch.utils.flop_counter import FlopCounterMode

from restore.published.instructir import EMBEDDING_SIZE, InstructIr


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
