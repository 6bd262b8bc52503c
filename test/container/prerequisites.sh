# What the test needs of the machine. Sourced by run.sh.

check_prerequisites() {
  local missing=()
  local programs=(podman runc podman-compose debootstrap iptables curl node npm)
  for program in "${programs[@]}"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null || missing+=("$program")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    skip "${missing[*]} missing; on Debian: apt-get install --no-install-recommends podman runc podman-compose debootstrap" \
      "containernetworking-plugins golang-github-containernetworking-plugin-dnsname iptables curl"
  fi
  [ "$(id -u)" = 0 ] || skip "only root can run it"
  [ -d "$root/node_modules" ] || skip "the stand-in mail server needs npm ci"
}

skip() {
  if [ "${CONTAINER_TEST:-}" = required ]; then fail "$*"; fi
  say "SKIPPED: $*"
  exit 0
}
