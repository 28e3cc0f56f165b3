# Writes files and prepares volumes before the server starts; what to do stands in MCPCTL_PLAN, a step a line.
set -eu
printf '%s\n' "$MCPCTL_PLAN" | while read -r step a b c; do
    case $step in
        copy) if [ -e "$a" ]; then cp -a "$a/." "$b/"; fi ;;
        folder) mkdir -p "$a" ;;
        file)
            mkdir -p "$(dirname "$c")"
            rm -f "$c"
            (umask 077; eval "printf '%s' \"\$$a\"" >"$c")
            chmod "$b" "$c" ;;
        own) chown -R "$a:$a" "$b" ;;
    esac
done
