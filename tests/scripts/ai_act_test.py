#!/usr/bin/env python3
"""The file set of the AI Act is made of its sources, and a fault in them or a stale page is found."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class FileSet(unittest.TestCase):
    """A copy of the sources in a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("data", "docs", "CMakeLists.txt", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.root / name)
        (self.root / "tests").mkdir()
        (self.root / "tests/a_test.cc").write_text("// REQ D6 J2\nTEST(rules, ask) {}\n")
        self.assertEqual(self.run_it().stdout, "")

    def run_it(self, *arguments):
        return subprocess.run([sys.executable, "-B", ROOT / "scripts/ai_act.py", *arguments, self.root], capture_output=True, text=True)

    def change(self, name, edit):
        path = self.root / name
        value = json.loads(path.read_text())
        edit(value)
        path.write_text(json.dumps(value))

    def page(self, name):
        return (self.root / "docs/ai-act" / name).read_text()

    # REQ J1
    def test_a_set_is_made_for_the_version_and_names_each_function_duty_and_risk(self):
        self.assertEqual(self.run_it("--check").returncode, 0)
        self.assertIn("Foothold 0.1.0", self.page("technical.md"))
        for f in json.loads((ROOT / "data/functions.json").read_text())["functions"]:
            self.assertIn(f"`{f['id']}`", self.page("classification.md"))
            self.assertIn(f"({f['id']})", self.page("risks.md"))
        for article in ("9", "10", "11, Annex IV", "12, 19, 26(6)", "13", "14, 26(2)", "15", "27", "86"):
            self.assertIn(f"## Art. {article}: ", self.page("duties.md"))
        self.assertIn("D6: 1 test, J10: not yet", self.page("risks.md"))
        before = self.page("technical.md")
        (self.root / "data/rules/XX.csv").write_text("one more\n")
        self.run_it()
        self.assertNotEqual(self.page("technical.md"), before)

    # REQ J1
    def test_a_stale_page_is_found(self):
        self.change("data/ai_act/risks.json", lambda v: v["risks"][0].update(left="more"))
        found = self.run_it("--check")
        self.assertEqual(found.returncode, 1)
        self.assertIn("docs/ai-act/risks.md is stale", found.stdout)

    def test_a_function_without_a_risk_and_rows_and_pages_that_are_none_are_found(self):
        self.change("data/ai_act/risks.json", lambda v: v.update(risks=[r for r in v["risks"] if r["function"] != "reminders"]))
        self.assertIn("the function reminders has no risk", self.run_it().stdout)
        self.change("data/ai_act/duties.json", lambda v: v["duties"][1].update(rows=["Z9"], see=["docs/none.md"]))
        found = self.run_it().stdout
        self.assertIn("Z9 is no row", found)
        self.assertIn("docs/none.md is not there", found)
        self.change("data/ai_act/duties.json", lambda v: v["duties"][2].update(rows=[]))
        self.assertIn("no test holds it", self.run_it().stdout)


if __name__ == "__main__":
    unittest.main()
