# What the parts of the set-up share. Sourced by the scripts, from the project's folder.
#
# Written for the bash of macOS too, which is 3.2.

CACHE="$PWD/.cache"

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# One set-up at a time. The kernel gives flock's lock back however its owner ends; where there is
# no flock, a folder is the lock, and one that a killed owner left behind is taken over.
lock_setup() {
  local waited=0
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$CACHE/setup.lock"
    flock -n 9 || {
      say "Waiting for another set-up of this folder"
      flock -w 900 9 || fail "Another set-up of this folder has been running for 15 minutes."
    }
    return 0
  fi
  until mkdir "$CACHE/setup.lock.d" 2>/dev/null; do
    if [ "$waited" -gt 2 ] && ! kill -0 "$(cat "$CACHE/setup.lock.d/pid" 2>/dev/null)" 2>/dev/null; then
      rm -rf "$CACHE/setup.lock.d"
      continue
    fi
    [ "$waited" -ne 0 ] || say "Waiting for another set-up of this folder"
    waited=$((waited + 1))
    [ "$waited" -lt 900 ] ||
      fail "Another set-up of this folder has been running for 15 minutes. If not, remove .cache/setup.lock.d"
    sleep 1
  done
  printf '%s' "$$" >"$CACHE/setup.lock.d/pid"
  trap 'rm -rf "$CACHE/setup.lock.d"' EXIT
}
