#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: Python, and what the kit needs.
set -euo pipefail
root="${TORCH_KATA_AUTOGRADER:-/autograder}"
# Builds of PyTorch for the CPU: they download in a tenth of the time.
export PIP_EXTRA_INDEX_URL="${PIP_EXTRA_INDEX_URL-https://download.pytorch.org/whl/cpu}"

versions="python3.14 python3.13 python3.12 python3.11"
usable() {
  "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
python=""
for name in $versions python3; do
  if usable "$name"; then python="$name" && break; fi
done
if [ -z "$python" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  for name in $versions; do # each Ubuntu has only some of them
    apt-get install -y --no-install-recommends "$name-venv" || continue
    if usable "$name"; then python="$name" && break; fi
  done
fi
if [ -z "$python" ]; then
  echo "No Python 3.11 or newer is to be had here: choose a newer image." >&2
  exit 1
fi
"$python" -m venv "$root/venv"
cd "$root/source/kit"
"$root/venv/bin/python" -m pip install --no-cache-dir -c constraints.txt -e .
