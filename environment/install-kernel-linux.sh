#!/bin/sh
# Builds the kit and puts its kernel where every Jupyter of this user finds it (~/.local/share/jupyter).
# Needed only for a Jupyter that is not started by './leukokit notebook', such as an editor's.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
path=$("$root/leukokit" notebook --install-only)
jupyter kernelspec install --user --replace --name java "$path/kernels/java"
