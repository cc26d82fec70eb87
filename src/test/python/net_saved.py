"""Makes the fixtures of SavedWeightsTest: weights as training programs save them. Values are by
formula of the names that the kit uses, so that every file must give the same tensors.

Needs torch 1.13, numpy and h5py:  python3 net_saved.py ../resources/net/saved
"""

import argparse
import gzip
import io
import json
import os
import pickle
import re
import struct
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path

import h5py
import numpy as np
import torch

import net_parity
from net_fixtures import values
from net_layouts import keras_layers, traced


def small():
    """Every kind of stride, and storages that tensors share."""
    both = values("shared", (12,))
    state = OrderedDict()
    state["t.weight"] = values("t.weight", (4, 6)).t()
    state["part.bias"] = both[5:9]
    state["other.bias"] = both[::3]
    state["conv.weight"] = torch.nn.Parameter(values("conv.weight", (2, 3, 3, 3)))
    state["bn.num_batches_tracked"] = torch.tensor(7)
    return state


class Parameter02:
    """A parameter as PyTorch 0.2 wrote it: its class, called with its tensor, then its flags."""

    def __init__(self, tensor):
        self.tensor = tensor

    def __reduce__(self):
        return torch.nn.parameter.Parameter, (self.tensor,), (True, False, OrderedDict())


class Tensor02:
    """A tensor as PyTorch 0.2 wrote it."""

    def __init__(self, key, offset, size, stride, count, view=None):
        self.id = ("storage", torch.FloatStorage, key, "cuda:0", count, view)
        self.args = (offset, size, stride)

    def __reduce__(self):
        return torch._utils._rebuild_tensor, (Storage02(self.id), *self.args)


class Storage02:
    def __init__(self, id):
        self.id = id


class Python2Pickler(pickle._Pickler):
    """Texts are bytes, as in Python 2; storages are persistent ids."""

    dispatch = dict(pickle._Pickler.dispatch)

    def save_text(self, text):
        raw = text.encode()
        self.write(b"U" + bytes([len(raw)]) + raw)
        self.memoize(text)

    dispatch[str] = save_text

    def persistent_id(self, value):
        return value.id if isinstance(value, Storage02) else None


def python2(path):
    out = io.BytesIO()
    magic = 0x1950A86A20F9469CFC6C
    machine = dict(protocol_version=1001, little_endian=True)
    shared = values("shared", (12,)).numpy()
    conv = values("conv.weight", (2, 3, 3, 3)).numpy()
    t = values("t.weight", (4, 6)).numpy()
    state = OrderedDict()
    state["t.weight"] = Parameter02(Tensor02("30", 0, (6, 4), (1, 6), 24))
    # The view begins at the third value, the tensor two behind that.
    state["part.bias"] = Tensor02("10", 2, (4,), (1,), 12, ("11", 3, 9))
    state["other.bias"] = Tensor02("10", 0, (4,), (3,), 12)
    state["conv.weight"] = Parameter02(Tensor02("20", 0, (2, 3, 3, 3), (27, 9, 3, 1), 54))
    for thing in (magic, 1001, machine):
        pickle.dump(thing, out, protocol=2)
    Python2Pickler(out, protocol=2).dump(state)
    pickle.dump(["10", "20", "30"], out, protocol=2)
    for data in (shared, conv, t):
        out.write(struct.pack("<q", data.size) + data.astype("<f4").tobytes())
    path.write_bytes(out.getvalue())


class Evil:
    def __reduce__(self):
        return os.system, ("echo this must never run",)


def save(state, path, legacy=False):
    torch.save(state, path, _use_new_zipfile_serialization=not legacy)


def torch_files(folder):
    save(small(), folder / "old.pth", legacy=True)
    python2(folder / "python2.pth")
    wrapped = {
        "state_dict": OrderedDict(("module." + k, v) for k, v in small().items()),
        "epoch": 7,
        "best_acc": np.float64(0.91),
        "best_loss": torch.tensor(0.5),
        "args": argparse.Namespace(lr=0.1, name="run"),
        "optimizer": {"state": {0: {"exp_avg": torch.ones(3)}}, "param_groups": [{"lr": 0.1}]},
    }
    save(wrapped, folder / "checkpoint.pth.tar", legacy=True)
    save(wrapped, folder / "checkpoint.pth")
    save({"ema": {"model": small()}}, folder / "nested.pth")
    save({"one": {"a": torch.ones(2)}, "two": {"a": torch.ones(2)}}, folder / "two.pth")
    save({"epoch": 3, "lr": 0.1}, folder / "empty.pth")
    save(torch.nn.Sequential(torch.nn.Linear(2, 2)), folder / "module.pth")
    save({"state_dict": small(), "hook": Evil()}, folder / "evil.pth")
    save({"state_dict": small(), "hook": Evil()}, folder / "evil-old.pth", legacy=True)
    wide = OrderedDict((k, v.double()) for k, v in small().items() if v.is_floating_point())
    save(wide, folder / "double.pth", legacy=True)
    for name, type in (("half", torch.float16), ("bfloat16", torch.bfloat16)):
        narrow = OrderedDict((k, v.to(type)) for k, v in small().items() if v.is_floating_point())
        narrow["edge"] = torch.tensor([0.0, -0.0, 6e-8, 1e-4, -65504.0, 1.0]).to(type)
        save(narrow, folder / f"{name}.pth")
    for name, value in (("nan", float("nan")), ("infinity", float("-inf"))):
        state = OrderedDict(("module." + k, v.clone()) for k, v in small().items())
        state["module.conv.weight"].data[1, 2, 0, 1] = value
        save(state, folder / f"{name}.pth", legacy=True)


