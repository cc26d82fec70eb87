"""Makes the fixtures of WeightLayoutsTest: each network, narrowed, in the formats and under the names
that its weights are published in, with values by formula of the names that the kit uses.

Needs torch, torchvision, h5py and numpy:  python3 net_layouts.py ../resources/net/layouts
"""

import gzip
import io
import json
import struct
import sys
from collections import OrderedDict
from pathlib import Path

import h5py
import numpy as np
import torch
import torchvision

import net_parity
from net_fixtures import values

KINDS = {"bias": "beta", "weight": "gamma", "running_mean": "moving_mean"}
KINDS["running_var"] = "moving_variance"


def save(folder, name, raw):
    (folder / (name + ".gz")).write_bytes(gzip.compress(raw, 9, mtime=0))
    print(name, len(raw), (folder / (name + ".gz")).stat().st_size)


def traced(net, size, divisor, *args):
    t = net_parity.Tensors(1e-3, divisor=divisor)
    with torch.no_grad():
        net(torch.zeros(1, 3, size, size), t, *args)
    return {n: v.detach().numpy() for n, v in {**t.named, **t.running}.items()}


def keras_layers(tensors):
    """(layer, kind, values in Keras' axes) in the order of their making."""
    layers = OrderedDict()
    for name in tensors:
        owner, last = name.rsplit(".", 1)
        depthwise, pointwise = owner.endswith(".depthwise"), owner.endswith(".pointwise")
        layer, v = owner.rsplit(".", 1)[0] if depthwise or pointwise else owner, tensors[name]
        normal = owner + ".running_var" in tensors
        if normal:
            kind = KINDS[last]
        elif last == "bias":
            kind = "bias"
        elif depthwise or (v.ndim == 4 and v.shape[1] == 1 and "_dw_" in owner):
            kind, v = "depthwise_kernel", v.transpose(2, 3, 0, 1)
        else:
            kind = "pointwise_kernel" if pointwise else "kernel"
            v = v.transpose(2, 3, 1, 0) if v.ndim == 4 else v.T
        layers.setdefault(layer, []).append((kind, v))
    return layers


def keras_file(folder, name, tensors, layer_name=lambda n: n, old=False, top=()):
    """Keras 2's layout, or the names of Keras 1's."""
    one = {"kernel": "W", "bias": "b", "moving_mean": "running_mean"}
    one.update({"moving_variance": "running_std"})
    data = io.BytesIO()
    with h5py.File(data, "w") as f:
        layers = {layer_name(n): ts for n, ts in keras_layers(tensors).items() if n not in top}
        f.attrs["layer_names"] = [n.encode() for n in ["input_1", *layers, "flatten"]]
        for n in ("input_1", "flatten"):
            f.create_group(n).attrs["weight_names"] = []
        for layer, ts in layers.items():
            group = f.create_group(layer)
            names = [f"{layer}_{one.get(k, k)}_1:0" if old else f"{layer}/{k}:0" for k, _ in ts]
            group.attrs["weight_names"] = [n.encode() for n in names]
            for n, (_, v) in zip(names, ts):
                group.create_dataset(n, data=np.ascontiguousarray(v))
    save(folder, name, data.getvalue())


def numbered(name):
    """As in a process where Keras has built another network before."""
    kind, _, number = name.rpartition("_")
    return f"{kind}_{int(number) + 93}" if kind in ("conv2d", "batch_normalization") else name


def safetensors(folder, name, tensors):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for n, v in tensors.items():
        raw = np.ascontiguousarray(v, dtype="<f4").tobytes()
        header[n] = dict(dtype="F32", shape=v.shape, data_offsets=[len(data), len(data) + len(raw)])
        data += raw
    text = json.dumps(header).encode()
    save(folder, name, struct.pack("<Q", len(text)) + text + data)


def state_dict(folder, name, tensors):
    data = io.BytesIO()
    torch.save(OrderedDict((n, torch.from_numpy(v.copy())) for n, v in tensors.items()), data)
    save(folder, name, data.getvalue())


