"""The interpreter that runs diffusers, and the facts of the machine and versions that the figures come from."""

import json
import os
import pathlib
import platform
import subprocess
import sys

VERSIONS = {"diffusers": "0.42.1", "torch": "2.13", "transformers": ""}
PACKAGES = ["torch==2.13.*", "diffusers==0.42.1", "transformers", "accelerate", "safetensors", "opencv-python-headless",
            "pillow", "matplotlib", "scikit-image"]


def versions(python):
    """{package: version} of an interpreter; {} where one is missing."""
    code = ("import json\nfrom importlib.metadata import version\n"
            f"print(json.dumps({{name: version(name) for name in {list(VERSIONS)}}}))")
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def serves(python):
    found = versions(python)
    return bool(found) and all(found[name].startswith(wanted) for name, wanted in VERSIONS.items())


def interpreter(folder):
    """Returns the Python with diffusers: this one, or that of the virtual environment in `folder`, made if needed."""
    if serves(sys.executable):
        return sys.executable
    if folder is None:
        sys.exit(f"{sys.executable} has not {VERSIONS}: name a folder for it by --environment.")
    python = str(folder / "bin" / "python")
    if not pathlib.Path(python).exists() or not serves(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def has_matplotlib(python, folder):
    """Whether the interpreter can plot. An environment of our own gets what it lacks for that."""
    if subprocess.run([python, "-c", "import matplotlib"], capture_output=True).returncode == 0:
        return True
    if folder is not None and python == str(folder / "bin" / "python"):
        subprocess.run([python, "-m", "pip", "install", "--quiet", "matplotlib"], check=True)
        return True
    print(f"no plot: {python} has no matplotlib; run with --environment, or run plot.py on the report with another Python")
    return False


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def machine(python):
    return {
        "processor": processor(),
        "processors": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.platform(),
        "versions": versions(python),
        "load_average": os.getloadavg(),
    }
