# Debian packages and how to get them; sourced by ./run and ./test. Each is needed now; docs/adr/0001 says what for.

build_packages=(
  g++ make cmake ninja-build ccache pkg-config
  libboost1.74-dev libssl-dev libsodium-dev libfmt-dev libspdlog-dev libcli11-dev nlohmann-json3-dev libexpected-dev
  libzip-dev zlib1g-dev coinor-libclp-dev libicu-dev
  libsoci-dev libsqlite3-dev libpq-dev
  libturbojpeg0-dev libpng-dev libpoppler-glib-dev libcairo2-dev libfontconfig-dev libseccomp-dev
  libpango1.0-dev libqrencode-dev fonts-dejavu-core fonts-sil-abyssinica fonts-sil-scheherazade
)
test_packages=(
  libgmock-dev librapidcheck-dev libbenchmark-dev coinor-libcbc-dev postgresql-15
  python3 git procps poppler-utils
)
# make test-failover: a small cluster on loopback.
failover_packages=(postgresql-15 patroni etcd-server haproxy python3-psycopg2 python3-etcd)
check_packages=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev llvm-19)

say() { printf '%s\n' "$*" >&2; }
give_up() { printf '%s\n' "$@" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# need_packages NAME...: installs those that are not there. Silent and without network when all are.
need_packages() {
  local have missing=() name
  have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for name in "$@"; do
    grep -qx "$name installed" <<<"$have" || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || give_up "This needs Debian 12 or a system with its packages (apt-get is not here)."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    give_up "Debian packages are missing, and this user is neither root nor has sudo. Ask an administrator to run:" \
      "  apt-get install --no-install-recommends ${missing[*]}"
  say "Installing from Debian: ${missing[*]}"
  as_root apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 ||
    say "The package lists could not be renewed; trying with the old ones."
  # -E of sudo would pass the user's environment; env passes only what apt must know.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 install "${missing[@]}" </dev/null >&2 ||
    give_up "Debian's packages could not be installed (see above). Is the network there, and is this Debian 12?"
}

# need_quiet_packages NAME...: the same for packages of servers, which Debian starts when they are installed and at every
# boot; these shall run only when a test starts them.
need_quiet_packages() {
  local policy=/usr/sbin/policy-rc.d ours='' status=0 name new=()
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || new+=("$name")
  done
  [ ${#new[@]} -gt 0 ] || return 0
  if [ ! -e "$policy" ]; then
    ours=yes
    printf '#!/bin/sh\nexit 101\n' | as_root install -m 755 /dev/stdin "$policy" || return 1
  fi
  (need_packages "$@") || status=1
  [ -z "$ours" ] || as_root rm -f "$policy"
  for name in "${new[@]}"; do
    dpkg-query -L "$name" 2>/dev/null | sed -n 's|^/lib/systemd/system/\(.*\.service\)$|\1|p' |
      while read -r name; do as_root systemctl disable --quiet "$name" >&2 || true; done
  done
  return $status
}

# configure PRESET FOLDER: CMake, only when it was not done here yet (Ninja repeats it when a CMake file changes).
configure() {
  local preset=$1 folder=$2 at
  at=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null || true)
  if [ -n "$at" ] && [ "$at" != "$PWD" ]; then
    cmake --fresh --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; return 1; }
  elif [ ! -f "$folder/build.ninja" ] || [ "${3:-}" = always ]; then
    mkdir -p "$folder"
    cmake --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; return 1; }
  fi
}

browser_packages=(chromium)

# Node.js 18 or newer with npm: what is there, else Debian's.
need_node() {
  local major
  major=$({ node --version 2>/dev/null || true; } | sed -n 's/^v\([0-9]*\)\..*/\1/p')  # none: no node at all
  if [ "${major:-0}" -lt 18 ] || ! command -v npm >/dev/null; then
    need_packages nodejs npm
  fi
}

# Packages of the tests after package-lock.json. Silent and without network while the lock is the one installed.
need_npm_packages() {
  local lock
  lock=$(sha256sum <package-lock.json)
  [ "$(cat node_modules/.installed-lock 2>/dev/null || true)" != "$lock" ] || return 0
  say "Installing the test packages of npm ..."
  timeout 600 npm ci --fetch-retries=2 --fetch-timeout=60000 --loglevel=error </dev/null >&2 ||
    give_up "npm could not install the test packages (see above). Is its registry reachable? A company proxy with its own" \
      "certificate needs NODE_EXTRA_CA_CERTS=/path/to/ca.crt; another registry npm_config_registry=URL."
  printf '%s\n' "$lock" >node_modules/.installed-lock
}
