internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A key that the Compose Specification does not have: Compose refuses the whole file.
    static let unknownKeys = ComposeCheck(id: "unknown-key") { document in
        let top = unknown(in: document.value, sections) { "'\($0)' is no section of a Compose file" }
        return top
            + document.services.flatMap { service in
                unknown(in: service.value, attributes) {
                    "\(service.title): '\($0)' is no attribute of a service"
                }
            }
    }

    private static func unknown(in value: Value, _ known: [String], _ message: (String) -> String)
        -> [Diagnostic]
    {
        (value.object?.members ?? []).filter { !known.contains($0.key) && !$0.key.hasPrefix("x-") }.map {
            member in
            .error(
                message(member.key),
                at: member.keyLocation ?? member.value.location,
                hint: nearest(to: member.key, in: known).map { "did you mean '\($0)'?" }
                    ?? "what is not Compose's own begins with x-"
            )
        }
    }

    private static let sections = [
        "version", "name", "include", "services", "jobs", "models", "networks", "volumes", "configs",
        "secrets",
    ]

    /// Compose Specification, "Services top-level element".
    private static let attributes = [
        "annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup", "cgroup_parent",
        "command", "configs", "container_name", "cpu_count", "cpu_percent", "cpu_period", "cpu_quota",
        "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset", "credential_spec", "depends_on",
        "deploy", "develop", "device_cgroup_rules", "devices", "dns", "dns_opt", "dns_search", "domainname",
        "driver_opts", "entrypoint", "env_file", "environment", "expose", "extends", "external_links",
        "extra_hosts", "gpus", "group_add", "healthcheck", "hostname", "image", "init", "ipc", "isolation",
        "label_file", "labels", "links", "logging", "mac_address", "mem_limit", "mem_reservation",
        "mem_swappiness", "memswap_limit", "models", "network_mode", "networks", "oom_kill_disable",
        "oom_score_adj", "pid", "pids_limit", "platform", "ports", "post_start", "pre_start", "pre_stop",
        "privileged", "profiles", "provider", "pull_policy", "pull_refresh_after", "read_only", "restart",
        "runtime", "scale", "secrets", "security_opt", "shm_size", "stdin_open", "stop_grace_period",
        "stop_signal", "storage_opt", "sysctls", "tmpfs", "tty", "ulimits", "umask", "use_api_socket", "user",
        "userns_mode", "uts", "volumes", "volumes_from", "working_dir",
    ]
}
