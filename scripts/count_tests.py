#!/usr/bin/env python3
"""Counts the cases of one test family from ctest's JUnit file.

usage: count_tests.py JUNIT.xml   ->  first line "PASSED FAILED SKIPPED", then one line for each failed or skipped case

A program is one ctest test; its own cases are read from what it printed (GoogleTest, Node's test runner, Python's unittest). A
program that failed without naming a failed case (a crash, a sanitizer's report at exit, a time-out) counts as one failed case.
"""
import re
import sys
import xml.etree.ElementTree as ET


def cases(output):
    """(passed, failed names, skipped names) of one program's output; None if it names no cases."""
    passed = re.search(r"^\[  PASSED  \] (\d+) tests?\.", output, re.M)
    if passed or re.search(r"^\[==========\] ", output, re.M):
        names = lambda word: sorted(set(re.findall(rf"^\[  {word} \] ([\w/.]+)(?:, where.*|)$", output, re.M)))
        return int(passed[1]) if passed else 0, names("FAILED "), names("SKIPPED")
    node = re.search(r"^# pass (\d+)$", output, re.M)
    if node:
        names = [n for n in re.findall(r"^\s*not ok (?:\d+ )?- (.*)$", output, re.M) if "# TODO" not in n]
        skipped = re.findall(r"^\s*ok (?:\d+ )?- (.*) # SKIP", output, re.M)
        return int(node[1]), names, skipped
    python = re.search(r"^Ran (\d+) tests? in", output, re.M)
    if python:
        failed = re.findall(r"^(?:FAIL|ERROR): (\S+)", output, re.M)
        return int(python[1]) - len(failed), failed, []
    return None


def count(root):
    passed, failed, skipped = 0, [], []
    for test in root.iter("testcase"):
        name, status = test.get("name"), test.get("status")
        found = cases(test.findtext("system-out") or "")
        if status == "notrun" or status == "disabled":
            skipped.append(name)
            continue
        ok = status == "run" and test.find("failure") is None
        p, f, s = found if found else (int(ok), [], [])
        passed += p
        failed += [f"{name}: {n}" for n in f]
        skipped += [f"{name}: {n}" for n in s]
        if not ok and not f:
            failed.append(f"{name}: the program failed ({(test.find('failure').get('message') if test.find('failure') is not None else '') or 'no message'})")
    return passed, failed, skipped


def main():
    passed, failed, skipped = count(ET.parse(sys.argv[1]).getroot())
    print(passed, len(failed), len(skipped))
    for name in failed:
        print("failed:", name)
    for name in skipped:
        print("skipped:", name)


if __name__ == "__main__":
    main()
