#!/bin/sh
# Starts Redis with the password that its secret holds, and asks whether it answers: redis.sh start | ping
# The secret is a password, or a URL with one. It never becomes a word of a command, which every ps shows.
set -eu

# Takes percent-encoding out, as a client does that connects with the URL (RFC 3986, section 2.1).
decoded() {
    rest=$1
    while [ "$rest" != "${rest#*%}" ]; do
        printf '%s' "${rest%%%*}"
        rest=${rest#*%}
        case $rest in
            [0-9A-Fa-f][0-9A-Fa-f]*)
                printf '%b' "\\0$(printf '%o' "0x${rest%"${rest#??}"}")"
                rest=${rest#??}
                ;;
            *) printf '%%' ;;
        esac
    done
    printf '%s' "$rest"
}

# A word of redis.conf, without its quotes.
escaped() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }

name=
secret=${REDIS_SECRET-}
[ ! -f /run/secrets/redis ] || secret=$(cat /run/secrets/redis)
case $secret in
    *://*@*)
        login=${secret#*://}
        login=${login%@*}
        case $login in *:*) name=$(decoded "${login%%:*}") ;; esac
        password=$(decoded "${login#*:}")
        ;;
    *://*) password= ;;
    *) password=$secret ;;
esac

case ${1-} in
    start)
        umask 077
        {
            cat /usr/local/etc/redis/redis.conf
            [ -z "$password" ] || printf 'requirepass "%s"\n' "$(escaped "$password")"
            # Whoever has a name in the URL signs in by it.
            [ -z "$name" ] || [ "$name" = default ] || [ -z "$password" ] ||
                printf 'user "%s" on ~* &* +@all ">%s"\n' "$(escaped "$name")" "$(escaped "$password")"
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
