#!/bin/sh
# Has nftables turn away whom the service decides about: fetches the table and loads it, all of it or nothing. Run as root by
# log-analyzer-block.timer. BLOCKLIST_URL and API_KEY_FILE stand in /etc/log-analyzer/block.env.
# It blocks whatever DECISIONS says: unless that is on, the blocklist holds the addresses of recent alerts, in a dry run, too.
set -eu
url=${BLOCKLIST_URL:-http://127.0.0.1:8000/blocklist}
table=$(mktemp)
trap 'rm -f "$table"' EXIT
key=
[ -z "${API_KEY_FILE:-}" ] || key=$(cat "$API_KEY_FILE")
# The key goes by standard input, so that no other process sees it.
printf 'header = "Authorization: Bearer %s"\n' "$key" |
  curl --fail --silent --show-error --max-time 20 --config - --output "$table" "$url?format=nftables"
# An answer of something else in between, or one that is cut off, changes nothing.
head -n 1 "$table" | grep -qx 'add table inet log-analyzer'
tail -n 1 "$table" | grep -q '^add rule inet log-analyzer '
nft -f "$table"