def safetensors(folder):
    header, data = {}, b""
    parts = [
        ("a.weight", "F16", values("a.weight", (2, 3)).half().numpy().tobytes(), (2, 3)),
        ("b.bias", "BF16", values("b.bias", (4,)).bfloat16().view(torch.int16).numpy().tobytes(), (4,)),
        ("c.bias", "F64", values("c.bias", (3,)).double().numpy().tobytes(), (3,)),
        ("bn.num_batches_tracked", "I64", struct.pack("<q", 9), ()),
    ]
    for name, type, raw, shape in parts:
        header[name] = dict(dtype=type, shape=shape, data_offsets=[len(data), len(data) + len(raw)])
        data += raw
    text = json.dumps(header).encode()
    (folder / "mixed.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


def pack(folder, name, raw):
    (folder / (name + ".gz")).write_bytes(gzip.compress(raw, 9, mtime=0))


CLASSES = {"depthwise_kernel": "DepthwiseConv2D", "gamma": "BatchNormalization", "kernel": "Conv2D"}
ORDER = ["depthwise_kernel", "pointwise_kernel", "kernel", "gamma", "bias", "beta", "moving_mean",
         "moving_variance"]


def snake(name):
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def place(used, type):
    name = snake(type)
    used[name] = used.get(name, -1) + 1
    return name if used[name] == 0 else f"{name}_{used[name]}"


def keras_three(file, at, layers, named):
    """Layers as Keras 3's saving_lib writes them; gives their configuration."""
    used, config = {}, []
    for layer, tensors in layers.items():
        kinds = sorted(tensors, key=lambda t: ORDER.index(t[0]))
        type = next(CLASSES[k] for k, _ in kinds if k in CLASSES)
        variables = file.create_group(f"{at}layers/{place(used, type)}").create_group("vars")
        if named:
            variables.attrs["name"] = layer
        for i, (_, v) in enumerate(kinds):
            variables[str(i)] = np.ascontiguousarray(v)
        config.append({"class_name": type, "config": {"name": layer}})
    return config


def keras_files(folder):
    tensors = traced(net_parity.mobilenet, 64, 16, 10)
    layers = keras_layers(tensors)
    data = io.BytesIO()
    with h5py.File(data, "w") as f:
        keras_three(f, "", layers, True)
        f.create_group("optimizer/vars")["0"] = np.zeros(3, "f4")
    pack(folder, "mobilenet.weights.h5", data.getvalue())
    data = io.BytesIO()
    with h5py.File(data, "w") as f:
        inner = keras_three(f, "layers/functional/", layers, False)
        dense = f.create_group("layers/dense/vars")
        dense["0"], dense["1"] = np.ones((64, 1), "f4"), np.zeros(1, "f4")
    config = [
        {"class_name": "Functional", "config": {"name": "mobilenet_1.00_224", "layers": inner}},
        {"class_name": "Dense", "config": {"name": "dense_4"}},
    ]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("metadata.json", "{}")
        model = {"class_name": "Sequential", "config": {"name": "sequential", "layers": config}}
        z.writestr("config.json", json.dumps(model))
        z.writestr("model.weights.h5", data.getvalue())
    pack(folder, "mobilenet.keras", archive.getvalue())
    for name, nested, suffix, type in (
        ("nested.h5", "mobilenet_1.00_224", "", "f4"),
        ("renamed.h5", None, "_1", "f4"),
        ("half.h5", None, "", "f2"),
    ):
        data = io.BytesIO()
        with h5py.File(data, "w") as f:
            keras_two(f, layers, nested, suffix, type)
        pack(folder, name, data.getvalue())


def keras_two(f, layers, nested, suffix, type):
    top, names, within = f.create_group("model_weights"), [], []
    for layer, tensors in layers.items():
        group = top.require_group(nested or layer + suffix)
        weights = [f"{layer}{suffix}/{kind}:0" for kind, _ in tensors]
        for name, (_, v) in zip(weights, tensors):
            group.create_dataset(name, data=np.ascontiguousarray(v, dtype=type))
        within += weights
        if not nested:
            group.attrs["weight_names"] = [w.encode() for w in weights]
            names.append(layer + suffix)
    if nested:
        # Keras lists what is trained first, and cuts lists of more than 64 KB into parts.
        within.sort(key=lambda w: "moving" in w)
        half = len(within) // 2
        top[nested].attrs["weight_names0"] = [w.encode() for w in within[:half]]
        top[nested].attrs["weight_names1"] = [w.encode() for w in within[half:]]
        names = [nested]
    dense = top.create_group("dense_2")
    dense.create_dataset("dense_2/kernel:0", data=np.zeros((64, 1), "f4"))
    dense.create_dataset("dense_2/bias:0", data=np.zeros(1, "f4"))
    dense.attrs["weight_names"] = [b"dense_2/kernel:0", b"dense_2/bias:0"]
    top.attrs["layer_names"] = [n.encode() for n in names + (["dense_2"] if nested else [])]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    torch_files(target)
    safetensors(target)
    keras_files(target)
