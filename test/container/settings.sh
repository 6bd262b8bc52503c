# Shared by the parts of run.sh: where things are, how a check is told, how long to wait.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
image=log-analyzer-and-alerting-system:test

say() { echo "container: $*"; }

fail() {
  say "FAILED: $*" >&2
  tell_containers >&2 || true
  exit 1
}

# What the containers of this test are doing, and said last.
tell_containers() {
  local id
  podman ps -a --format '{{.Names}}: {{.Status}}, exit code {{.ExitCode}}'
  for id in $(podman ps -aq); do
    podman inspect --format '--- {{.Name}} {{json .State}}' "$id"
    podman logs "$id" 2>&1 | tail -n 20
  done
}

# Settings of our own: the default runtime fails where limits may not be raised, or control groups are of two kinds.
cat >"$work/containers.conf" <<'CONF'
[containers]
default_ulimits = ["nofile=1024:4096", "nproc=1024:2048"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
export CONTAINERS_CONF="$work/containers.conf"

# until_true SECONDS WHAT COMMAND…: repeats the command until it succeeds.
until_true() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || fail "$what did not happen within time"
    sleep 0.2
  done
}

# The first free port from the given one on.
free_port() {
  node -e '
    const { createServer } = require("node:net");
    const attempt = (port) => {
      const server = createServer();
      server.once("error", () => attempt(port + 1));
      server.listen(port, "127.0.0.1", () => server.close(() => console.log(port)));
    };
    attempt(Number(process.argv[1]));
  ' "$1"
}

# Where no systemd runs, podman complains of every start that it can set no timer for the health check.
podman() {
  command podman --log-level fatal "$@"
}
