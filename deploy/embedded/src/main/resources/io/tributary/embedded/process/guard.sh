# Reads commands from the JVM that started it. End of input without "release" means that the JVM is gone.
#   watch PID TICKS SIGNAL   forget PID   delete FOLDER   release
trap '' INT TERM HUP PIPE
watched=
folders=

# The start time of a living process; nothing for a dead one or a zombie.
ticks_of() {
    { IFS= read -r line < "/proc/$1/stat"; } 2>/dev/null || return 0
    set -- ${line##*) }
    [ "$1" = Z ] && return 0
    shift 19
    echo "$1"
}

stop() {
    pid=$1 ticks=$2 signal=$3 turns=0
    [ "$(ticks_of "$pid")" = "$ticks" ] || return 0
    kill "-$signal" "$pid" 2>/dev/null
    while [ "$turns" -lt 60 ]; do
        [ "$(ticks_of "$pid")" = "$ticks" ] || return 0
        sleep 0.2
        turns=$((turns + 1))
    done
    kill -KILL "$pid" 2>/dev/null
}

while IFS=' ' read -r command first second third; do
    case $command in
        watch) watched="$first:$second:$third $watched" ;;
        forget)
            kept=
            for entry in $watched; do
                [ "${entry%%:*}" = "$first" ] || kept="$kept$entry "
            done
            watched=$kept
            ;;
        delete) folders="$first${second:+ $second}${third:+ $third}" ;;
        release) exit 0 ;;
    esac
done

for entry in $watched; do
    rest=${entry#*:}
    stop "${entry%%:*}" "${rest%%:*}" "${rest#*:}"
done
# Only what this program marked as its own throw-away folder is ever deleted.
[ -n "$folders" ] && [ -f "$folders/.tributary-throw-away" ] && rm -rf "$folders"
exit 0
