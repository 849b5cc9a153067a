#!/usr/bin/env python3
"""Writes docs/ai-act/: the file set that Regulation (EU) 2024/1689 asks of a high-risk system. usage: ai_act.py [--check] [ROOT]

Its sources are data/functions.json, data/ai_act/*.json, the tables of the access rules, the rules' files and the marks of
the tests. --check only compares, and fails when a page is stale, a duty or risk names a row or page that is none, or a
function of the register has no risk.
"""
import hashlib
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from requirements import marks  # noqa: E402

MADE = "Written by `make requirements` from {}; change those, not this page."
# What rules what comes out.
RULING = ("data/functions.json", "data/ai_act/duties.json", "data/ai_act/risks.json", "data/rules", "data/privacy", "data/territories/lindental/policy.json")
PARTS = (
    ("the planner", "docs/planner.md"),
    ("the sharing of places", "docs/allocation.md"),
    ("the store", "docs/store.md"),
    ("the search of people", "docs/search.md"),
    ("access", "docs/access.md"),
    ("keys and erasure", "docs/vault.md"),
    ("copies", "docs/copies.md"),
    ("the portrait", "docs/formats/portrait.md"),
    ("the register of functions", "docs/formats/functions.md"),
    ("the trace of a decision", "docs/formats/decision-trace.md"),
    ("who answers for what", "docs/formats/responsible.md"),
)
TRUST = {"V": "read at a source", "K": "needs review: not read at the source"}


def read(root, name):
    return json.loads((root / name).read_text())


def proofs_of(root):
    """For each row the tests that prove it or a part of it."""
    proofs = {}
    for row, file, title in marks(root):
        proofs.setdefault(row, {})[title or file.name] = file
    return proofs


def tests_in_words(rows, proofs):
    parts = []
    for row in rows:
        n = len(proofs.get(row, {}))
        parts.append(f"{row}: {'not yet' if n == 0 else '1 test' if n == 1 else f'{n} tests'}")
    return ", ".join(parts) + " ([rows](../requirements.md))"


def link(page):
    return f"[{page}](../../{page})"


def table(head, lines):
    return ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |", *("| " + " | ".join(line) + " |" for line in lines)]


def files_under(root, name):
    path = root / name
    return sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def digest(root, name):
    whole = hashlib.blake2b(digest_size=32)
    for file in files_under(root, name):
        part = file.read_bytes()
        whole.update(str(file.relative_to(root)).encode() + b"\0" + len(part).to_bytes(8, "little") + part)
    return whole.hexdigest()


def version(root):
    return re.search(r"^project\([^)]*VERSION\s+([\d.]+)", (root / "CMakeLists.txt").read_text(), re.M)[1]


def classification(root, functions):
    lines = [
        (
            f"`{f['id']}`",
            f["article"],
            "as if high-risk",
            "yes" if f["human_act"] else "no",
            "yes" if f["may_be_negative"] else "no",
            f"{f['reviewed_on']}, again by {f['review_due']}",
        )
        for f in functions
    ]
    out = read(root, "data/ai_act/duties.json")["out_of_scope"]
    return [
        "# Classification",
        "",
        MADE.format("`data/functions.json`"),
        "",
        "Every function that works something out by itself and touches people, treated as Annex III asks, whether the law says so or not. What each",
        "is called and does stands in the [register](../formats/functions.md), in every language.",
        "",
        *table(("function", "falls under", "treated", "a human acts first", "may be bad for somebody", "looked at"), lines),
        "",
        "Out of scope: " + " ".join(f"Annex {o['annex']}: {o['what']}" for o in out),
    ]


def data_page(functions):
    return [
        "# Data",
        "",
        MADE.format("`data/functions.json`"),
        "",
        "No function learns from people's data, and none counts a chance of any person. Special categories are read by none of them.",
        "",
        *table(("function", "reads the tables"), [(f"`{f['id']}`", ", ".join(f["reads"])) for f in functions]),
    ]


