#!/usr/bin/env bash
# Lets a real sshd on loopback write about clients whose names are lines of a file, through a real syslog daemon. Run in
# namespaces of its own:  unshare -n -m real-sshd.sh FOLDER rsyslogd|busybox
# FOLDER/names holds the names; FOLDER/log is what the daemon writes.
set -euo pipefail
folder=$1 daemon=$2
ip link set lo up

# A /dev of our own: the socket of syslog has no other name.
mkdir -p "$folder/dev"
mount --rbind /dev "$folder/dev"
mount -t tmpfs none /dev
for device in null zero random urandom tty; do touch "/dev/$device" && mount --bind "$folder/dev/$device" "/dev/$device"; done
ln -s /proc/self/fd /dev/fd

case $daemon in
  rsyslogd)
    cat >"$folder/rsyslog.conf" <<'END'
module(load="imuxsock" SysSock.Name="/dev/log" SysSock.RateLimit.Interval="0")
template(name="line" type="string" string="%timegenerated:::date-rfc3339% %hostname% %syslogtag%%msg%\n")
END
    echo "*.* action(type=\"omfile\" file=\"$folder/log\" template=\"line\")" >>"$folder/rsyslog.conf"
    rsyslogd -n -f "$folder/rsyslog.conf" -i "$folder/rsyslog.pid" &
    ;;
  busybox) busybox syslogd -n -O "$folder/log" & ;;
esac
logging=$!
while [ ! -S /dev/log ]; do kill -0 "$logging" && sleep 0.1; done

ssh-keygen -q -t ed25519 -N '' -f "$folder/key"
mkdir -p /run/sshd
printf '%s\n' 'Port 2222' 'ListenAddress 127.0.0.1' "HostKey $folder/key" 'UsePAM no' 'PidFile none' 'MaxStartups 100' \
  'LogLevel VERBOSE' 'PasswordAuthentication yes' 'KbdInteractiveAuthentication no' >"$folder/sshd.conf"
/usr/sbin/sshd -D -f "$folder/sshd.conf" &
serving=$!
printf '#!/bin/sh\necho wrong\n' >"$folder/askpass"
chmod 755 "$folder/askpass"
until (: </dev/tcp/127.0.0.1/2222) 2>/dev/null; do sleep 0.1; done

# Each name comes from 127.0.0.2: once with a wrong password, once going away before any.
common=(-F none -p 2222 -b 127.0.0.2 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o NumberOfPasswordPrompts=1)
export SSH_ASKPASS="$folder/askpass" SSH_ASKPASS_REQUIRE=force
while IFS= read -r name; do
  ssh "${common[@]}" -o PreferredAuthentications=password -l "$name" 127.0.0.1 true </dev/null >/dev/null 2>&1 || true
  ssh "${common[@]}" -o BatchMode=yes -o PreferredAuthentications=publickey -l "$name" 127.0.0.1 true </dev/null >/dev/null 2>&1 || true
done <"$folder/names"

kill "$serving"
wait "$serving" 2>/dev/null || true
sleep 1
kill "$logging"
wait "$logging" 2>/dev/null || true
