#!/bin/sh
# The web app as Maven makes it.
#   web/build.sh node          says in one line what is missing to build it (exit 3), or nothing
#   web/build.sh app TARGET    builds it into TARGET/classes/web, and the page of E2B's streams into
#                              TARGET/classes/stream, when something under web/ has changed; without
#                              Node.js there is none, and TARGET/web-missing says why
#   web/build.sh check         types, tests and format
set -eu
web=$(cd -- "$(dirname -- "$0")" && pwd -P)

say() { printf '%s\n' "$*"; }

# Vite's own limits.
missing() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    found="found no Node.js with npm"
  elif node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)'; then
    return 1
  else
    found="found Node.js $(node --version)"
  fi
  say "The web app is left out: it needs Node.js 20.19 or newer with npm and $found. Install Node 20 or newer from https://nodejs.org (on Debian through NodeSource or nvm); the next start builds it in."
}

# One number for everything that the app is made from.
fingerprint() {
  (cd "$web" && find . \( -name node_modules -o -name dist \) -prune -o -type f -exec cksum {} + |
    LC_ALL=C sort | cksum | cut -d ' ' -f 1)
}

# npm writes its own lock file last, so that an older or missing one means: not installed, or not whole.
install() {
  if [ -z "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]; then
    npm ci --no-audit --no-fund --fetch-retries=1
  fi
}

app() { # target
  folder=$1/classes/web
  print=$(fingerprint)
  if [ -d "$folder" ] && [ "$(cat "$1/web-print" 2>/dev/null)" = "$print" ]; then return; fi
  rm -rf "$folder" "$1/classes/stream" "$1/web-print" "$1/web-missing" "$1/web-new"
  if why=$(missing); then
    say "$why" | tee "$1/web-missing"
    return
  fi
  if ! install; then
    say "The web app is left out: npm could not fetch its packages, see server/target/build.log. The next start tries again." | tee "$1/web-missing"
    return
  fi
  npm run build -- --outDir "$1/web-new" --emptyOutDir
  npx vite build --config vite.stream.config.ts --outDir "$1/classes/stream" --emptyOutDir
  # Beside each file, so that a server that starts has nothing to compress.
  find "$1/web-new" -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' \) \
    -exec gzip -kn9 {} +
  mkdir -p "$1/classes"
  mv "$1/web-new" "$folder"
  say "$print" >"$1/web-print"
}

check() {
  if why=$(missing); then
    say "$why"
    exit 3
  fi
  install
  npm run check
  npm test
  npx prettier --check src
}

cd "$web"
case ${1:-} in
  node) if missing; then exit 3; fi ;;
  app) app "$2" ;;
  check) check ;;
  *) say "usage: web/build.sh node | app TARGET | check" && exit 2 ;;
esac
