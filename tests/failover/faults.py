"""The ways in which the cluster is hurt. Each ends when it is whole again."""
import contextlib
import signal
import time

from lab import TTL, lab_error, wait_until


def kill_node(cluster):
    """Power of a whole machine: Patroni, the server and its children at once."""
    dead = cluster.primary()
    dead.kill()
    bring_back(cluster, dead)


def bring_back(cluster, dead):
    """The standby is promoted if it has all that the dead node last told of; if not, writes wait for the dead node, which is right."""
    with contextlib.suppress(lab_error):
        wait_until("the standby is promoted", TTL * 2, lambda: cluster.other(dead).answers("/primary"))
    dead.start()
    wait_until("there is a primary", TTL * 4, cluster.primary)


def kill_postmaster(cluster):
    """The server alone; Patroni starts it again in place."""
    cluster.primary().kill_postmaster()
    time.sleep(1)


def switch_over(cluster):
    old = cluster.primary()
    new = cluster.other(old)
    old.ask("POST", "/switchover", {"leader": old.name, "candidate": new.name})
    wait_until("the other node takes writes", 60, lambda: new.answers("/primary"))


def kill_etcd(cluster):
    """Longer than the leader's place lasts; as the nodes see each other, writes must go on."""
    cluster.etcd.send(signal.SIGKILL)
    cluster.etcd.started.wait()
    time.sleep(TTL + 10)
    cluster.start_etcd()
    time.sleep(TTL)


def cancel_and_kill(cluster):
    """The standby stands still, somebody cancels the commits that wait for it, PostgreSQL calls that success, and the node dies."""
    old = cluster.primary()
    standby = cluster.other(old)
    waiting = "from pg_stat_activity where datname = 'foothold' and wait_event = 'SyncRep'"
    old.wait_for_turn()  # what it tells next, the standby would be measured by
    standby.freeze()
    wait_until("a commit waits", 20, lambda: int(old.sql(f"select count(*) {waiting}")) > 0)
    for _ in range(3):  # the same question again waits again
        old.sql(f"select count(pg_cancel_backend(pid)) {waiting}")
        time.sleep(0.3)
    old.kill()
    standby.thaw()
    bring_back(cluster, old)


def kill_asynchronous_node(cluster):
    """The control: without synchronous replication a standby that is three seconds late loses three seconds."""
    old = cluster.primary()
    standby = cluster.other(old)
    old.ask("PATCH", "/config", {"synchronous_mode": None, "maximum_lag_on_failover": 1 << 30})
    wait_until("commits wait for nobody", 60, lambda: old.sql("show synchronous_standby_names").strip() == "")
    standby.freeze()
    time.sleep(3)
    old.kill()
    standby.thaw()
    bring_back(cluster, old)
    wait_until("the old node follows", 120, lambda: old.answers("/replica"))
