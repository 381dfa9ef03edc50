#!/usr/bin/env bash
# Compares the starter's clips with diffusers 0.42.1's:  starter_diffusers.sh STILLWAVE
# STILLWAVE_DIFFUSERS_PYTHON names the Python that has diffusers; without it, python3 is tried, and exit status 77
# (skipped) says that it has not.
set -euo pipefail

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=${STILLWAVE_DIFFUSERS_PYTHON:-python3}
needed='
from importlib.metadata import version
import PIL, safetensors.torch, torch, transformers
found = version("diffusers")
if found != "0.42.1": raise SystemExit(f"diffusers is {found}, not 0.42.1")'
if ! reason=$("$python" -c "$needed" 2>&1); then
    echo "The starter was not compared with diffusers 0.42.1, which $python lacks: ${reason##*$'\n'}"
    if [[ -n ${STILLWAVE_DIFFUSERS_PYTHON-} ]]; then exit 1; fi
    exit 77
fi
"$python" "$tests/reference/compare_starter.py" "$1" "$tests/.."
