#!/usr/bin/env python3
"""Negative controls of scripts/: a check that finds nothing in a bad tree is worth nothing."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(script, *arguments):
    return subprocess.run([sys.executable, "-B", ROOT / "scripts" / script, *map(str, arguments)], capture_output=True, text=True)


class Tree(unittest.TestCase):
    """A small tree of files in a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class Layers(Tree):
    def setUp(self):
        super().setUp()
        self.put("scripts/layers.tsv", "# module\tmay\nbase\t\nmodel\tbase\nplan\tmodel\nhttp\tbase\nsys\tbase\n")
        self.put("src/base/id.h", "#include <vector>\n#include <tl/expected.hpp>\n")
        self.put("src/plan/search.cc", '#include "model/plan.h"\n#include "base/id.h"\n#include <fmt/format.h>\n')
        self.put("src/http/server.cc", "#include <boost/beast.hpp>\n")

    def test_a_good_tree_passes(self):
        self.assertEqual(run("layers.py", self.root).stdout, "")

    def test_an_include_upwards_is_found(self):
        self.put("src/model/week.cc", '#include "plan/search.h"\n')
        found = run("layers.py", self.root)
        self.assertEqual(found.returncode, 1)
        self.assertIn("model must not include plan", found.stdout)

    def test_a_driver_outside_its_module_is_found(self):
        self.put("src/plan/net.cc", "#include <boost/asio.hpp>\n")
        self.assertIn("belongs into http only", run("layers.py", self.root).stdout)

    def test_a_library_in_a_module_of_the_phone_is_found(self):
        self.put("src/model/log.cc", "#include <unistd.h>\n")
        self.assertIn("standard library only", run("layers.py", self.root).stdout)

    def test_a_heavy_header_in_a_header_is_found(self):
        self.put("src/plan/codec.h", "#include <nlohmann/json.hpp>\n")
        self.assertEqual(run("layers.py", self.root).returncode, 1)

    def test_a_module_without_a_line_is_found(self):
        self.put("src/new/a.h", "")
        self.assertIn("has no line", run("layers.py", self.root).stdout)

    def test_a_door_past_access_is_found_outside_its_module(self):
        self.put("src/plan/route.cc", "auto const rows = by_statement::rows(s, kAll, {});\n")
        self.assertIn("names by_statement, which only store may", run("layers.py", self.root).stdout)

    def test_a_circle_in_the_table_is_found(self):
        self.put("scripts/layers.tsv", "base\tmodel\nmodel\tbase\n")
        self.assertNotEqual(run("layers.py", self.root).returncode, 0)


class Links(Tree):
    def test_good_links_pass(self):
        self.put("docs/a.md", "# A heading: here\n[b](../b.md) [web](https://example.org) `[x](none.md)`\n```\n[y](none.md)\n```\n")
        self.put("b.md", "[a](docs/a.md#a-heading-here) [self](#end)\n## End\n")
        self.assertEqual(run("links.py", self.root).stdout, "")

    def test_a_dead_link_and_a_dead_anchor_are_found(self):
        self.put("a.md", "# One\n[x](none.md) ![p](none.svg) [y](#two)\n")
        self.assertEqual(len(run("links.py", self.root).stdout.splitlines()), 3)


class Licences(Tree):
    def setUp(self):
        super().setUp()
        shutil.copy(ROOT / "LICENSE", self.root / "LICENSE")
        self.put("scripts/packages.sh", "build_packages=(\n  g++ libfmt-dev # text\n)\n")
        self.put("docs/adr/0001-dependencies.md", "| package | for | licence |\n| `g++` | x | GPL-3 |\n| `libfmt-dev` | x | MIT |\n")

    def test_a_good_tree_passes(self):
        self.assertEqual(run("licences.py", self.root).stdout, "")

    def test_a_package_without_a_row_or_without_a_licence_is_found(self):
        self.put("scripts/packages.sh", "build_packages=(\n  g++ libfmt-dev libnew-dev\n)\n")
        self.assertIn("libnew-dev", run("licences.py", self.root).stdout)
        self.put("docs/adr/0001-dependencies.md", "| `g++` | x | GPL-3 |\n| `libfmt-dev` | x | |\n| `libnew-dev` | x | MIT |\n")
        self.assertIn("libfmt-dev", run("licences.py", self.root).stdout)

    def test_a_shortened_licence_is_found(self):
        self.put("LICENSE", "Apache License")
        self.assertEqual(run("licences.py", self.root).returncode, 1)


