#!/usr/bin/env python3
"""clang-tidy over src/ with the checks of .clang-tidy: usage: tidy.py [FILE...]. Needs a built build/dev.

What was clean stays clean while the source, every header of ours it includes, the checks and the compiler's arguments are the
same: a stamp under build/tidy says so, named by their hash. So only changed files cost time.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/dev"
STAMPS = ROOT / "build/tidy"
# g++ arguments that clang does not know are no finding; Asio of Boost 1.74 must be told that clang has coroutines.
EXTRA = ["-Wno-unknown-warning-option", "-Wno-unused-command-line-argument", "-Wno-error",
         "-DBOOST_ASIO_HAS_CO_AWAIT", "-DBOOST_ASIO_HAS_STD_COROUTINE"]


def header_lists():
    """object file -> the headers of ours it was built from, as Ninja recorded them."""
    text = subprocess.run(["ninja", "-C", BUILD, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    lists, current = {}, []
    for line in text.splitlines():
        if line and not line.startswith(" "):
            current = lists.setdefault(line.split(":")[0], [])
        elif line.strip():
            path = pathlib.Path(os.path.normpath(BUILD / line.strip()))
            if path.is_relative_to(ROOT) and path.exists():
                current.append(path)
    return lists


def key(file, arguments, headers, base):
    h = hashlib.sha256(base)
    h.update("\0".join(a.replace(str(ROOT), ".") for a in arguments).encode())
    for path in sorted({file, *headers}):
        h.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return h.hexdigest()


def check(file):
    extra = [f"--extra-arg={a}" for a in EXTRA]
    run = subprocess.run(["clang-tidy-19", "-p", BUILD, "--quiet", *extra, file], capture_output=True, text=True, cwd=ROOT)
    errors = "" if run.returncode == 0 or run.stdout.strip() else run.stderr
    return run.returncode == 0, (run.stdout + errors).strip()


def main():
    if not (BUILD / "compile_commands.json").exists():
        print("build/dev is not configured; run make first")
        return 1
    version = subprocess.run(["clang-tidy-19", "--version"], capture_output=True).stdout
    base = version + (ROOT / ".clang-tidy").read_bytes() + repr(EXTRA).encode()
    lists = header_lists()
    asked = {str(pathlib.Path(a).resolve()) for a in sys.argv[1:]}
    todo = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if file.is_relative_to(ROOT / "src") and (not asked or str(file) in asked):
            arguments = shlex.split(entry["command"])
            headers = lists.get(arguments[arguments.index("-o") + 1], [])
            stamp = STAMPS / key(file, arguments, headers, base)
            if not stamp.exists():
                todo[str(file)] = stamp
    STAMPS.mkdir(parents=True, exist_ok=True)
    clean = True
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (file, stamp), (ok, text) in zip(todo.items(), pool.map(check, todo)):
            if ok:
                stamp.touch()
            else:
                clean = False
                print(text or f"{file}: clang-tidy failed")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
