#!/usr/bin/env python3
"""Checks the licences: usage: licences.py [ROOT].

LICENSE is the whole Apache 2.0 text, and every Debian and npm package that the scripts install has a row with its licence in
docs/adr/0001-dependencies.md.
"""
import hashlib
import json
import pathlib
import re
import sys

APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"  # sha256 of apache.org's LICENSE-2.0.txt


def installed(root):
    """Every package name of the arrays in packages.sh and of package.json."""
    text = re.sub(r"#.*", "", (root / "scripts/packages.sh").read_text())
    for names in re.findall(r"^\w+_packages=\(([^)]*)\)", text, re.M):
        yield from names.split()
    if (root / "package.json").exists():
        yield from json.loads((root / "package.json").read_text()).get("devDependencies", {})


def faults(root):
    licence = root / "LICENSE"
    if not licence.exists() or hashlib.sha256(licence.read_bytes()).hexdigest() != APACHE_2:
        yield "LICENSE: is not the text of the Apache License 2.0"
    page = root / "docs/adr/0001-dependencies.md"
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in page.read_text().splitlines() if line.startswith("|")]
    with_licence = {name for row in rows if len(row) >= 3 and row[2] for name in re.findall(r"[\w.+/@-]+", row[0])}
    for name in installed(root):
        if name not in with_licence:
            yield f"{page.relative_to(root)}: has no row with a licence for {name}"
    package = root / "package.json"
    if package.exists() and json.loads(package.read_text()).get("license") != "Apache-2.0":
        yield 'package.json: "license" is not Apache-2.0'


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    found = list(faults(root))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
