"""Fixtures of the training room: optimisers, loss, schedules.

PyTorch's definitions come from torch.optim itself. Keras' are written here in NumPy, 64 bits, from the
formulas of Keras' documentation and the papers that it cites (Keras is not needed). Run with

    /usr/bin/python3 src/test/python/train_fixtures.py

which writes src/test/resources/train/*.csv. Gradients and first values come from the formula of
net_fixtures.py, which the Java tests compute too.
"""

import csv
import pathlib
import zlib

import numpy as np
import torch

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "train"
MASK = (1 << 64) - 1
SHAPES = {"conv.weight": (5, 3, 2, 2), "conv.bias": (5,), "fc.weight": (2, 20), "fc.bias": (2,)}
STEPS = 20


def uniform(name_hash, index):
    x = (index * 6364136223846793005 + name_hash * 1442695040888963407) & MASK
    x ^= x >> 33
    x = (x * 0xFF51AFD7ED558CCD) & MASK
    x ^= x >> 33
    return (x >> 40) / float(1 << 24)


def formula(name, shape, scale):
    h = zlib.crc32(name.encode())
    n = int(np.prod(shape))
    return np.array([(2 * uniform(h, i) - 1) * scale for i in range(n)], np.float32).reshape(shape)


def first():
    return {n: formula("w " + n, s, 0.5) for n, s in SHAPES.items()}


def gradient(name, step):
    # Sizes differ by step, so that running averages and clipping have something to do.
    return formula("g %d %s" % (step, name), SHAPES[name], 0.1 * (1 + step % 5))


def rate(step):
    return 0.01 * (1 + 0.5 * (step % 3))


def with_torch(make, clip=0.0, decayed=None, penalty=None):
    parameters = {n: torch.nn.Parameter(torch.from_numpy(v.copy())) for n, v in first().items()}
    if decayed is None:
        groups = list(parameters.values())
    else:
        weights = [p for n, p in parameters.items() if n.endswith(".weight")]
        others = [p for n, p in parameters.items() if not n.endswith(".weight")]
        groups = [{"params": weights, "weight_decay": decayed}, {"params": others, "weight_decay": 0.0}]
    optimiser = make(groups)
    for step in range(STEPS):
        for n, p in parameters.items():
            p.grad = torch.from_numpy(gradient(n, step).copy())
        if penalty:
            # Keras' L1L2 as a part of the loss: autograd adds its gradient to the loss's own.
            l1, l2 = penalty
            weights = [p for n, p in parameters.items() if n.endswith(".weight")]
            sum(l1 * w.abs().sum() + l2 * w.square().sum() for w in weights).backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(parameters.values(), clip)
        for group in optimiser.param_groups:
            group["lr"] = rate(step)
        optimiser.step()
        yield step + 1, {n: p.detach().numpy() for n, p in parameters.items()}


def with_numpy(update):
    values = {n: v.astype(np.float64) for n, v in first().items()}
    states = {n: [np.zeros_like(v), np.zeros_like(v)] for n, v in values.items()}
    for step in range(STEPS):
        for n in values:
            g = gradient(n, step).astype(np.float64)
            values[n] = update(values[n], g, states[n], step + 1, rate(step))
        yield step + 1, values


def keras_sgd(nesterov):
    def update(w, g, s, t, lr):
        velocity = 0.9 * s[0] - lr * g
        s[0] = velocity
        return w + 0.9 * velocity - lr * g if nesterov else w + velocity

    return update


def keras_adam(w, g, s, t, lr):
    b1, b2, eps = 0.9, 0.999, 1e-7
    s[0] = s[0] + (g - s[0]) * (1 - b1)
    s[1] = s[1] + (g * g - s[1]) * (1 - b2)
    alpha = lr * np.sqrt(1 - b2**t) / (1 - b1**t)
    return w - s[0] * alpha / (np.sqrt(s[1]) + eps)


def keras_adamax(w, g, s, t, lr):
    b1, b2, eps = 0.9, 0.999, 1e-2
    s[0] = s[0] + (g - s[0]) * (1 - b1)
    s[1] = np.maximum(b2 * s[1], np.abs(g))
    return w - (lr * s[0]) / ((1 - b1**t) * (s[1] + eps))


def keras_adam_large_epsilon(w, g, s, t, lr):
    b1, b2, eps = 0.9, 0.999, 1e-2
    s[0] = b1 * s[0] + (1 - b1) * g
    s[1] = b2 * s[1] + (1 - b2) * g * g
    m = s[0] / (1 - b1**t)
    # The paper's second form: epsilon is not corrected, so it weighs more than in PyTorch.
    return w - lr * m * np.sqrt(1 - b2**t) / (np.sqrt(s[1]) + eps)


