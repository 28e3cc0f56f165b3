#!/bin/sh
# Rendered by mcpctl for mcp-server.
# Starts Redis with the password that its secret holds, and asks whether it answers: redis.sh start | ping
# The secret is a password, or a URL with one. It never becomes a word of a command, which every ps shows.
set -eu

secret=${REDIS_SECRET-}
[ ! -f /run/secrets/redis ] || secret=$(cat /run/secrets/redis)
case $secret in
    *://*@*)
        password=${secret#*://}
        password=${password%@*}
        password=${password#*:}
        ;;
    *://*) password= ;;
    *) password=$secret ;;
esac

case ${1-} in
    start)
        umask 077
        {
            cat /usr/local/etc/redis/redis.conf
            [ -z "$password" ] || printf 'requirepass "%s"\n' "$(printf '%s' "$password" | sed 's/[\\"]/\\&/g')"
        } >/tmp/redis.conf
        unset REDIS_SECRET
        exec redis-server /tmp/redis.conf
        ;;
    ping)
        [ -z "$password" ] || export REDISCLI_AUTH="$password"
        [ "$(redis-cli -p "$REDIS_PORT" ping)" = PONG ]
        ;;
    *)
        echo "usage: redis.sh start | ping" >&2
        exit 2
        ;;
esac
