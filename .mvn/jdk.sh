# shellcheck shell=sh
# Read by ./mvnw, ./multiboard-sync and .ci/run (POSIX sh): finds a JDK 25 and exports JAVA_HOME.
# Looks at JAVA_HOME, the usual folders and the PATH, in this order; returns 1 when there is none.

jdk_is_25() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
  if [ -n "${JAVA_HOME-}" ] && jdk_is_25 "$JAVA_HOME"; then
    return 0
  fi
  # Folders are written with globs, which mvnw has switched off by `set -f`.
  case $- in *f*) jdk_globs_were_off=yes ;; *) jdk_globs_were_off=no ;; esac
  set +f
  for jdk_folder in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/*jdk* /usr/local/java/* \
    "${HOME-/nonexistent}"/.jdks/* "${HOME-/nonexistent}"/.sdkman/candidates/java/* "${HOME-/nonexistent}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_is_25 "$jdk_folder"; then
      JAVA_HOME=$jdk_folder
      break
    fi
    jdk_folder=
  done
  [ "$jdk_globs_were_off" = no ] || set -f
  if [ -z "$jdk_folder" ]; then
    jdk_on_path=$(command -v javac 2>/dev/null) || return 1
    jdk_folder=$(dirname "$(dirname "$(readlink -f "$jdk_on_path")")")
    jdk_is_25 "$jdk_folder" || return 1
    JAVA_HOME=$jdk_folder
  fi
  export JAVA_HOME
}

explain_missing_jdk_25() {
  cat >&2 <<'TEXT'
Multiboard Sync needs a JDK 25, and none was found in JAVA_HOME, the usual folders or the PATH.
Install one (Debian and Ubuntu: the packages temurin-25-jdk or openjdk-25-jdk; macOS: brew install openjdk@25;
others: https://adoptium.net/temurin/releases/?version=25) and run this command again, or name it:
  JAVA_HOME=/path/to/jdk-25 ...
TEXT
}
