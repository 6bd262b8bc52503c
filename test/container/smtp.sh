# A mail server for containers, on this machine. Sourced by run.sh.

smtp_pid=

start_smtp_stand_in() {
  smtp_port=$(free_port 42525)
  mails="$work/mails"
  mkdir -p "$mails"
  node "$root/test/container/smtp-stand-in.mjs" "$smtp_port" "$mails" &
  smtp_pid=$!
}

stop_smtp_stand_in() {
  if [ -n "$smtp_pid" ]; then kill "$smtp_pid" 2>/dev/null || true; fi
  smtp_pid=
}

# has_mail TEXT: a mail that holds the text has arrived.
has_mail() {
  grep -rqF -- "$1" "$mails"
}