def optimisers():
    o = torch.optim
    yield "sgd-torch", with_torch(lambda g: o.SGD(g, lr=1, momentum=0.9))
    yield "sgd-plain", with_torch(lambda g: o.SGD(g, lr=1))
    yield "sgd-torch-nesterov", with_torch(lambda g: o.SGD(g, lr=1, momentum=0.9, nesterov=True))
    yield "sgd-torch-l2-clip", with_torch(
        lambda g: o.SGD(g, lr=1, momentum=0.9), clip=0.8, decayed=0.05
    )
    yield "adam-torch", with_torch(lambda g: o.Adam(g, lr=1))
    yield "adam-torch-large-epsilon", with_torch(lambda g: o.Adam(g, lr=1, eps=1e-2))
    yield "adam-torch-l2", with_torch(lambda g: o.Adam(g, lr=1), decayed=0.05)
    yield "adamw-torch", with_torch(lambda g: o.AdamW(g, lr=1), decayed=0.05)
    yield "adamax-torch", with_torch(lambda g: o.Adamax(g, lr=1, eps=1e-2))
    yield "sgd-torch-l1l2", with_torch(lambda g: o.SGD(g, lr=1, momentum=0.9), penalty=(0.03, 0.05))
    yield "adam-torch-l1l2", with_torch(lambda g: o.Adam(g, lr=1, eps=1e-2), penalty=(0.03, 0.05))
    yield "sgd-keras", with_numpy(keras_sgd(False))
    yield "sgd-keras-nesterov", with_numpy(keras_sgd(True))
    yield "adam-keras", with_numpy(keras_adam)
    yield "adam-keras-large-epsilon", with_numpy(keras_adam_large_epsilon)
    yield "adamax-keras", with_numpy(keras_adamax)


def write(name, header, rows):
    OUT.mkdir(parents=True, exist_ok=True)
    with open(OUT / name, "w", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def optimiser_rows():
    for name, steps in optimisers():
        for step, values in steps:
            if step in (1, 2, 7, 20):
                for tensor in sorted(values):
                    flat = " ".join("%.9g" % v for v in values[tensor].ravel())
                    yield name, step, tensor, flat


def loss_rows():
    logits = formula("logits", (6, 3), 4.0).astype(np.float64)
    labels = [0, 2, 1, 1, 0, 2]
    for weights in (None, [1.0, 2.5, 0.5]):
        for smoothing in (0.0, 0.1):
            x = torch.tensor(logits, requires_grad=True)
            w = None if weights is None else torch.tensor(weights, dtype=torch.float64)
            loss = torch.nn.functional.cross_entropy(
                x, torch.tensor(labels), weight=w, label_smoothing=smoothing
            )
            loss.backward()
            text = "" if weights is None else " ".join(map(str, weights))
            g = " ".join("%.17g" % v for v in x.grad.numpy().ravel())
            yield text, smoothing, "%.17g" % loss.item(), g


def schedule_rows():
    for mode, gamma in (("triangular", 1.0), ("triangular2", 1.0), ("exp_range", 0.97)):
        optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1e-7)
        cyclic = torch.optim.lr_scheduler.CyclicLR(
            optimiser, 1e-7, 2e-3, step_size_up=12, mode=mode, gamma=gamma, cycle_momentum=False
        )
        for step in range(60):
            yield mode, step, "%.17g" % optimiser.param_groups[0]["lr"]
            optimiser.step()
            cyclic.step()
    # From 1e-5 to 1e-6 over 20 epochs of 2 steps: torch's rule multiplies once a step or an epoch.
    for name, times in (("exponential-step", 40), ("exponential-epoch", 20)):
        optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1e-5)
        decay = torch.optim.lr_scheduler.ExponentialLR(optimiser, 0.1 ** (1 / times))
        for step in range(40):
            yield name, step, "%.17g" % optimiser.param_groups[0]["lr"]
            optimiser.step()
            if times == 40 or step % 2 == 1:
                decay.step()


def rounded_rows():
    """Python's round to six decimals of oliveira2021's rates, epoch by epoch."""
    for first, last, epochs in ((1e-5, 1e-6, 400), (5e-6, 1e-6, 400), (1e-5, 1e-6, 100)):
        for epoch in range(epochs):
            yield first, last, epochs, epoch, repr(round(first * (last / first) ** (epoch / epochs), 6))


if __name__ == "__main__":
    write("rates-rounded.csv", ["first", "last", "epochs", "epoch", "rate"], rounded_rows())
    write("optimisers.csv", ["optimiser", "step", "tensor", "values"], optimiser_rows())
    write("loss.csv", ["class_weights", "label_smoothing", "loss", "gradient"], loss_rows())
    write("schedules.csv", ["schedule", "step", "rate"], schedule_rows())
