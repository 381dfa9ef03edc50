#!/usr/bin/env bash
# Measures every table of the README's page on performance, on an idle machine (2 cores: about 2 hours):
#   tests/bench/performance.sh BUILD RESULTS
# BUILD is a build folder configured with -DSTILLWAVE_BENCHMARKS=ON; tables, figures and a plot go into the folder RESULTS,
# and diffusers' Python into RESULTS/environment where the one that is called python3 does not have it.
set -euo pipefail

build=$(realpath "$1")
mkdir -p "$2"
results=$(realpath "$2")
cd "$(dirname "$0")"

python3 compare_diffusers "$build" C1 C2 C3 C4 C5 G1 G2 G3 G4 G5 --scaling --environment "$results/environment" \
  --json "$results/compare_diffusers.json" --plot "$results/compare_diffusers.svg" | tee "$results/compare_diffusers.txt"
python=$results/environment/bin/python
[[ -x $python ]] || python=python3

stillwave=$build/app/cli/stillwave
"$python" memory_prediction.py "$stillwave" | tee "$results/memory_prediction.md"
"$python" measure_approximations.py "$stillwave" starter | tee "$results/approximations_starter.md"
"$python" measure_approximations.py "$stillwave" "${XDG_CACHE_HOME:-$HOME/.cache}/stillwave/random-svd/full-float32" \
  ../../resources/samples/coffee.png -- --width 64 --height 64 --num-frames 4 --num-inference-steps 10 \
  | tee "$results/approximations_random.md"
"$build/tests/bench/bench_kernels" --benchmark_out="$results/kernels.json" | tee "$results/kernels.txt"
