"""A cluster on loopback: etcd, two nodes of Patroni with PostgreSQL, HAProxy before them. Everything lies in one folder, listens on
free ports, belongs to one unprivileged user and is stopped by its recorded process number, never by name."""
import contextlib
import ctypes
import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

TTL = 20  # seconds until a dead leader's place is free; the least that Patroni allows


class lab_error(Exception):
    pass


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for s in sockets:
            s.bind(("127.0.0.1", 0))
        return [s.getsockname()[1] for s in sockets]


def wait_until(what, seconds, holds):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise lab_error(f"waited {seconds} s in vain: {what}")
        time.sleep(0.1)


def state_of(pid):
    """One letter of /proc; a process that ended but was not fetched by its parent is Z and as good as dead."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
            return f.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def alive(pid):
    state = state_of(pid)
    return state is not None and state[0] not in "ZX"


def children_of(pid):
    for name in os.listdir("/proc"):
        if name.isdigit():
            state = state_of(name)
            if state and int(state[1]) == pid:
                yield int(name)


def die_with_us():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class process:
    def __init__(self, words, log):
        with open(log, "ab") as out:
            self.started = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=die_with_us)
        self.pid = self.started.pid

    def send(self, what):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, what)

    def stop(self, seconds=30):
        self.send(signal.SIGTERM)
        try:
            self.started.wait(seconds)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            self.started.wait()


class node:
    def __init__(self, lab, name):
        self.lab, self.name = lab, name
        self.rest, self.port = free_ports(2)
        self.data = f"{lab.folder}/{name}"
        self.patroni = None

    def start(self):
        with open(f"{self.data}.yml", "w", encoding="utf-8") as f:
            json.dump(self.settings(), f)  # JSON is YAML
        os.chmod(f"{self.data}.yml", 0o600)
        self.patroni = process(["/usr/bin/patroni", f"{self.data}.yml"], f"{self.data}.log")

    def settings(self):
        words = {"superuser": "postgres", "replication": "replicator", "rewind": "rewinder"}
        return {
            "scope": "lab",
            "name": self.name,
            "restapi": {"listen": f"127.0.0.1:{self.rest}", "connect_address": f"127.0.0.1:{self.rest}"},
            "etcd3": {"host": f"127.0.0.1:{self.lab.etcd_port}"},  # Debian's etcd has no second version of the interface
            "bootstrap": {
                "dcs": {
                    "ttl": TTL, "loop_wait": 5, "retry_timeout": 5, "maximum_lag_on_failover": 0, "synchronous_mode": True,
                    "failsafe_mode": True, "master_start_timeout": 300,
                    "postgresql": {"use_pg_rewind": True, "use_slots": True,
                                   "parameters": {"wal_log_hints": "on", "max_connections": 100}},
                },
                "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            },
            "postgresql": {
                "listen": f"127.0.0.1:{self.port}", "connect_address": f"127.0.0.1:{self.port}", "data_dir": self.data,
                "basebackup": [{"checkpoint": "fast"}], "bin_dir": self.lab.programs, "pgpass": f"{self.data}.pgpass",
                "pg_hba": ["local all all scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256",
                           "host replication all 127.0.0.1/32 scram-sha-256"],
                "parameters": {"unix_socket_directories": self.lab.folder, "password_encryption": "scram-sha-256"},
                "authentication": {k: {"username": v, "password": self.lab.password} for k, v in words.items()},
            },
        }

    def answers(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.rest}{path}", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def last_turn(self):
        """When Patroni last told etcd how far this node is."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.rest}/patroni", timeout=2) as answer:
                return json.load(answer)["dcs_last_seen"]
        except OSError:
            return 0

    def wait_for_turn(self):
        before = self.last_turn()
        wait_until("Patroni takes its turn", 30, lambda: self.last_turn() > before)

    def ask(self, method, path, body):
        asked = urllib.request.Request(f"http://127.0.0.1:{self.rest}{path}", json.dumps(body).encode(), method=method,
                                       headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as e:
            raise lab_error(f"{path}: {e.read().decode()}") from e

    def postmaster(self):
        try:
            with open(f"{self.data}/postmaster.pid", encoding="utf-8") as f:
                pid = int(f.readline())
        except (FileNotFoundError, ValueError):
            return None
        return pid if alive(pid) else None

    def processes(self):
        """Patroni first, so that it starts nothing anew."""
        server = self.postmaster()
        return [self.patroni.pid] + ([server, *children_of(server)] if server else [])

    def signal_all(self, what):
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, what)

    def kill(self):
        server = self.postmaster()
        self.signal_all(signal.SIGKILL)
        self.patroni.started.wait()
        wait_until("a killed server is gone", 30, lambda: server is None or not alive(server))

    def kill_postmaster(self):
        server = self.postmaster()
        for pid in [server, *children_of(server)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def freeze(self):
        """Stands still, and loses what lies in the buffers of its connection: when it goes on, its receiver ends before it reads."""
        self.signal_all(signal.SIGSTOP)
        for pid in children_of(self.postmaster()):
            with open(f"/proc/{pid}/cmdline", encoding="utf-8") as f:
                if "walreceiver" in f.read():
                    os.kill(pid, signal.SIGTERM)

    def thaw(self):
        self.signal_all(signal.SIGCONT)

    def sql(self, text, database="postgres"):
        """Straight to this node, not through HAProxy."""
        return self.lab.psql(self.port, text, database)


class lab:
    def __init__(self, folder):
        self.folder = folder
        self.programs = "/usr/lib/postgresql/15/bin"
        self.password = secrets.token_hex(16)
        self.etcd_port, self.peer_port, self.port = free_ports(3)
        self.nodes = [node(self, "node1"), node(self, "node2")]
        self.etcd = self.proxy = None

    def start(self):
        self.start_etcd()
        self.nodes[0].start()
        wait_until("the first node takes writes", 120, lambda: self.nodes[0].answers("/primary"))
        self.nodes[1].start()
        self.start_proxy()
        self.nodes[0].sql(f"create role foothold login createdb password '{self.password}'")
        self.nodes[0].sql("create database foothold owner foothold template template0 encoding 'UTF8'")
        self.wait_for_standby()
        wait_until("HAProxy finds the first node", 30, lambda: self.reachable())

    def start_etcd(self):
        client, peer = f"http://127.0.0.1:{self.etcd_port}", f"http://127.0.0.1:{self.peer_port}"
        self.etcd = process(
            ["/usr/bin/etcd", "--name", "lab", "--data-dir", f"{self.folder}/etcd", "--listen-client-urls", client,
             "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
             "--initial-cluster", f"lab={peer}"], f"{self.folder}/etcd.log")

    def start_proxy(self):
        servers = "\n".join(f"  server {n.name} 127.0.0.1:{n.port} check port {n.rest}" for n in self.nodes)
        with open(f"{self.folder}/haproxy.cfg", "w", encoding="utf-8") as f:
            f.write(f"""global
  maxconn 200
defaults
  mode tcp
  timeout connect 2s
  timeout client 30m
  timeout server 30m
listen writes
  bind 127.0.0.1:{self.port}
  option httpchk GET /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
{servers}
""")
        self.proxy = process(["/usr/sbin/haproxy", "-db", "-f", f"{self.folder}/haproxy.cfg"], f"{self.folder}/haproxy.log")

    def psql(self, port, text, database):
        asked = subprocess.run(
            [f"{self.programs}/psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d",
             database, "-c", text],
            env={**os.environ, "PGPASSWORD": self.password, "PGCONNECT_TIMEOUT": "5"}, capture_output=True, text=True, check=False)
        if asked.returncode != 0:
            raise lab_error(asked.stderr.strip())
        return asked.stdout

    def reachable(self):
        try:
            return self.psql(self.port, "select 1", "foothold").strip() == "1"
        except lab_error:
            return False

    def where(self):
        """libpq's words for the store; the password comes by the environment."""
        return f"host=127.0.0.1 port={self.port} user=foothold dbname=foothold connect_timeout=2 tcp_user_timeout=3000"

    def primary(self):
        found = [n for n in self.nodes if n.answers("/primary")]
        return found[0] if len(found) == 1 else None

    def other(self, one):
        return next(n for n in self.nodes if n is not one)

    def is_synchronous(self):
        """Does the primary make commits wait for a standby that follows? Patroni's /sync tells what was true some seconds ago, and
        after a promotion the cluster is asynchronous at first."""
        at = self.primary()
        if at is None or not self.other(at).answers("/sync"):
            return False
        with contextlib.suppress(lab_error):
            return at.sql("select count(*) from pg_stat_replication where state = 'streaming' and sync_state = 'sync'").strip() == "1"
        return False

    def wait_for_standby(self):
        """Killing before would test nothing."""
        wait_until("the standby is synchronous", 180, self.is_synchronous)

    def stop(self):
        if self.proxy:
            self.proxy.stop()
        last = self.primary()
        for n in sorted(self.nodes, key=lambda n: n is last):
            if n.patroni:
                n.thaw()
                server = n.postmaster()
                n.patroni.stop()
                if server and alive(server):
                    os.kill(server, signal.SIGQUIT)
        if self.etcd:
            self.etcd.stop()