def duties_page(duties, proofs):
    out = [
        "# Duties",
        "",
        MADE.format("`data/ai_act/duties.json` and the marks in `tests/`"),
        "",
        f"{duties['regulation']} ([text]({duties['source']})). {duties['applies']} Looked at on {duties['reviewed_on']}, again by {duties['review_due']}.",
    ]
    for d in duties["duties"]:
        out += ["", f"## Art. {d['article']}: {d['title']}", "", d["how"], "", f"* Tests: {tests_in_words(d['rows'], proofs)}"]
        if d["see"]:
            out.append("* See " + ", ".join(link(s) for s in d["see"]))
        out.append(f"* The article: {TRUST[d['confidence']]}.")
    return out


def risks_page(risks, proofs):
    out = [
        "# Risks",
        "",
        MADE.format("`data/ai_act/risks.json` and the marks in `tests/`"),
        "",
        f"Looked at on {risks['reviewed_on']}, again by {risks['review_due']}, and whenever a function is added.",
    ]
    for r in risks["risks"]:
        out += [
            "",
            f"## `{r['id']}` ({r['function']})",
            "",
            f"{r['what']} It harms {r['harms']}.",
            "",
            f"* Measure: {r['measure']}",
            f"* Tests: {tests_in_words(r['rows'], proofs)}",
            f"* What is left: {r['left']}",
        ]
    return out


def technical(root):
    return [
        "# Technical documentation",
        "",
        MADE.format("the files themselves"),
        "",
        f"Foothold {version(root)}. `foothold --version` prints the build; each plan, sharing and decision names its engine and the hashes of what it was made from.",
        "",
        "## What rules what comes out",
        "",
        *table(("file or folder", "BLAKE2b-256 of names and bytes"), [(f"`{name}`", f"`{digest(root, name)}`") for name in RULING]),
        "",
        "## Where each part is described",
        "",
        *table(("part", "page"), [(part, link(page)) for part, page in PARTS]),
    ]


def pages(root):
    functions = read(root, "data/functions.json")["functions"]
    duties, risks = read(root, "data/ai_act/duties.json"), read(root, "data/ai_act/risks.json")
    proofs = proofs_of(root)
    made = {
        "classification.md": classification(root, functions),
        "data.md": data_page(functions),
        "duties.md": duties_page(duties, proofs),
        "risks.md": risks_page(risks, proofs),
        "technical.md": technical(root),
    }
    made["README.md"] = [
        "# The file set of the AI Act",
        "",
        MADE.format("`data/ai_act` and the register"),
        "",
        f"What {duties['regulation']} asks of a high-risk system, for version {version(root)}. An office that runs Foothold adds what only it knows: who is trained, who watches,",
        "its assessment of fundamental rights.",
        "",
        *(f"* [{name.removesuffix('.md')}]({name})" for name in made),
    ]
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()}, faults_in(root, functions, duties, risks)


def faults_in(root, functions, duties, risks):
    rows = {line.split("\t")[0] for line in (root / "docs/requirements.tsv").read_text().splitlines() if not line.startswith("#")}
    ids = [f["id"] for f in functions]
    for where, entries in (("duties.json", duties["duties"]), ("risks.json", risks["risks"])):
        for e in entries:
            name = e.get("article", e.get("id"))
            yield from (f"data/ai_act/{where}: {name}: {row} is no row of docs/requirements.tsv" for row in e["rows"] if row not in rows)
            if not e["rows"]:
                yield f"data/ai_act/{where}: {name}: names no row, so no test holds it"
            yield from (f"data/ai_act/{where}: {name}: {page} is not there" for page in e.get("see", []) if not (root / page).exists())
    for r in risks["risks"]:
        if r["function"] not in ids:
            yield f"data/ai_act/risks.json: {r['id']}: the register has no function {r['function']}"
    yield from (f"data/ai_act/risks.json: the function {i} has no risk" for i in ids if i not in [r["function"] for r in risks["risks"]])


def main():
    arguments = [a for a in sys.argv[1:] if a != "--check"]
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent.parent
    made, found = pages(root)
    found = list(found)
    folder = root / "docs/ai-act"
    if "--check" in sys.argv:
        found += [f"docs/ai-act/{name} is stale: run make requirements" for name, text in made.items() if not (folder / name).exists() or (folder / name).read_text() != text]
    else:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
