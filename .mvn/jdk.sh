# Sets JAVA_HOME to a JDK 25 when the one at hand is another; sourced by mvnw and by the commands in deploy/.
# Looks at JAVA_HOME, the java on the PATH, then the usual places of Linux packages, SDKMAN, asdf, mise and jenv.
tributary_is_jdk25() {
  [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"
}
tributary_find_jdk25() {
  tributary_is_jdk25 "${JAVA_HOME-}" && return 0
  if command -v javac >/dev/null 2>&1; then
    tributary_found=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    tributary_is_jdk25 "$tributary_found" && { JAVA_HOME=$tributary_found; export JAVA_HOME; return 0; }
  fi
  for tributary_found in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
      "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jenv/versions/*; do
    tributary_is_jdk25 "$tributary_found" && { JAVA_HOME=$tributary_found; export JAVA_HOME; return 0; }
  done
  echo "Tributary needs a JDK 25 and found none. Install one (Temurin, your distribution's openjdk-25) or set JAVA_HOME to it." >&2
  return 1
}
tributary_find_jdk25 || exit 1
# Maven and its plugins still use what JDK 25 warns about.
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS-}"
export MAVEN_OPTS
