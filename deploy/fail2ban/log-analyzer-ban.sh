#!/bin/sh
# Brings a jail of fail2ban in line with whom the service decides about: log-analyzer-ban.sh [JAIL]. Run as root, every few
# seconds. fail2ban takes any text for an address: only what is one gets there.
# It bans whatever DECISIONS says: unless that is on, the blocklist holds the addresses of recent alerts, in a dry run, too.
set -eu
jail=${1:-log-analyzer}
url=${BLOCKLIST_URL:-http://127.0.0.1:8000/blocklist}
client=${FAIL2BAN_CLIENT:-fail2ban-client}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
key=
[ -z "${API_KEY_FILE:-}" ] || key=$(cat "$API_KEY_FILE")
printf 'header = "Authorization: Bearer %s"\n' "$key" |
  curl --fail --silent --show-error --max-time 20 --config - --output "$folder/answer" "$url?format=text"
# Addresses alone: an answer of something else in between bans nobody, and ranges are more than its sets hold.
if grep -Evq '^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*)(/[0-9]{1,3})?$' "$folder/answer"; then
  echo 'The answer is no list of addresses; nothing was changed.' >&2
  exit 1
fi
grep -v / "$folder/answer" | sort -u >"$folder/wanted" || true
$client get "$jail" banip | tr ' ' '\n' | sed '/^$/d' | sort -u >"$folder/banned"
comm -23 "$folder/wanted" "$folder/banned" | xargs -r -n 500 $client set "$jail" banip >/dev/null
comm -13 "$folder/wanted" "$folder/banned" | xargs -r -n 500 $client set "$jail" unbanip >/dev/null
