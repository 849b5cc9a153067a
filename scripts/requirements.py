#!/usr/bin/env python3
"""Writes docs/requirements.md: each requirement row with the tests that prove it. usage: requirements.py [--check] [ROOT]

A test says which rows it proves by a mark on the lines above it: `// REQ D10` or `// REQ D1 D2` before TEST(...), RC_GTEST_PROP(...) or
a test of JavaScript or Python, or `@req D10` inside a test's own title. --check only compares, and fails when the file is
stale or a mark names no row.
"""
import pathlib
import re
import sys

MARK = re.compile(r"(?:(?://|#) *REQ:?|@req)((?:[ ,]+[A-J]\d+)+)")
ROW = re.compile(r"[A-J]\d+")
TITLES = [
    (re.compile(r"^\s*(?:TEST|TEST_F|TEST_P|TYPED_TEST|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+)\s*,\s*(\w+)", re.M), r"\1.\2"),
    (re.compile(r"""^\s*(?:test|it|describe)(?:\.\w+)?\(\s*['"`](.+?)['"`]\s*,""", re.M), r"\1"),
    (re.compile(r"^\s*(?:async )?(?:def|function) (test\w*)", re.M), r"\1"),
]


def title_after(text, at):
    """The title of the first test that begins after the mark, or on its line."""
    begin = text.rfind("\n", 0, at) + 1
    found = [(m.start(), m.expand(form)) for pattern, form in TITLES if (m := pattern.search(text, begin))]
    return min(found)[1] if found else None


def marks(root):
    """(row, file, title) of each mark in tests/."""
    for file in sorted((root / "tests").rglob("*")):
        if file.suffix not in (".cc", ".h", ".js", ".mjs", ".py", ".sh") or file.name == "checks_test.py":  # the controls of this script
            continue
        text = file.read_text()
        for mark in MARK.finditer(text):
            title = title_after(text, mark.start()) or ""
            for row in ROW.findall(mark[1]):
                yield row, file.relative_to(root), re.sub(r"\s*@req[ ,A-J\d]+", "", title)


def page(root):
    rows = dict(line.split("\t") for line in (root / "docs/requirements.tsv").read_text().splitlines() if not line.startswith("#"))
    proofs, unknown = {row: [] for row in rows}, []
    for row, file, title in marks(root):
        if row not in rows:
            unknown.append(f"{file}: the mark REQ {row} names no row of docs/requirements.tsv")
        else:
            proofs[row].append(f"`{title or file.name}` ([{file.name}](../{file}))")
    proved = sum(1 for p in proofs.values() if p)
    lines = [
        "# Requirements and their tests",
        "",
        "Written by `make requirements` from the marks in `tests/`; change those, not this file. A row is listed with every test that",
        "proves it or a part of it.",
        "",
        f"{proved} of {len(rows)} rows have a test.",
        "",
        "| row | in short | tests |",
        "| --- | --- | --- |",
    ]
    for row, title in rows.items():
        lines.append(f"| {row} | {title} | {'<br>'.join(dict.fromkeys(proofs[row])) or 'not yet'} |")
    return "\n".join(lines) + "\n", unknown


def main():
    arguments = [a for a in sys.argv[1:] if a != "--check"]
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent.parent
    text, unknown = page(root)
    print("\n".join(unknown), end="\n" if unknown else "")
    target = root / "docs/requirements.md"
    if "--check" not in sys.argv:
        target.write_text(text)
    elif not target.exists() or target.read_text() != text:
        print("docs/requirements.md is stale: run make requirements")
        return 1
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
