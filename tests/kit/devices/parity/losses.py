"""Programs with a loss whose target, weights or mask were left behind."""

import torch
from torch import nn
from torch.nn import functional


def _scores():
    return torch.zeros(2, 3, device="cuda", requires_grad=True)


def leaves_the_labels():
    """Cross entropy with labels on the CPU."""
    return nn.CrossEntropyLoss()(_scores(), torch.tensor([0, 2]))


def leaves_the_scores():
    """And with the scores on the CPU."""
    return functional.cross_entropy(torch.zeros(2, 3), torch.tensor([0, 2], device="cuda"))


def leaves_the_class_weights():
    """A loss with weights is a module with a buffer: it has to be moved."""
    loss = nn.CrossEntropyLoss(weight=torch.ones(3))
    return loss(_scores(), torch.tensor([0, 2], device="cuda"))


def moves_the_class_weights():
    """The same, right."""
    loss = nn.CrossEntropyLoss(weight=torch.ones(3)).cuda()
    return loss(_scores(), torch.tensor([0, 2], device="cuda")).detach()


def leaves_the_target_of_mse():
    """Mean squared error is elementwise."""
    return functional.mse_loss(_scores(), torch.zeros(2, 3))


def leaves_the_target_of_l1():
    """So is the absolute one."""
    return functional.l1_loss(_scores(), torch.zeros(2, 3))


def leaves_the_target_of_smooth_l1():
    """And the smooth one."""
    return functional.smooth_l1_loss(_scores(), torch.zeros(2, 3))


def leaves_the_target_of_bce():
    """Binary cross entropy on scores."""
    return functional.binary_cross_entropy_with_logits(_scores(), torch.ones(2, 3))


def leaves_the_target_of_nll():
    """Negative log likelihood names the target."""
    return functional.nll_loss(_scores().log_softmax(1), torch.tensor([0, 2]))


def leaves_the_target_of_kl():
    """Kullback-Leibler divergence."""
    return functional.kl_div(_scores().log_softmax(1), torch.ones(2, 3) / 3)


def leaves_a_scalar_target():
    """A loss broadcasts its target first (and warns), so that it is no scalar any more."""
    return functional.mse_loss(torch.ones(2, device="cuda"), torch.tensor(3.0))


def counts_hits_on_two_devices():
    """Accuracy: predictions on the device, labels on the CPU."""
    return (_scores().argmax(1) == torch.tensor([0, 2])).sum().item()


def counts_hits_on_one_device():
    """The same, right."""
    labels = torch.tensor([0, 2], device="cuda")
    return (_scores().argmax(1) == labels).sum().item()


def masks_the_loss_with_a_cpu_mask():
    """A mask to multiply with is a tensor like any other."""
    loss = functional.cross_entropy(
        _scores(), torch.tensor([0, 2], device="cuda"), reduction="none"
    )
    return (loss * torch.tensor([1.0, 0.0])).sum()


def masks_the_loss_by_indexing():
    """A mask to index with may be on the CPU."""
    loss = torch.tensor([1.0, 2.0], device="cuda")
    return loss[torch.tensor([False, True])].mean()


def keeps_the_losses_as_numbers():
    """`item()` leaves the graph and the device."""
    losses = [functional.mse_loss(torch.ones(2, device="cuda") * i, torch.zeros(2).cuda()).item()
              for i in range(3)]  # fmt: skip
    return sum(losses) / len(losses)
