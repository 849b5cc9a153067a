"""usage: failover.py FOLDER WRITER [--kills N] [--seed N]

Kills a cluster under a writer that goes through the store (failover_writer.cc) and counts what is lost. FOLDER must be empty, be
ours alone and have a short path; it is not removed. Prints a table and "ok NAME" or "failed NAME" lines; exit 1 where one failed."""
import argparse
import collections
import os
import random
import subprocess
import sys
import time

import faults
from lab import TTL, die_with_us, lab, lab_error, wait_until
from oracle import compare, told

# Of the kills, these parts: the rest are whole nodes. The others are no kills.
POSTMASTER_PART, CANCEL_PART = 4, 10
GOALS = {"node killed": TTL + 2, "switch-over": 6}  # seconds


def rounds_of(kills, chance):
    planned = [faults.kill_postmaster] * (kills // POSTMASTER_PART) + [faults.cancel_and_kill] * max(1, kills // CANCEL_PART)
    planned += [faults.kill_node] * (kills - len(planned))
    planned += [faults.switch_over] * 2 + [faults.kill_etcd]
    chance.shuffle(planned)
    return planned


NAMES = {
    faults.kill_node: "node killed",
    faults.kill_postmaster: "postmaster killed",
    faults.cancel_and_kill: "commit wait cancelled, node killed",
    faults.switch_over: "switch-over",
    faults.kill_etcd: "etcd killed for 30 s",
    faults.kill_asynchronous_node: "control: asynchronous, node killed",
}


class writer:
    def __init__(self, cluster, program):
        self.log = f"{cluster.folder}/answers"
        self.cluster = cluster
        with open(f"{cluster.folder}/writer.log", "wb") as errors:
            self.started = subprocess.Popen([program, cluster.where(), self.log], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=errors, text=True, env={**os.environ, "PGPASSWORD": cluster.password},
                                            preexec_fn=die_with_us)

    def answered(self):
        try:
            return len(told(self.log).acknowledged)
        except FileNotFoundError:
            return 0

    def run(self, fault, chance):
        """One fault under load, and the time until it is over and writes go on."""
        self.cluster.wait_for_standby()
        count = self.answered()
        wait_until("the writer writes", 60, lambda: self.answered() > count + 100)
        time.sleep(chance.uniform(0, 3))
        begin = time.monotonic()
        fault(self.cluster)
        count = self.answered()
        wait_until("the writer writes again", 120, lambda: self.answered() > count + 100)
        return begin, time.monotonic()

    def end(self):
        """Where it never gets its last answers, because there is no cluster to give them."""
        self.started.kill()
        self.started.wait()

    def stop(self):
        """It ends when every write has its answer."""
        try:
            said, _ = self.started.communicate(timeout=180)
        except subprocess.TimeoutExpired:
            return False, "some writes never got an answer"
        return self.started.returncode == 0, said.strip()

    def compare(self):
        """Asks the primary itself: for a moment HAProxy may still take the other node for it."""
        wait_until("there is one primary", 60, self.cluster.primary)
        before = told(self.log)
        return before, compare(before, self.cluster.primary().sql("select name, id from organisations", "foothold"))


def report(rows):
    print(f"\n{'fault':36} {'times':>5} {'longest gap':>12} {'acknowledged':>13} {'lost':>6} {'duplicates':>10} {'in doubt':>9} "
          f"{'(applied)':>9}")
    for name, r in rows.items():
        print(f"{name:36} {r['times']:5} {r['gap']:10.1f} s {r['acknowledged']:13,} {r['lost']:6} {r['duplicates']:10} "
              f"{r['in doubt']:9} {r['applied']:9}")


def judged(name, good):
    print(f"{'ok' if good else 'failed'} {name}", flush=True)
    return good


def trial(cluster, at, name, fault, chance, rows, seen):
    begin, end = at.run(fault, chance)
    now, found = at.compare()
    r = rows[name]
    r["times"] += 1
    r["gap"] = max(r["gap"], now.longest_gap(begin, end))
    for what, is_now in (("acknowledged", len(now.acknowledged)), ("in doubt", len(now.in_doubt)), ("applied", len(now.applied)),
                         ("lost", found["lost"]), ("duplicates", found["duplicates"])):
        r[what] += is_now - seen[what]
        seen[what] = is_now
    print(f"{name}: {now.longest_gap(begin, end):.1f} s without an answer, {found['lost']} lost of {len(now.acknowledged):,}, "
          f"{len(now.in_doubt)} in doubt so far, load {os.getloadavg()[0]:.1f}", flush=True)


def verdict(kills, rows, heard, before_control, found, whole):
    """`heard` and `found` are of the moment before the control."""
    control = rows[NAMES[faults.kill_asynchronous_node]]["lost"]
    naive = found["lost to a client that ignores the warning"]
    gaps = [judged(f"{name}: {rows[name]['gap']:.1f} s without an answer, goal {goal} s", rows[name]["gap"] <= goal)
            for name, goal in GOALS.items() if name in rows]
    return all([
        judged(f"{kills} kills, {before_control['acknowledged']:,} writes acknowledged, {before_control['lost']} lost",
               before_control["lost"] == 0),
        judged(f"{before_control['duplicates']} duplicates", before_control["duplicates"] == 0),
        judged(f"{len(heard.refused)} refused, {found['refused, yet there']} of them there", found["refused, yet there"] == 0),
        *gaps,
        judged("the audit is whole on the last node", whole),
        judged(f"control: asynchronous replication loses {control}", control > 0),
        judged(f"control: a client that ignores the warning of a cancelled wait loses {naive}", naive > 0),
    ])


def kill_often(cluster, at, kills, chance):
    rows = collections.defaultdict(collections.Counter)
    seen = collections.Counter()
    for fault in rounds_of(kills, chance):
        trial(cluster, at, NAMES[fault], fault, chance, rows, seen)
    heard, found = at.compare()
    before_control = dict(seen)
    trial(cluster, at, NAMES[faults.kill_asynchronous_node], faults.kill_asynchronous_node, chance, rows, seen)
    whole, said = at.stop()
    report(rows)
    print(said)
    return verdict(kills, rows, heard, before_control, found, whole)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("folder")
    asked.add_argument("writer")
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked = asked.parse_args()
    cluster, at, good = lab(asked.folder), None, False
    try:
        begin = time.monotonic()
        cluster.start()
        print(f"a primary and a synchronous standby after {time.monotonic() - begin:.0f} s", flush=True)
        at = writer(cluster, asked.writer)
        good = kill_often(cluster, at, asked.kills, random.Random(asked.seed))
    except lab_error as e:
        judged(f"the cluster: {e}", False)
    finally:
        if at:
            at.end()
        cluster.stop()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
