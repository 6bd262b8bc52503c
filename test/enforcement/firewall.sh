#!/bin/bash
# A real bouncer and a real firewall, in a network of their own: unshare -n firewall.sh FOLDER PROJECT BOUNCER_ROOT
# Says what was seen, a line each: WHAT VALUE. Fails at the first thing that is not as it should be.
set -euo pipefail
folder=$1 project=$2 root=$3
export LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu:$root/lib/x86_64-linux-gnu
export PATH=$root/usr/sbin:$root/usr/bin:$PATH
url=http://127.0.0.1:8123
attacker=203.0.113.7

cd "$folder"
trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT

fail() { echo "failed $*"; tail -n 20 service.log bouncer.log 2>/dev/null || true; exit 1; }
ask() { curl --silent --show-error --fail --max-time 20 -H 'Content-Type: application/json' "$@"; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Waits for a command, for two minutes at most.
until_true() {
  local tries
  for tries in $(seq 2400); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.05
  done
  fail "$* did not become true"
}

start_service() {
  LOG_FILES=$folder/auth.log DATABASE_URL=sqlite:$folder/log.sqlite LOG_TIMEZONE=UTC SCAN_INTERVAL_SECONDS=1 PORT=8123 \
    DECISIONS=on node "$project/dist/main.js" >>service.log 2>&1 &
  service=$!
  until_true ask "$url/health/ready"
}

start_bouncer() {
  crowdsec-firewall-bouncer -c bouncer.yaml >>bouncer.log 2>&1 &
  bouncer=$!
}

in_set() { nft list table ip crowdsec | grep -qE "(^|[^0-9.])$1([^0-9.]|$)"; }
not_in_set() { nft list table ip crowdsec >/dev/null && ! in_set "$1"; }
times_in_set() { nft list table ip crowdsec | grep -oE "(^|[^0-9.])$1([^0-9.]|$)" | wc -l; }
told() { grep -c 'decisions\? added' bouncer.log || true; }
told_more_than() { [ "$(told)" -gt "$1" ]; }
reaches() { curl --silent --max-time 3 --interface "$1" http://203.0.113.1:9000 >/dev/null; }

ip link set lo up
: >auth.log
start_service
key=$(ask "$url/keys" -d '{"name": "firewall", "scope": "bouncer"}' | sed -E 's/.*"key":"([^"]+)".*/\1/')
cat >bouncer.yaml <<EOF
mode: nftables
update_frequency: 1s
log_mode: stdout
log_level: info
api_url: $url/
api_key: $key
disable_ipv6: false
deny_action: DROP
deny_log: false
nftables:
  ipv4: { enabled: true, set-only: false, table: crowdsec, chain: crowdsec-chain }
  ipv6: { enabled: true, set-only: false, table: crowdsec6, chain: crowdsec6-chain }
EOF
start_bouncer
until_true ask "$url/bouncers" --output bouncers.json

began=$(milliseconds)
for attempt in $(seq 12); do
  echo "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ) web-1 sshd[$((4000 + attempt))]: Failed password for root from $attacker port $((50000 + attempt)) ssh2"
done >>auth.log
until_true in_set $attacker
echo "blocked_after_ms $(($(milliseconds) - began))"

# Only now are these addresses of this machine, which are never decided about.
for address in 203.0.113.1 $attacker 203.0.113.8 198.51.100.9; do ip addr add $address/32 dev lo; done
node -e 'require("http").createServer((_, answer) => answer.end("here")).listen(9000, "203.0.113.1")' &
until_true reaches 203.0.113.8
if reaches $attacker; then fail "the attacker is not turned away"; fi
echo "turned_away $attacker"

alert=$(ask "$url/alerts?rule=ssh_brute_force&fields=id" | sed -E 's/.*"id":"([^"]+)".*/\1/')
began=$(milliseconds)
ask -X PATCH "$url/alerts/$alert" -d '{"status": "resolved", "resolution": "false_positive"}' >/dev/null
alert=$(ask "$url/alerts?rule=ssh_root_brute_force&fields=id" | sed -E 's/.*"id":"([^"]+)".*/\1/')
ask -X PATCH "$url/alerts/$alert" -d '{"status": "resolved", "resolution": "false_positive"}' >/dev/null
until_true not_in_set $attacker
echo "lifted_after_ms $(($(milliseconds) - began))"
until_true reaches $attacker

# A restart of either side loses nothing and doubles nothing.
ask "$url/decisions" -d '{"value": "192.0.2.9", "minutes": 60}' >/dev/null
until_true in_set 192.0.2.9
kill $bouncer; wait $bouncer || true
told=$(told)
start_bouncer
until_true told_more_than "$told"
until_true in_set 192.0.2.9
kill $service; wait $service || true
start_service
ask "$url/decisions" -d '{"value": "192.0.2.10", "minutes": 60}' >/dev/null
until_true in_set 192.0.2.10
[ "$(times_in_set 192.0.2.9)" = 1 ] || fail "192.0.2.9 is not there once"
not_in_set $attacker || fail "$attacker is back"
echo "restarts survived"
kill $bouncer; wait $bouncer || true

# Without a bouncer: the script of the timer, which enforces ranges.
for address in 198.51.100.9 203.0.113.8; do ip addr del $address/32 dev lo; done
ask "$url/decisions" -d '{"value": "198.51.100.0/24", "minutes": 60}' >/dev/null
ip addr add 198.51.100.9/32 dev lo; ip addr add 203.0.113.8/32 dev lo
until_true reaches 198.51.100.9
BLOCKLIST_URL=$url/blocklist "$project/deploy/nftables/log-analyzer-block.sh"
if reaches 198.51.100.9; then fail "the range is not turned away"; fi
reaches 203.0.113.8 || fail "others are turned away"
BLOCKLIST_URL=$url/blocklist "$project/deploy/nftables/log-analyzer-block.sh"
echo "range turned_away"

# Many at once, in one transaction.
{
  echo 'add table inet log-analyzer'
  echo 'flush set inet log-analyzer ipv4'
  printf 'add element inet log-analyzer ipv4 { 198.51.100.0/24 timeout 600s'
  for high in $(seq 0 77); do for low in $(seq 0 255); do printf ', 100.%d.%d.7 timeout 3600s' "$high" "$low"; done; done
  echo ' }'
} >many.nft
began=$(milliseconds)
nft -f many.nft
echo "elements_19969_ms $(($(milliseconds) - began))"
