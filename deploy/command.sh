# Sourced by the commands in this folder: finds the JDK, builds what is not built, and runs one command of deploy/local.
# A command that lies deeper says where the checkout is (tributary_project) and which further modules it needs (tributary_modules).
tributary_project=${tributary_project:-$(cd "$(dirname "$0")/.." && pwd)}
. "$tributary_project/.mvn/jdk.sh"

tributary_all="gateway ingestion-service identity-service segment-service activation-service deploy/doubles deploy/checker deploy/remains deploy/local ${tributary_modules:-}"

# A module's jar whose time says when it was built: Spring Boot gives its own jar the time that the build is told.
tributary_jar() {
  ls -t "$tributary_project/$1"/target/*.jar.original "$tributary_project/$1"/target/*.jar 2>/dev/null | head -n 1
}

tributary_stale() {
  for tributary_module in $tributary_all; do
    tributary_built=$(tributary_jar "$tributary_module")
    [ -n "$tributary_built" ] || return 0
    [ -z "$(find "$tributary_project/$tributary_module/src/main" "$tributary_project/$tributary_module/pom.xml" \
      "$tributary_project/contracts/src/main" "$tributary_project/pom.xml" -newer "$tributary_built" -type f 2>/dev/null | head -n 1)" ] || return 0
  done
  [ -z "$(find "$tributary_project/deploy/embedded/src/main" -newer "$tributary_project/deploy/local/target/local.jar" -type f | head -n 1)" ] || return 0
  return 1
}

tributary_build() {
  if tributary_stale; then
    echo "Building (the first time downloads the libraries; the log is target/build.log) ..." >&2
    mkdir -p "$tributary_project/target"
    (cd "$tributary_project" && ./mvnw -B -Dmaven.test.skip=true package > target/build.log 2>&1) || {
      tail -n 40 "$tributary_project/target/build.log" >&2
      echo "The build failed; the whole log is target/build.log" >&2
      exit 1
    }
    # A jar that came out as it was keeps its old time.
    for tributary_module in $tributary_all; do
      touch "$(tributary_jar "$tributary_module")"
    done
  fi
}
tributary_run() {
  exec "$JAVA_HOME/bin/java" -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dtributary.project="$tributary_project" \
    -jar "$tributary_project/deploy/local/target/local.jar" "$@"
}
