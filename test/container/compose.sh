# The compose files, started by the commands of their first lines. Sourced by run.sh.

project=log-analyzer-test-$$
compose_file=
compose_options=()
# Before 1.1 podman-compose leaves group_add out.
if [[ $(podman-compose version 2>/dev/null) =~ version\ +1\.0\. ]]; then
  compose_options+=(--podman-run-args="--group-add 4")
fi

compose() {
  (cd "$compose_folder" && LOG_DIR="$logs" PUBLISHED_PORT="$port" PUBLISHED_PORT_B="$port_b" \
    podman-compose "${compose_options[@]}" -p "$project" -f "$compose_file" "$@" >>"$work/compose.log" 2>&1)
}

remove_compose() {
  if [ -n "$compose_file" ]; then
    compose down -v -t 1 || true
    # podman-compose leaves them.
    podman network ls -q --filter "label=io.podman.compose.project=$project" | xargs -r podman network rm >/dev/null 2>&1 || true
  fi
  compose_file=
}

# start_compose FILE: the secrets are made as the file says, the image is the one under test.
start_compose() {
  remove_compose
  compose_file=$1
  compose_folder="$work/${1%.yaml}"
  mkdir "$compose_folder"
  sed "s/image: log-analyzer-and-alerting-system$/image: ${image//\//\\/}/" "$root/$1" >"$compose_folder/$1"
  sed -n '/^[^#]/q; s/^#   //p' "$root/$1" | grep -v '^docker compose' >"$work/commands.sh"
  (cd "$compose_folder" && bash -euo pipefail "$work/commands.sh")
  key=$(cat "$compose_folder/secrets/api_keys")
  port=$(free_port 48100)
  port_b=$(free_port 48200)
  compose up -d || { tail -n 40 "$work/compose.log" >&2; fail "$1 does not start"; }
}

is_live_at() {
  curl -fsS --max-time 2 "http://127.0.0.1:$1/health/live"
}

alerts_at() {
  curl -fsS --max-time 5 -H "Authorization: Bearer $key" "http://127.0.0.1:$1/alerts"
}

has_alert_at() {
  alerts_at "$1" | grep -F "$2" >/dev/null
}

check_compose() {
  start_compose compose.yaml
  until_true 60 "compose.yaml: a start" is_live_at "$port"
  until_true 30 "compose.yaml: an alert" has_alert_at "$port" ssh_brute_force
  compose restart || fail "compose.yaml: a restart"
  until_true 60 "compose.yaml: a second start" is_live_at "$port"
  has_alert_at "$port" ssh_brute_force || fail "compose.yaml: the data did not survive"
  remove_compose
  say "compose.yaml: starts by its own words, keeps its data"
}

# True once the service speaks PostgreSQL; until then the file is only read.
speaks_postgres() {
  ls "$root"/src/config/*.ts | xargs grep "kind: 'postgres'" >/dev/null
}

check_compose_postgres() {
  if ! speaks_postgres; then
    say "SKIPPED: compose.postgres.yaml, until the service speaks PostgreSQL"
    return
  fi
  have_postgres_image
  start_compose compose.postgres.yaml
  for each in "$port" "$port_b"; do
    until_true 90 "compose.postgres.yaml: a start" is_live_at "$each"
    until_true 30 "compose.postgres.yaml: an alert" has_alert_at "$each" ssh_brute_force
  done
  [ "$(alerts_at "$port")" = "$(alerts_at "$port_b")" ] || fail "the two processes answer differently"
  survives_without a "$port" "$port_b" 198.51.100.81
  survives_without b "$port_b" "$port" 198.51.100.82
  remove_compose
  say "compose.postgres.yaml: two processes, one history; either may go"
}

# survives_without PROCESS ITS_PORT OTHER_PORT ADDRESS: whoever scans may be gone, the other one takes over.
survives_without() {
  podman stop -t 10 "${project}_log-analyzer-$1_1" >/dev/null
  node "$root/test/container/attack.mjs" "$4" >>"$logs/auth.log"
  until_true 60 "compose.postgres.yaml: an alert without process $1" has_alert_at "$3" "$4"
  podman start "${project}_log-analyzer-$1_1" >/dev/null
  until_true 60 "compose.postgres.yaml: the return of process $1" is_live_at "$2"
}