def densenet(divisor):
    make = torchvision.models.densenet.DenseNet
    net = make(32 // divisor, (6, 12, 24, 16), 64 // divisor, num_classes=10)
    shapes = {n: tuple(v.shape) for n, v in net.state_dict().items()}
    return {n: s for n, s in shapes.items() if not n.endswith("num_batches_tracked")}


def timm_inception_convolutions():
    """timm's names of the convolutions that Keras numbers."""
    names = ["conv2d_1a", "conv2d_2a", "conv2d_2b", "conv2d_3b", "conv2d_4a"]

    def branches(block, *sizes):
        for b, n in enumerate(sizes):
            names.extend([f"{block}.branch{b}"] if n == 1 else
                         [f"{block}.branch{b}.{i}" for i in range(n)])

    branches("mixed_5b", 1, 2, 3)
    names.append("mixed_5b.branch3.1")
    for i in range(10):
        branches(f"repeat.{i}", 1, 2, 3)
    branches("mixed_6a", 1, 3)
    for i in range(20):
        branches(f"repeat_1.{i}", 1, 3)
    branches("mixed_7a", 2, 2, 3)
    for i in range(10):
        branches("block8" if i == 9 else f"repeat_2.{i}", 1, 3)
    return names


TIMM_INCEPTION = timm_inception_convolutions()


def timm_inception_name(name):
    """timm's name of a tensor of Keras' Inception-ResNet-V2."""
    owner, last = name.rsplit(".", 1)
    if owner.startswith("conv2d_"):
        new = TIMM_INCEPTION[int(owner[7:]) - 1] + ".conv"
    elif owner.startswith("batch_normalization_"):
        new = TIMM_INCEPTION[int(owner[20:]) - 1] + ".bn"
    elif owner.startswith("block"):
        block, number, _ = owner.split("_")
        lists = {"block35": "repeat", "block17": "repeat_1", "block8": "repeat_2"}
        new = f"{lists[block]}.{int(number) - 1}.conv2d"
        new = "block8.conv2d" if new == "repeat_2.9.conv2d" else new
    else:
        new = {"conv_7b": "conv2d_7b.conv", "conv_7b_bn": "conv2d_7b.bn"}.get(owner, "classif")
    return f"{new}.{last}"


def timm_inception(tensors):
    """The same shapes under timm's names, with a gamma for every normalisation."""
    made = {}
    for n, v in tensors.items():
        new = timm_inception_name(n)
        made[new] = v.shape
        if n.endswith("running_mean"):
            made[new.replace("running_mean", "weight")] = v.shape
    return {n: values(n, s).numpy() for n, s in made.items()}


def field(number, kind, payload):
    tag, out = number << 3 | kind, b""
    parts = [tag] + ([len(payload)] if kind == 2 else [])
    for v in parts:
        while v > 127:
            out, v = out + bytes([v & 127 | 128]), v >> 7
        out += bytes([v])
    return out + payload


def varint(v):
    out = b""
    while v > 127:
        out, v = out + bytes([v & 127 | 128]), v >> 7
    return out + bytes([v])


def caffe_blob(v, old):
    raw = field(5, 2, np.ascontiguousarray(v, dtype="<f4").tobytes())
    if not old:
        return field(7, 2, field(1, 2, b"".join(varint(n) for n in v.shape))) + raw
    sides = (1,) * (4 - v.ndim) + v.shape
    return b"".join(field(i, 0, varint(n)) for i, n in enumerate(sides, 1)) + raw


def caffemodel(folder, name, tensors, old):
    """A NetParameter by hand: layers in the form before 2014, or in the present one."""
    out = field(1, 2, b"AlexNet")
    layers = OrderedDict((n.rsplit(".", 1)[0], None) for n in tensors)
    for layer in ["data", *layers]:
        blobs = []
        if layer != "data":
            weight = tensors[layer + ".weight"]
            # The file's first layer takes blue first.
            blobs.append(weight[:, ::-1] if weight.ndim == 4 and weight.shape[1] == 3 else weight)
            blobs.append(tensors[layer + ".bias"])
        text = layer.encode()
        if old:
            body = field(2, 2, b"in") + field(4, 2, text) + field(5, 0, varint(4))
            body += b"".join(field(6, 2, caffe_blob(b, True)) for b in blobs)
            out += field(2, 2, body + field(7, 5, struct.pack("<f", 1.0)))
        else:
            body = field(1, 2, text) + field(2, 2, b"Convolution")
            body += b"".join(field(7, 2, caffe_blob(b, False)) for b in blobs)
            out += field(100, 2, body)
    save(folder, name, out)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    vgg = traced(net_parity.vgg16, 224, 1, 64, 10)
    keras_file(folder, "vgg16.keras1.h5", vgg, old=True)
    keras_file(folder, "vgg16.notop.h5", vgg, top=("fc1", "fc2", "predictions"))
    mobilenet = traced(net_parity.mobilenet, 64, 16, 10)
    keras_file(folder, "mobilenet.h5", mobilenet)
    safetensors(folder, "mobilenet-timm.safetensors", traced(net_parity.mobilenet_timm, 64, 16, 10))
    keras_file(folder, "xception.h5", traced(net_parity.xception, 96, 32, 10), numbered)
    timm = traced(net_parity.xception_timm, 96, 32, 10)
    state_dict(folder, "xception-timm.pth", timm)
    inception = traced(net_parity.inception_resnet_v2, 107, 64, 10)
    keras_file(folder, "inceptionresnetv2.h5", inception, numbered)
    safetensors(folder, "inceptionresnetv2-timm.safetensors", timm_inception(inception))
    shapes = densenet(16)
    new = {n: values(n, s).numpy() for n, s in shapes.items()}
    dotted = {}
    for n, v in new.items():
        for kind in ("norm", "conv"):
            for i in "12":
                n = n.replace(f".{kind}{i}.", f".{kind}.{i}.") if "denselayer" in n else n
        dotted[n] = v
    state_dict(folder, "densenet121-torchvision.pth", dotted)
    keras = {net_parity.keras_densenet_name(n): s for n, s in shapes.items()}
    keras = {n: values(n, s).numpy() for n, s in keras.items()}
    slash = {"conv1_conv": "conv1/conv", "conv1_bn": "conv1/bn"}
    keras_file(folder, "densenet121.h5", keras, lambda n: slash.get(n, n))
    widths = [("conv1", (4, 3, 11, 11)), ("conv2", (6, 2, 5, 5)), ("fc6", (8, 24)), ("fc7", (5, 8))]
    alexnet = {}
    for n, s in widths:
        alexnet[n + ".weight"] = values(n + ".weight", s).numpy()
        alexnet[n + ".bias"] = values(n + ".bias", s[:1]).numpy()
    caffemodel(folder, "small.v1.caffemodel", alexnet, True)
    caffemodel(folder, "small.caffemodel", alexnet, False)
    tv = torchvision.models.vgg16(weights=None).features
    convs = [i for i, m in enumerate(tv) if isinstance(m, torch.nn.Conv2d)]
    narrow = [1, 1, 2, 2, 4, 4, 4, 8, 8, 8, 8, 8, 8]
    named = {}
    for i, (at, n) in enumerate(zip(convs, narrow)):
        shape = (n, narrow[i - 1] if i else 3, 3, 3)
        named[f"features.{at}.weight"] = values(f"features.{at}.weight", shape).numpy()
        named[f"features.{at}.bias"] = values(f"features.{at}.bias", shape[:1]).numpy()
    tops = [("pre_logits.fc1", 0, (64, 8 * 49), (64, 8, 7, 7))]
    tops += [("pre_logits.fc2", 3, (64, 64), (64, 64, 1, 1)), ("head.fc", 6, (10, 64), (10, 64))]
    for n, at, shape, stored in tops:
        name = f"classifier.{at}"
        named[n + ".weight"] = values(name + ".weight", shape).numpy().reshape(stored)
        named[n + ".bias"] = values(name + ".bias", shape[:1]).numpy()
    safetensors(folder, "vgg16-torchvision.timm.safetensors", named)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
