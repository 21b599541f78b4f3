# Finds a C++ compiler, or fetches one: some requirements of Home Assistant come as source only.

find_compiler() {
  local prefix="$CACHE/compiler" name
  # It holds its own path, so a folder that was moved needs another one.
  if [ "$(cat "$prefix/.ready" 2>/dev/null)" = "$CACHE" ]; then
    use_compiler "$prefix"
    return 0
  fi
  if compiles c++; then return 0; fi
  if can_unpack_debian; then
    say "Fetching a C++ compiler"
    if unpack_debian "$prefix" "" g++; then
      mkdir -p "$prefix/bin"
      for name in gcc g++; do
        write_compiler "$prefix" "$name"
      done
      use_compiler "$prefix"
      if compiles g++; then
        printf '%s' "$CACHE" >"$prefix/.ready"
        return 0
      fi
    fi
  fi
  fail "A C++ compiler is missing: install one (Debian and Ubuntu: apt install g++; macOS: xcode-select --install)."
}

# compiles COMMAND: a compiler can be there without the headers that it needs
compiles() {
  printf '#include <cstdio>\nint main() { std::puts(""); }\n' | "$1" -x c++ -o /dev/null - 2>/dev/null
}

# write_compiler FOLDER NAME: it runs with the libraries and sees the headers of its own folder
write_compiler() {
  {
    printf '#!/bin/sh\n'
    printf 'PATH="%s:$PATH" LD_LIBRARY_PATH="%s" exec "%s" --sysroot="%s" "$@"\n' \
      "$1/usr/bin" "$(library_path "$1")" "$1/usr/bin/$2" "$1"
  } >"$1/bin/$2"
  chmod +x "$1/bin/$2"
}

use_compiler() {
  # By name, because builds split these at spaces, and a path may have some.
  export PATH="$1/bin:$PATH" CC=gcc CXX=g++
}
