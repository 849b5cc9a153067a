#!/usr/bin/env python3
"""Checks the direction of includes in src/: usage: layers.py [ROOT].

Which module may include which is in layers.tsv; which third-party header belongs to which module is in OWNERS below.
"""
import pathlib
import re
import sys

# Header prefix -> where it may be included. Everywhere else a plain header of ours stands in front of it.
OWNERS = {
    "boost/": ["http"],
    "CLI/": ["app/main.cc"],
    "spdlog/": ["sys", "http"],
    "sodium.h": ["sys", "http", "vault"],
    "openssl/": ["http", "vault/one_time_code.cc"],
    "qrencode.h": ["print"],
    "unicode/": ["sys"],
    "zip.h": ["interop", "taxonomy"],
    "soci/": ["store"],
    "turbojpeg.h": ["redraw"],
    "png.h": ["redraw"],
    "poppler.h": ["redraw/pages.cc"],
    "fontconfig/": ["redraw/pages.cc"],
    "seccomp.h": ["redraw/sandbox.cc"],
    "sqlite3.h": ["store", "vault"],
    "libpq-fe.h": ["store"],
    "nlohmann/json.hpp": [".cc"],
}
# These run on the phone too: the standard library and tl::expected, nothing else.
PORTABLE = ["base", "model", "rules", "text", "access", "assess", "ui"]
# Names that open a door past a decision on access -> where in src/ they may be written at all.
DOORS = {"grant_for_tests": ["access"], "store_for_tests": ["store"], "by_statement": ["store"]}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)


def allowed(table):
    """module -> every module it may include, itself and the indirect ones too."""
    direct = {}
    for line in table.read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, names = line.partition("\t")
            direct[name] = set(names.split())
    closed = {}

    def close(name, path=()):
        if name in path:
            raise SystemExit(f"{table}: a circle through {name}")
        if name not in direct:
            raise SystemExit(f"{table}: {path[-1]} names {name}, which has no line")
        if name not in closed:
            closed[name] = {name}.union(*(close(n, (*path, name)) for n in direct[name]))
        return closed[name]

    for name in direct:
        close(name)
    return closed


def faults(root, table):
    may = allowed(table)
    src = root / "src"
    for file in sorted([*src.rglob("*.h"), *src.rglob("*.cc")]):
        place = file.relative_to(src)
        module = place.parts[0]
        if module not in may:
            yield f"{file}: module {module} has no line in {table.name}"
            continue
        for door, modules in DOORS.items():
            if module not in modules and door in file.read_text():
                yield f"{file}: names {door}, which only {' and '.join(modules)} may"
        for quote, header in INCLUDE.findall(file.read_text()):
            target = header.split("/")[0]
            if quote == '"':
                if target not in may:
                    yield f'{file}: "{header}" names no module'
                elif target not in may[module]:
                    yield f'{file}: {module} must not include {target} ("{header}")'
                continue
            for prefix, places in OWNERS.items():
                if header.startswith(prefix) and not any(
                    p in (module, str(place)) or (p.startswith(".") and file.suffix == p) for p in places
                ):
                    yield f"{file}: <{header}> belongs into {' or '.join(places)} only"
            if module in PORTABLE and ("/" in header or header.endswith(".h")) and not header.startswith("tl/"):
                yield f"{file}: {module} runs on the phone too and uses the standard library only, not <{header}>"


def main():
    here = pathlib.Path(__file__).resolve().parent
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent
    table = root / "scripts" / "layers.tsv"
    found = list(faults(root, table))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
