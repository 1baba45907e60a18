# SPDX-License-Identifier: Apache-2.0
"""The same classifier trained twice with PyTorch: by its own cross-entropy, and by Kullback's in its place."""

import math

import torch

import kullback.torch

torch.manual_seed(1)
points = torch.randn(4096, 2)
thirds = ((torch.atan2(points[:, 1], points[:, 0]) / math.tau + 0.5) * 3).long().clamp(max=2)
# One label in ten is drawn anew, which no model can foresee: so much of the loss stays.
labels = torch.where(torch.rand(4096) < 0.1, torch.randint(3, (4096,)), thirds)
wrong = 0.1 / 3
least = -(1 - 2 * wrong) * math.log(1 - 2 * wrong) - 2 * wrong * math.log(wrong)


def train(criterion):
    torch.manual_seed(2)
    model = torch.nn.Sequential(torch.nn.Linear(2, 32), torch.nn.ReLU(), torch.nn.Linear(32, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    for _ in range(200):
        optimizer.zero_grad()
        loss = criterion(model(points), labels)
        loss.backward()
        optimizer.step()
        yield loss.item()


theirs, ours = list(train(torch.nn.CrossEntropyLoss())), list(train(kullback.torch.CrossEntropyLoss()))
for step in (0, 20, 199):
    print(f"step {step:3}: {theirs[step]:.3f} and {ours[step]:.3f} nats")
print(f"of {least:.3f} that no model gets below, the divergence from data to model is {ours[-1] - least:.3f}")
print("largest difference below 1e-6:", max(abs(a - b) for a, b in zip(theirs, ours)) < 1e-6)
