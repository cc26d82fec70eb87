"""Makes the fixtures of NetParityTest: logits and gradients of the networks with weights by formula.

torchvision's networks where it has them; else the networks written here from the description of
Keras' applications, straight down as functions of named tensors and without a class for any of them.

Needs torch, torchvision and numpy:  python3 net_parity.py ../resources/net/parity [id ...]

A file id.f32 holds, as little-endian 32-bit floats: the logits; then for every learned tensor in the
order of their names the largest magnitude, the norm, the sum with signs by formula (0 for tensors
above 4,194,304 values) and 32 entries at places by formula, all of the gradient of the sum of the
logits with signs by formula; with batch statistics, computed in 64 bits, also each running tensor's
same numbers.
"""

import sys
from pathlib import Path

import numpy as np
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

from net_fixtures import uniform, values

torch.set_num_threads(2)
LARGE = 1 << 22


class Tensors:
    """Named tensors, made by formula when first asked for, and the outputs of named layers."""

    def __init__(self, eps, training=False, momentum=0.01, divisor=1):
        self.named, self.running, self.seen = {}, {}, {}
        self.dtype = torch.float32
        self.divisor = divisor
        self.eps, self.training, self.momentum = eps, training, momentum

    def get(self, name, *shape):
        if name not in self.named:
            self.named[name] = values(name, shape).to(self.dtype).requires_grad_()
        return self.named[name]

    def stat(self, name, n):
        if name not in self.running:
            self.running[name] = values(name, (n,)).to(self.dtype)
        return self.running[name]

    def double(self, x):
        self.dtype = torch.float64
        return x.double()

    def mark(self, name, x):
        self.seen[name] = x
        return x

    def conv(self, x, name, out, k=3, s=1, pad=0, groups=1, bias=False, exact=False):
        if not exact and groups == 1:
            out = max(1, out // self.divisor)
        kh, kw = k if isinstance(k, tuple) else (k, k)
        w = self.get(name + ".weight", out, x.shape[1] // groups, kh, kw)
        b = self.get(name + ".bias", out) if bias else None
        return self.mark(name, F.conv2d(x, w, b, s, pad, 1, groups))

    def bn(self, x, name, scale=True):
        n = x.shape[1]
        mean, var = self.stat(name + ".running_mean", n), self.stat(name + ".running_var", n)
        gamma = self.get(name + ".weight", n) if scale else None
        beta = self.get(name + ".bias", n)
        x = F.batch_norm(x, mean, var, gamma, beta, self.training, self.momentum, self.eps)
        return self.mark(name, x)

    def dense(self, x, name, out):
        return F.linear(x, self.get(name + ".weight", out, x.shape[1]), self.get(name + ".bias", out))


def same_pads(side, k, s):
    """TensorFlow's rule: the larger half behind."""
    total = max((-(-side // s) - 1) * s + k - side, 0)
    return total // 2, total - total // 2


def pad_same(x, k, s, value=0.0):
    top, bottom = same_pads(x.shape[2], k, s)
    left, right = same_pads(x.shape[3], k, s)
    return F.pad(x, (left, right, top, bottom), value=value)


def mobilenet(x, t, classes=1000):
    x = F.relu6(t.bn(t.conv(F.pad(x, (0, 1, 0, 1)), "conv1", 32, s=2), "conv1_bn"))
    plan = "64 128/2 128 256/2 256 512/2 512 512 512 512 512 1024/2 1024".split()
    for i, word in enumerate(plan, 1):
        out, halve = int(word.split("/")[0]), "/" in word
        x = F.pad(x, (0, 1, 0, 1)) if halve else F.pad(x, (1, 1, 1, 1))
        x = t.conv(x, f"conv_dw_{i}", x.shape[1], s=2 if halve else 1, groups=x.shape[1])
        x = F.relu6(t.bn(x, f"conv_dw_{i}_bn"))
        x = F.relu6(t.bn(t.conv(x, f"conv_pw_{i}", out, 1), f"conv_pw_{i}_bn"))
        t.mark(f"conv_pw_{i}_relu", x)
    x = x.mean((2, 3), keepdim=True)
    return t.conv(x, "conv_preds", classes, 1, bias=True, exact=True).flatten(1)


def mobilenet_timm(x, t, classes=1000):
    x = F.relu6(t.bn(t.conv(x, "conv_stem", 32, s=2, pad=1), "bn1"))
    stages = [[(64, 1)], [(128, 2), (128, 1)], [(256, 2), (256, 1)]]
    stages += [[(512, 2)] + [(512, 1)] * 5, [(1024, 2), (1024, 1)]]
    for a, stage in enumerate(stages):
        for b, (out, s) in enumerate(stage):
            p = f"blocks.{a}.{b}."
            x = t.conv(x, p + "conv_dw", x.shape[1], s=s, pad=1, groups=x.shape[1])
            x = F.relu6(t.bn(x, p + "bn1"))
            x = F.relu6(t.bn(t.conv(x, p + "conv_pw", out, 1), p + "bn2"))
            t.mark(p + "bn2.act", x)
    return t.dense(x.mean((2, 3)), "classifier", classes)


def xception(x, t, classes=1000):
    def sep(x, name, out):
        x = t.conv(pad_same(x, 3, 1), name + ".depthwise", x.shape[1], groups=x.shape[1])
        return t.bn(t.conv(x, name + ".pointwise", out, 1), name + "_bn")

    def pool(x):
        return F.max_pool2d(pad_same(x, 3, 2, float("-inf")), 3, 2)

    x = F.relu(t.bn(t.conv(x, "block1_conv1", 32, s=2), "block1_conv1_bn"))
    x = F.relu(t.bn(t.conv(x, "block1_conv2", 64), "block1_conv2_bn"))
    for number, (block, a, b) in enumerate([(2, 128, 128), (3, 256, 256), (4, 728, 728)], 1):
        beside = t.bn(t.conv(x, f"conv2d_{number}", b, 1, 2), f"batch_normalization_{number}")
        x = sep(x if block == 2 else F.relu(x), f"block{block}_sepconv1", a)
        x = sep(F.relu(x), f"block{block}_sepconv2", b)
        x = t.mark(f"block{block}", pool(x) + beside)
    for block in range(5, 13):
        beside = x
        for s in (1, 2, 3):
            x = sep(F.relu(x), f"block{block}_sepconv{s}", 728)
        x = t.mark(f"block{block}", x + beside)
    beside = t.bn(t.conv(x, "conv2d_4", 1024, 1, 2), "batch_normalization_4")
    x = sep(F.relu(x), "block13_sepconv1", 728)
    x = pool(sep(F.relu(x), "block13_sepconv2", 1024)) + beside
    x = F.relu(sep(x, "block14_sepconv1", 1536))
    x = t.mark("block14_sepconv2_act", F.relu(sep(x, "block14_sepconv2", 2048)))
    return t.dense(x.mean((2, 3)), "predictions", classes)


def xception_timm(x, t, classes=1000):
    def sep(x, name, bn, out):
        x = t.conv(x, name + ".conv1", x.shape[1], pad=1, groups=x.shape[1])
        return t.bn(t.conv(x, name + ".pointwise", out, 1), bn)

    x = F.relu(t.bn(t.conv(x, "conv1", 32, s=2), "bn1"))
    x = F.relu(t.bn(t.conv(x, "conv2", 64), "bn2"))
    plan = {1: (128, 128), 2: (256, 256), 3: (728, 728), 12: (728, 1024)}
    plan.update({b: (728, 728, 728) for b in range(4, 12)})
    for b in range(1, 13):
        skip = x
        for i, out in enumerate(plan[b]):
            at = 3 * i + (b > 1)  # the first block begins without a ReLU
            x = sep(F.relu(x) if at else x, f"block{b}.rep.{at}", f"block{b}.rep.{at + 1}", out)
        if len(plan[b]) == 2:
            x = F.max_pool2d(x, 3, 2, 1)
            skip = t.conv(skip, f"block{b}.skip", plan[b][1], 1, 2)
            skip = t.bn(skip, f"block{b}.skipbn")
        x = t.mark(f"block{b}", x + skip)
    x = F.relu(sep(x, "conv3", "bn3", 1536))
    x = t.mark("act4", F.relu(sep(x, "conv4", "bn4", 2048)))
    return t.dense(x.mean((2, 3)), "fc", classes)


def inception_resnet_v2(x, t, classes=1000):
    made = [0]

    def cbr(x, out, k=1, s=1, valid=False):
        made[0] += 1
        if not valid:
            kh, kw = k if isinstance(k, tuple) else (k, k)
            x = F.pad(x, (kw // 2, kw // 2, kh // 2, kh // 2))
        x = t.conv(x, f"conv2d_{made[0]}", out, k, s)
        return F.relu(t.bn(x, f"batch_normalization_{made[0]}", scale=False))

    def average(x):
        ones = torch.ones_like(x[:1, :1])
        kernel = torch.ones(1, 1, 3, 3, dtype=x.dtype)
        sums = F.conv2d(x.flatten(0, 1)[:, None], kernel, padding=1).view_as(x)
        return sums / F.conv2d(ones, kernel, padding=1)

    def residual(x, name, branches, scale, relu=True):
        n = x.shape[1]
        up = t.conv(torch.cat(branches, 1), name + "_conv", n, 1, bias=True, exact=True)
        x = t.mark(name, x + scale * up)
        return F.relu(x) if relu else x

    x = cbr(cbr(cbr(x, 32, 3, 2, True), 32, 3, 1, True), 64, 3)
    x = F.max_pool2d(x, 3, 2)
    x = cbr(cbr(x, 80, 1, 1, True), 192, 3, 1, True)
    x = F.max_pool2d(x, 3, 2)
    b0 = cbr(x, 96)
    b1 = cbr(cbr(x, 48), 64, 5)
    b2 = cbr(cbr(cbr(x, 64), 96, 3), 96, 3)
    x = t.mark("mixed_5b", torch.cat([b0, b1, b2, cbr(average(x), 64)], 1))
    for i in range(1, 11):
        b0 = cbr(x, 32)
        b1 = cbr(cbr(x, 32), 32, 3)
        b2 = cbr(cbr(cbr(x, 32), 48, 3), 64, 3)
        x = residual(x, f"block35_{i}", [b0, b1, b2], 0.17)
    b0 = cbr(x, 384, 3, 2, True)
    b1 = cbr(cbr(cbr(x, 256), 256, 3), 384, 3, 2, True)
    x = t.mark("mixed_6a", torch.cat([b0, b1, F.max_pool2d(x, 3, 2)], 1))
    for i in range(1, 21):
        b0 = cbr(x, 192)
        b1 = cbr(cbr(cbr(x, 128), 160, (1, 7)), 192, (7, 1))
        x = residual(x, f"block17_{i}", [b0, b1], 0.1)
    b0 = cbr(cbr(x, 256), 384, 3, 2, True)
    b1 = cbr(cbr(x, 256), 288, 3, 2, True)
    b2 = cbr(cbr(cbr(x, 256), 288, 3), 320, 3, 2, True)
    x = t.mark("mixed_7a", torch.cat([b0, b1, b2, F.max_pool2d(x, 3, 2)], 1))
    for i in range(1, 11):
        b0 = cbr(x, 192)
        b1 = cbr(cbr(cbr(x, 192), 224, (1, 3)), 256, (3, 1))
        x = residual(x, f"block8_{i}", [b0, b1], 1.0 if i == 10 else 0.2, i < 10)
    x = F.relu(t.bn(t.conv(x, "conv_7b", 1536, 1), "conv_7b_bn", scale=False))
    t.mark("conv_7b_ac", x)
    return t.dense(x.mean((2, 3)), "predictions", classes)


def alexnet(x, t, classes=1000):
    lrn = nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=1)
    x = lrn(F.relu(t.conv(x, "conv1", 96, 11, 4, bias=True)))
    x = t.mark("pool1", F.max_pool2d(x, 3, 2, ceil_mode=True))
    x = lrn(F.relu(t.conv(x, "conv2", 256, 5, 1, 2, 2, True)))
    x = F.max_pool2d(x, 3, 2, ceil_mode=True)
    x = F.relu(t.conv(x, "conv3", 384, 3, 1, 1, 1, True))
    x = F.relu(t.conv(x, "conv4", 384, 3, 1, 1, 2, True))
    x = t.mark("relu5", F.relu(t.conv(x, "conv5", 256, 3, 1, 1, 2, True)))
    x = F.max_pool2d(x, 3, 2, ceil_mode=True).flatten(1)
    x = F.relu(t.dense(x, "fc6", 4096))
    return t.dense(F.relu(t.dense(x, "fc7", 4096)), "fc8", classes)


VGG16, VGG19 = (2, 2, 3, 3, 3), (2, 2, 4, 4, 4)


def vgg16_sixteenth(x, t, classes=10):
    """Keras' VGG-16 with a sixteenth of the channels: its flattening is what is looked at."""
    return vgg16(x, t, 16, classes)


def vgg16(x, t, divisor, classes):
    x = vgg_body(x, t, VGG16, divisor)
    x = F.relu(t.dense(x.permute(0, 2, 3, 1).flatten(1), "fc1", 4096 // divisor))
    return t.dense(F.relu(t.dense(x, "fc2", 4096 // divisor)), "predictions", classes)


def vgg_body(x, t, plan, divisor=1):
    for b, (n, c) in enumerate(zip(plan, (64, 128, 256, 512, 512)), 1):
        for i in range(1, n + 1):
            name = f"block{b}_conv{i}"
            x = F.relu(t.conv(x, name, c // divisor, pad=1, bias=True, exact=True))
            t.mark(name + "_relu", x)
        x = t.mark(f"block{b}_pool", F.max_pool2d(x, 2))
    return x


def keras_densenet_name(name):
    part = name.split(".")
    tail = "." + part[-1]
    if part[0] == "classifier":
        return "fc1000" + tail
    if part[1].startswith("denseblock"):
        kind = {"norm1": "0_bn", "conv1": "1_conv", "norm2": "1_bn", "conv2": "2_conv"}[part[3]]
        return f"conv{int(part[1][10:]) + 1}_block{part[2][10:]}_{kind}{tail}"
    if part[1].startswith("transition"):
        return f"pool{int(part[1][10:]) + 1}_" + {"norm": "bn", "conv": "conv"}[part[2]] + tail
    return {"conv0": "conv1_conv", "norm0": "conv1_bn", "norm5": "bn"}[part[1]] + tail


class Module:
    """A network of torchvision's as a function, its tensors by formula under other names."""

    def __init__(self, net, rename=lambda name: name, training=False, eps=None, momentum=None):
        self.net, self.named, self.running = net, {}, {}
        for m in net.modules():
            if isinstance(m, nn.BatchNorm2d):
                m.eps, m.momentum = eps or m.eps, momentum or m.momentum
            if isinstance(m, nn.Dropout):
                m.p = 0.0
        with torch.no_grad():
            for name, tensor in net.state_dict().items():
                if not name.endswith("num_batches_tracked"):
                    tensor.copy_(values(rename(name), tuple(tensor.shape)))
        net.train(training)
        self.named = {rename(n): p for n, p in net.named_parameters()}
        buffers = dict(net.named_buffers())
        self.running = {rename(n): b for n, b in buffers.items() if "num_batches" not in n}

    def __call__(self, x, _):
        return self.net(x)

    def double(self, x):
        names = {id(b): n for n, b in self.running.items()}
        renamed = {n: names[id(b)] for n, b in self.net.named_buffers() if id(b) in names}
        self.net.double()  # parameters stay the same objects, buffers don't
        buffers = dict(self.net.named_buffers())
        self.running = {new: buffers[n] for n, new in renamed.items()}
        return x.double()


def numbers(name, tensor):
    flat = tensor.detach().double().flatten().numpy()
    n = flat.size
    sign = 0.0
    if n <= LARGE:
        sign = float((flat * np.where(uniform(name + "/sign", n) < 0.5, -1, 1)).sum())
    at = np.floor(uniform(name + "/entry", 32) * n).astype(np.int64)
    return [np.abs(flat).max(), np.sqrt((flat**2).sum()), sign, *flat[at]]


def write(folder, name, net, tensors, size, scale, images=2):
    v = (2 * uniform("input", images * 3 * size * size) - 1) * scale
    x = torch.from_numpy(v.astype(np.float32).reshape(images, 3, size, size))
    if getattr(tensors, "training", False):
        # Batch statistics magnify rounding: in 64 bits only the kit's own is left.
        x = tensors.double(x)
    y = net(x, tensors)
    signs = np.where(uniform("loss", y.numel()) < 0.5, -1, 1).astype(np.float32)
    (y * torch.from_numpy(signs).view_as(y).to(y.dtype)).sum().backward()
    out = list(y.detach().numpy().ravel())
    for n in sorted(tensors.named):
        out += numbers(n, tensors.named[n].grad)
    if getattr(tensors, "training", False):
        for n in sorted(tensors.running):
            out += numbers(n, tensors.running[n])
    folder.mkdir(parents=True, exist_ok=True)
    np.array(out, dtype="<f4").tofile(folder / f"{name}.f32")
    print(name, tuple(y.shape), float(y.detach().std()), len(tensors.named), 4 * len(out), flush=True)


def main(folder, wanted):
    tv = torchvision.models

    def module(net, **options):
        made = Module(net, **options)
        made.training = options.get("training", False)
        return made, made

    def function(net, eps=1e-3, **options):
        return net, Tensors(eps, **options)

    def quarter():
        return tv.DenseNet(growth_rate=8, block_config=(6, 12, 24, 16), num_init_features=16)

    keras = dict(rename=keras_densenet_name, eps=1.001e-5, momentum=0.01)
    # Sizes and scales at which no value lies within some 1e-6 of a kink (a ReLU at 0, a tie in max
    # pooling): there, rounding alone would switch a unit, and with it all gradients before it.
    plan = {
        "alexnet": (lambda: function(alexnet), 227, 60),
        "alexnet-torchvision": (lambda: module(tv.alexnet(weights=None)), 96, 2),
        "vgg16-torchvision": (lambda: module(tv.vgg16(weights=None)), 40, 1),
        "vgg19-torchvision": (lambda: module(tv.vgg19(weights=None)), 40, 1),
        "vgg16-sixteenth": (lambda: function(vgg16_sixteenth), 224, 60),
        "squeezenet": (lambda: module(tv.squeezenet1_0(weights=None)), 75, 60),
        "densenet121-torchvision": (lambda: module(tv.densenet121(weights=None)), 33, 3),
        "densenet121-quarter": (lambda: module(quarter(), training=True, **keras), 97, 2),
        "mobilenet": (lambda: function(mobilenet), 72, 1),
        "mobilenet-timm": (lambda: function(mobilenet_timm, 1e-5), 75, 1),
        "xception": (lambda: function(xception), 96, 1),
        "xception-timm": (lambda: function(xception_timm, 1e-5), 71, 3.4),
        "inceptionresnetv2": (lambda: function(inception_resnet_v2), 107, 1),
        "mobilenet-training": (lambda: function(mobilenet, training=True), 128, 1),
        "xception-training": (lambda: function(xception, training=True), 128, 1),
        "inceptionresnetv2-training":
            (lambda: function(inception_resnet_v2, training=True), 139, 1),
    }
    for name, (make, size, scale) in plan.items():
        if not wanted or name in wanted:
            net, tensors = make()
            write(folder, name, net, tensors, size, scale)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
