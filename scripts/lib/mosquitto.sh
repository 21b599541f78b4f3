# Finds Mosquitto where the tests and the demo look for it, or fetches one.

has_mosquitto() {
  command -v mosquitto >/dev/null 2>&1 || [ -x /usr/sbin/mosquitto ] || [ -e "$CACHE/mosquitto/.ready" ]
}

find_mosquitto() {
  local prefix="$CACHE/mosquitto"
  has_mosquitto && return 0
  if can_unpack_debian; then
    say "Fetching Mosquitto"
    # It says how to use it, and ends with an error after that.
    if unpack_debian "$prefix" "" mosquitto &&
      [ -n "$(LD_LIBRARY_PATH=$(library_path "$prefix") "$prefix/usr/sbin/mosquitto" -h || true)" ]; then
      : >"$prefix/.ready"
      return 0
    fi
  fi
  fail "Mosquitto is missing: install it (Debian and Ubuntu: apt install mosquitto; macOS: brew install mosquitto)."
}
