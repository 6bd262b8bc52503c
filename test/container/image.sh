# The image itself. Sourced by run.sh.

most_added_megabytes=120

build_image() {
  local started=$SECONDS
  podman build --pull=never --format docker "${build_options[@]}" \
    --build-arg "BUILD_COMMIT=0123456789abcdef" -t "$image" "$root" >"$work/build.log" 2>&1 ||
    { tail -n 40 "$work/build.log" >&2; fail "the image cannot be built"; }
  say "built in $((SECONDS - started)) s"
}

check_image() {
  check_size
  check_contents
  check_configuration
}

check_size() {
  local whole base added
  whole=$(podman image inspect --format '{{.Size}}' "$image")
  base=$(podman image inspect --format '{{.Size}}' "$node_image")
  added=$(((whole - base) / 1000000))
  say "the image adds $added MB to its base"
  [ "$added" -lt "$most_added_megabytes" ] || fail "the image adds $added MB to its base, $most_added_megabytes MB at most"
}

# Read from the image, not from a container: podman hands fresh volumes to the user of the container, Docker does not.
check_contents() {
  local tree
  tree=$(podman image mount "$image")
  [ "$(stat -c %u:%g:%a "$tree/data")" = 1000:1000:700 ] || fail "/data is not the user's own"
  for path in dist/main.js dist/cli.js rules/ssh_brute_force.yml package.json LICENSE \
    node_modules/better-sqlite3/build/Release/better_sqlite3.node; do
    [ -e "$tree/app/$path" ] || fail "the image lacks /app/$path"
  done
  if [ -d "$root/web" ] && [ ! -e "$tree/app/dist/web/index.html" ]; then fail "the image lacks the dashboard"; fi
  for path in app/src app/test app/secrets app/.env app/node_modules/typescript app/node_modules/jest \
    app/node_modules/vite usr/bin/gcc usr/bin/python3 usr/bin/make usr/local/bin/npm usr/local/lib/node_modules; do
    [ ! -e "$tree/$path" ] || fail "the image holds /$path"
  done
  local writable
  writable=$(find "$tree/app" -not -type l \( -user 1000 -o -group 1000 -o -perm /022 \) -print -quit)
  [ -z "$writable" ] || fail "the service could change ${writable#"$tree"}"
  podman image unmount "$image" >/dev/null
}

check_configuration() {
  local facts
  facts=$(podman image inspect --format '{{.Config.User}} {{json .Config.Volumes}} {{json .Config.Cmd}} {{json .HealthCheck}}' "$image")
  [[ $facts == 'node {"/data":{}} ["node","dist/main.js"] {'* ]] || fail "the image is configured otherwise: $facts"
  local version label
  version=$(node -p 'require(process.argv[1]).version' "$root/package.json")
  label=$(podman image inspect --format '{{index .Config.Labels "org.opencontainers.image.version"}}' "$image")
  [ "$label" = "$version" ] || fail "the image says it is version $label, the package $version"
}
