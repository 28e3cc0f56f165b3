#!/usr/bin/env bash
# Serves podman's Docker-compatible API on a Unix socket, with storage of its own and an image made from nothing.
#   engine.sh FOLDER        prints the socket's path when it answers; runs until it is killed
set -euo pipefail
folder=$1
mkdir -p "$folder/image"
printf 'no program\n' >"$folder/image/server"
tar -C "$folder/image" -cf "$folder/image.tar" server
podman=(podman --storage-driver vfs --root "$folder/storage" --runroot "$folder/run" --tmpdir "$folder/tmp" --cgroup-manager cgroupfs --events-backend file)
"${podman[@]}" import --change 'CMD ["/server"]' --change 'ENV FROM_IMAGE=yes' "$folder/image.tar" example.com/acme/weather:1.4.0 >/dev/null 2>&1
(
    for _ in $(seq 200); do
        if curl --silent --fail --output /dev/null --unix-socket "$folder/docker.sock" http://docker/_ping; then
            echo "$folder/docker.sock"
            exit
        fi
        sleep 0.1
    done
) &
exec "${podman[@]}" system service --time=0 "unix://$folder/docker.sock" >/dev/null 2>&1
