#!/usr/bin/env bash
# Builds the image and runs it as people do: with podman, for which no engine has to run. Needs root and a few minutes.
# Where that cannot be done it says so and passes; with CONTAINER_TEST=required it fails instead.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
. "$here/settings.sh"

trap 'clean_up' EXIT
clean_up() {
  local status=$?
  stop_smtp_stand_in
  remove_service
  remove_compose
  rm -rf "$work"
  exit "$status"
}

. "$here/prerequisites.sh"
. "$here/base-images.sh"
. "$here/smtp.sh"
. "$here/image.sh"
. "$here/service.sh"
. "$here/compose.sh"

check_prerequisites
have_node_image
build_image
check_image
check_service
check_compose
check_compose_postgres
say "passed after $SECONDS s"
