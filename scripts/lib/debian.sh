# Downloads packages of Debian and Ubuntu from the archive that this machine already uses, and
# unpacks them into a folder: no root, nothing installed.

can_unpack_debian() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1
}

# release NAME: a field of the system's description of itself
release() {
  (. /etc/os-release 2>/dev/null && eval "printf '%s' \"\${$1:-}\"")
}

# archive_of SUITE: a source line for another suite of the archive that this machine's own comes from
archive_of() {
  local uri keyring=/usr/share/keyrings/debian-archive-keyring.gpg trust=""
  uri=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v own="$(release VERSION_CODENAME)" '
      $2 == "main" && ($1 == own || $1 == "stable" || $1 == "testing" || $1 == "unstable") { print $3; exit }')
  [ -n "$uri" ] || return 1
  if [ -e "$keyring" ]; then trust="[signed-by=$keyring] "; fi
  printf 'deb %s%s %s main\n' "$trust" "$uri" "$1"
}

# unpack_debian FOLDER SUITE PACKAGE...
# An empty SUITE stands for what the machine itself installs from.
unpack_debian() {
  local folder=$1 suite=$2 work="$1.apt" package
  shift 2
  rm -rf "$folder" "$work"
  mkdir -p "$folder" "$work/lists/partial" "$work/archives/partial" "$work/cache"
  # As if nothing were installed: then all that is needed comes along.
  : >"$work/status"
  local options=(
    -o "Dir::State::Lists=$work/lists" -o "Dir::State::Status=$work/status"
    -o "Dir::Cache=$work/cache" -o "Dir::Cache::Archives=$work/archives"
    -o "APT::Install-Recommends=false" -o "Acquire::Languages=none" -o "Acquire::Retries=3"
    -o "Debug::NoLocking=1" -o "APT::Sandbox::User="
  )
  if [ -n "$suite" ]; then
    archive_of "$suite" >"$work/source.list" || return 1
    options+=(-o "Dir::Etc::SourceList=$work/source.list" -o "Dir::Etc::SourceParts=-")
  fi
  {
    # One source of many may be out of order; what matters is whether the packages come.
    apt-get "${options[@]}" update || true
    apt-get "${options[@]}" --yes --download-only install "$@"
  } >"$folder.log" 2>&1 || {
    tail -n 5 "$folder.log" >&2
    return 1
  }
  for package in "$work"/archives/*.deb; do
    dpkg -x "$package" "$folder" || return 1
  done
  rm -rf "$work"
}

# library_path FOLDER: where the libraries of unpacked packages are
library_path() {
  local folder path=""
  for folder in "$1"/usr/lib/*-linux-gnu*; do
    path="${path:+$path:}$folder"
  done
  printf '%s' "$path"
}
