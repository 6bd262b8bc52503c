# One container with SQLite, from its first start to its tenth. Sourced by run.sh.

name=log-analyzer-test-$$
volume=$name-data
key=container-test-key-0123456789abcdef
starts=10

# run_service ENVIRONMENT…: without any right that it does not need.
run_service() {
  local options=()
  for each in "$@"; do options+=(-e "$each"); done
  podman run -d --name "$name" --read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges \
    --group-add 4 -p "127.0.0.1:$port:8000" -v "$volume:/data" -v "$logs:/var/log:ro" \
    -v "$work/secrets:/run/secrets:ro" -e API_KEYS_FILE=/run/secrets/api_keys "${options[@]}" "$image" >/dev/null
}

remove_service() {
  podman rm -f -t 1 "$name" >/dev/null 2>&1 || true
  podman volume rm -f "$volume" >/dev/null 2>&1 || true
}

ask() {
  curl -fsS --max-time 5 -H "Authorization: Bearer $key" "http://127.0.0.1:$port$1"
}

is_live() {
  curl -fsS --max-time 2 "http://127.0.0.1:$port/health/live" && podman healthcheck run "$name"
}

answer_holds() {
  ask "$1" | grep -F -- "$2" >/dev/null
}

says() {
  podman logs "$name" 2>&1 | grep -F -- "$1" >/dev/null
}

# It must end by itself, within the time that Docker gives it.
stop_cleanly() {
  local started=$SECONDS code
  podman stop -t 10 "$name" >/dev/null
  code=$(podman inspect --format '{{.State.ExitCode}}' "$name")
  [ "$code" = 0 ] || fail "stopping ended with exit code $code: $(podman logs "$name" 2>&1 | tail -n 5)"
  [ $((SECONDS - started)) -lt 10 ] || fail "stopping took 10 seconds"
}

check_service() {
  port=$(free_port 48000)
  logs="$work/var-log"
  install -d -m 755 "$logs"
  install -d -m 755 "$work/secrets"
  printf '%s\n' "$key" >"$work/secrets/api_keys"
  printf 'mail-password\n' >"$work/secrets/email_password"
  start_smtp_stand_in
  check_refusal
  check_first_start
  check_mail
  check_restarts
  remove_service
}

check_refusal() {
  local output code=0
  output=$(podman run --rm "$image" 2>&1) || code=$?
  [ "$code" = 2 ] && grep -q 'set API_KEYS' <<<"$output" || fail "it starts without keys: $output"
  say "without keys it does not start, and says why"
  podman run --rm -v "$root/logs:/var/log:ro" "$image" node dist/cli.js replay /var/log/auth.log | grep -F 'SSH brute force' >/dev/null ||
    fail "the commands of the image do not work without keys"
}

check_first_start() {
  run_service
  until_true 30 "a first start" is_live
  until_true 10 "word of the missing log" says 'does not exist yet'
  [ "$(podman exec "$name" id -u)" = 1000 ] || fail "it runs as another user than node"
  local rights
  rights=$(podman exec "$name" grep CapEff /proc/1/status | tr -d '[:space:]')
  [ "$rights" = CapEff:0000000000000000 ] || fail "it has capabilities: $rights"
  ! podman exec "$name" touch /app/x 2>/dev/null || fail "its file system can be written"
  answer_holds /version 0123456789abcdef || fail "it does not say what it was built from"
  [ "$(ask /alerts)" = '[]' ] || fail "it has alerts of nothing"
  curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/alerts" | grep 401 >/dev/null || fail "it asks for no key"
  # As rsyslog makes it: for root and the group adm alone.
  install -m 640 -g 4 "$root/logs/auth.log" "$logs/auth.log"
  until_true 30 "the first alert" answer_holds /alerts ssh_brute_force
  say "first start, without a log and then with one: an alert"
  stop_cleanly
}

check_mail() {
  podman rm -f "$name" >/dev/null
  run_service SENDER_EMAIL=sender@example.org RECEIVER_EMAIL=admin@example.org SMTP_HOST=host.containers.internal \
    "SMTP_PORT=$smtp_port" EMAIL_PASSWORD_FILE=/run/secrets/email_password
  until_true 30 "a second start" is_live
  answer_holds /alerts ssh_brute_force || fail "the data did not survive"
  node "$root/test/container/attack.mjs" 198.51.100.77 >>"$logs/auth.log"
  until_true 30 "the alert of a new attack" answer_holds /alerts 198.51.100.77
  until_true 30 "its mail" has_mail 198.51.100.77
  say "with the data of before; a new attack is mailed"
  stop_cleanly
}

check_restarts() {
  local alerts
  podman start "$name" >/dev/null
  until_true 30 "a start" is_live
  alerts=$(ask /alerts | md5sum)
  for ((count = 2; count <= starts; count++)); do
    stop_cleanly
    podman start "$name" >/dev/null
    until_true 30 "start $count" is_live
    [ "$(ask /alerts | md5sum)" = "$alerts" ] || fail "start $count changed the alerts"
    for _ in 1 2 3 4 5 6 7 8 9 10; do ask '/logs?limit=100' >/dev/null || fail "no answer after start $count"; done
  done
  stop_cleanly
  [ "$(grep -lF 198.51.100.77 "$mails"/*.eml | wc -l)" = 1 ] || fail "a restart mailed old news"
  say "$starts starts in a row, each with the same alerts and a clean end"
}
