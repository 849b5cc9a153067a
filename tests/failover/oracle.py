"""What the writer was told, held against what is in the database."""
import collections


class told:
    def __init__(self, log):
        self.acknowledged = {}  # key: id
        self.times = []
        self.in_doubt, self.applied, self.warned, self.refused = set(), set(), {}, {}
        with open(log, encoding="ascii") as f:
            for line in f:
                if not line.endswith("\n"):
                    break  # being written just now
                what, at, key, row = line.split()
                if what in ("acknowledged", "repeated"):
                    self.acknowledged[key] = row
                    self.times.append(int(at) / 1000)
                if what == "repeated":
                    self.applied.add(key)
                if what in ("doubt", "warned"):
                    self.in_doubt.add(key)
                if what == "warned":
                    self.warned.setdefault(key, row)
                if what == "refused":
                    self.refused[key] = row

    def longest_gap(self, begin, end):
        """Seconds without an answer to anybody."""
        inside = [begin, *sorted(t for t in self.times if begin <= t <= end), end]
        return max(b - a for a, b in zip(inside, inside[1:]))


def compare(before, rows):
    """`before` was read before `rows`, lines of KEY|ID: whatever was acknowledged must be there, once, under its id."""
    there = collections.defaultdict(list)
    for row in rows.split():
        key, found = row.split("|")
        there[key].append(found)
    return {
        "lost": sum(found not in there[key] for key, found in before.acknowledged.items()),
        "duplicates": sum(len(ids) > 1 for ids in there.values()),
        "refused, yet there": sum(key in there for key in before.refused),
        "lost to a client that ignores the warning": sum(found not in there[key] for key, found in before.warned.items()),
    }