class Requirements(Tree):
    def setUp(self):
        super().setUp()
        self.put("docs/requirements.tsv", "# row\tin short\nD1\tpaths\nD2\tparallel\nD10\tcare\n")
        self.put("tests/plan/a_test.cc", "// REQ D10 D1\nTEST(planner, waits_for_care) {}\n")
        self.put("tests/web/b.test.mjs", "// REQ D10\ntest('care can be changed', async () => {});\n")

    def test_each_row_is_listed_with_its_tests(self):
        self.assertEqual(run("requirements.py", self.root).returncode, 0)
        rows = {line.split(" | ")[0]: line for line in (self.root / "docs/requirements.md").read_text().splitlines() if line.startswith("| D")}
        self.assertIn("planner.waits_for_care", rows["| D10"])
        self.assertIn("care can be changed", rows["| D10"])
        self.assertIn("planner.waits_for_care", rows["| D1"])
        self.assertNotIn("care can", rows["| D1"])
        self.assertIn("not yet", rows["| D2"])
        self.assertEqual(run("requirements.py", "--check", self.root).returncode, 0)

    def test_a_stale_page_is_found(self):
        run("requirements.py", self.root)
        self.put("tests/plan/c_test.cc", "// REQ D2\nTEST(planner, runs_in_parallel) {}\n")
        self.assertEqual(run("requirements.py", "--check", self.root).returncode, 1)

    def test_a_mark_without_a_row_is_found(self):
        self.put("tests/plan/c_test.cc", "// REQ D99\nTEST(planner, x) {}\n")
        self.assertIn("D99", run("requirements.py", self.root).stdout)


class Counting(Tree):
    def count(self, status, output, failure=""):
        self.put("j.xml", f'<testsuite><testcase name="p" status="{status}">{failure}<system-out>{output}</system-out></testcase></testsuite>')
        return run("count_tests.py", self.root / "j.xml").stdout.splitlines()

    def test_cases_of_googletest_are_counted(self):
        text = "[==========] 4 tests ran.\n[  PASSED  ] 2 tests.\n[  SKIPPED ] 1 test, listed below:\n[  SKIPPED ] a.c\n[  FAILED  ] 1 test, listed below:\n[  FAILED  ] a.b\n"
        self.assertEqual(self.count("fail", text, '<failure message=""/>'), ["2 1 1", "failed: p: a.b", "skipped: p: a.c"])

    def test_a_crash_after_passed_cases_is_a_failure(self):
        text = "[==========] 3 tests ran.\n[  PASSED  ] 3 tests.\n==1== ERROR: LeakSanitizer\n"
        self.assertEqual(self.count("fail", text, '<failure message="Failed"/>')[0], "3 1 0")

    def test_a_program_without_cases_counts_as_one(self):
        self.assertEqual(self.count("run", "fine")[0], "1 0 0")
        self.assertEqual(self.count("fail", "", '<failure message="Timeout"/>')[0], "0 1 0")

    def test_cases_of_node_and_python_are_counted(self):
        self.assertEqual(self.count("fail", "not ok 2 - the week\n# pass 7\n# fail 1\n", '<failure message=""/>')[0], "7 1 0")
        self.assertEqual(self.count("run", "Ran 5 tests in 0.1s\n\nOK")[0], "5 0 0")


class Clang(Tree):
    def clang(self, *command):
        if shutil.which(command[0]) is None:
            self.fail(f"{command[0]} is not installed: ./test installs it")
        return subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=self.root)

    def test_tidy_finds_a_use_after_move(self):
        good = "#include <string>\n#include <utility>\nstd::string f(std::string a) {\n  auto b = std::move(a);\n  return b;\n}\n"
        tidy = ["clang-tidy-19", f"--config-file={ROOT}/.clang-tidy", "--quiet"]
        self.put("good.cc", good)
        self.assertEqual(self.clang(*tidy, "good.cc", "--", "-std=c++20").returncode, 0)
        self.put("bad.cc", good.replace("return b", "return a + b"))
        self.assertIn("bugprone-use-after-move", self.clang(*tidy, "bad.cc", "--", "-std=c++20").stdout)

    def test_format_finds_a_stray_space(self):
        style = ["clang-format-19", f"--style=file:{ROOT}/.clang-format", "--dry-run", "--Werror"]
        self.put("good.cc", "int f();\n")
        self.assertEqual(self.clang(*style, "good.cc").returncode, 0)
        self.put("bad.cc", "int  f( );\n")
        self.assertNotEqual(self.clang(*style, "bad.cc").returncode, 0)


if __name__ == "__main__":
    unittest.main()
