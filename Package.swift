// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A library of one wing.
///
/// Dependencies are exactly what its sources may import; `scripts/check-imports` holds them.
func library(
    _ name: String,
    in wing: String,
    _ dependencies: [Target.Dependency] = [],
    links: [String] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: "Sources/\(wing)/\(name)",
        swiftSettings: settings,
        linkerSettings: links.map { .linkedLibrary($0) }
    )
}

func program(_ name: String, in wing: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies,
        path: "Sources/\(wing)/\(name)",
        swiftSettings: settings
    )
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: dependencies,
        path: "Tests/\(name)Tests",
        exclude: exclude,
        swiftSettings: settings
    )
}

/// Knows nothing of MCP.
let support: [Target] = [
    .systemLibrary(name: "CCurl", path: "Sources/Support/CCurl"),
    .systemLibrary(name: "CYAML", path: "Sources/Support/CYAML"),
    .systemLibrary(name: "CAllocator", path: "Sources/Support/CAllocator"),
    .systemLibrary(name: "CByteMask", path: "Sources/Support/CByteMask"),
    .systemLibrary(name: "CMicroHTTPD", path: "Sources/Support/CMicroHTTPD"),
    library("Diagnostics", in: "Support"),
    library("Digest", in: "Support"),
    library("GoText", in: "Support", links: ["m"]),
    library("LinearRegex", in: "Support"),
    library("FileSystem", in: "Support"),
    library("Values", in: "Support", ["Diagnostics"], links: ["m"]),
    library("YAML", in: "Support", ["CYAML", "Diagnostics", "Values"]),
    library("DockerfileSyntax", in: "Support", ["Diagnostics", "Values"]),
    library("TOML", in: "Support", ["Diagnostics", "Values"]),
    library("JSONTemplate", in: "Support", ["Diagnostics", "Values"]),
    library("Arguments", in: "Support", ["Diagnostics"]),
    library("HTTP", in: "Support", ["CCurl", "Diagnostics", "GoText"]),
    library("HTTPServing", in: "Support", ["CMicroHTTPD", "Diagnostics"]),
    library("JSONRPC", in: "Support", ["Diagnostics", "Values"]),
    library("Processes", in: "Support"),
    library("TerminalUI", in: "Support", ["GoText"], links: ["m"]),
]

/// Turns a profile into files: no network, no clock, no environment.
let deploy: [Target] = [
    .target(
        name: "Templates",
        dependencies: ["Diagnostics"],
        path: "Sources/Deploy/Templates",
        // The link makes the build notice a file that was added to the top-level folder.
        exclude: ["templates"],
        swiftSettings: settings,
        plugins: ["EmbedTemplates"]
    ),
    library("Profile", in: "Deploy", ["Diagnostics", "JSONTemplate", "Templates", "Values", "YAML"]),
    library(
        "Render",
        in: "Deploy",
        [
            "Diagnostics", "Digest", "DockerfileSyntax", "JSONTemplate", "Profile", "Templates", "Values",
            "YAML",
        ]
    ),
    library(
        "Detection",
        in: "Deploy",
        ["Diagnostics", "DockerfileSyntax", "Profile", "Render", "TOML", "Templates", "Values", "YAML"]
    ),
]

/// Runs while the package is built: carries `templates/` into the binary.
let build: [Target] = [
    .plugin(
        name: "EmbedTemplates",
        capability: .buildTool(),
        dependencies: ["embed-templates"],
        path: "Sources/Build/EmbedTemplates"
    ),
    program("embed-templates", in: "Build", []),
]

/// Looks at what runs.
let observe: [Target] = [
    library("Exposition", in: "Observe", ["CByteMask", "Diagnostics", "GoText"]),
    library("SampleStore", in: "Observe", ["Diagnostics", "Digest", "FileSystem", "GoText", "LinearRegex"]),
    library("Scrape", in: "Observe", ["Diagnostics", "Exposition", "SampleStore", "Values"]),
    library("PromQL", in: "Observe", ["Diagnostics", "GoText", "LinearRegex", "SampleStore"], links: ["m"]),
    library(
        "Rules",
        in: "Observe",
        ["Diagnostics", "FileSystem", "GoText", "LinearRegex", "PromQL", "SampleStore", "Values", "YAML"]
    ),
    library(
        "PrometheusAPI",
        in: "Observe",
        ["Diagnostics", "GoText", "HTTP", "PromQL", "SampleStore"]
    ),
    library(
        "Platforms",
        in: "Observe",
        ["Diagnostics", "FileSystem", "HTTP", "Processes", "Values", "YAML"]
    ),
    library(
        "MCP",
        in: "Observe",
        ["Diagnostics", "GoText", "HTTP", "JSONRPC", "Processes", "Values"]
    ),
    library(
        "Discovery",
        in: "Observe",
        [
            "Diagnostics", "FileSystem", "HTTP", "Platforms", "Processes", "Profile", "Values", "YAML",
        ]
    ),
    library(
        "Fleet",
        in: "Observe",
        [
            "CAllocator", "Diagnostics", "Discovery", "Exposition", "FileSystem", "GoText", "HTTP", "JSONRPC",
            "MCP", "Profile", "SampleStore", "Scrape", "Values",
        ]
    ),
    library(
        "RuleWatch",
        in: "Observe",
        ["Diagnostics", "GoText", "PromQL", "Rules", "SampleStore", "Values"]
    ),
]

/// Acts on servers.
let operate: [Target] = [
    library(
        "DemoServer",
        in: "Operate",
        ["Diagnostics", "Digest", "GoText", "HTTP", "HTTPServing", "JSONRPC", "MCP", "Values"],
        links: ["m"]
    ),
    library("LoadTest", in: "Operate", ["Diagnostics", "GoText", "HTTP", "JSONRPC", "MCP", "Values"]),
]

let tool: [Target] = [
    library(
        "Dashboard",
        in: "Tool",
        ["Diagnostics", "Fleet", "GoText", "RuleWatch", "Rules", "SampleStore", "TerminalUI", "Values"]
    ),
    library(
        "Commands",
        in: "Tool",
        [
            "Arguments", "Dashboard", "DemoServer", "Detection", "Diagnostics", "Discovery", "Exposition",
            "FileSystem", "Fleet", "GoText", "HTTP", "HTTPServing", "JSONRPC", "JSONTemplate", "LinearRegex",
            "LoadTest", "MCP", "Platforms", "Profile", "PromQL", "PrometheusAPI", "Render", "RuleWatch",
            "Rules",
            "SampleStore", "Scrape", "Templates", "TerminalUI", "Values", "YAML",
        ]
    ),
    program("mcpctl", in: "Tool", ["Arguments", "Commands"]),
]

let conformance: [Target] = [
    program(
        "promqltest",
        in: "Conformance",
        ["Diagnostics", "FileSystem", "GoText", "LinearRegex", "PromQL", "SampleStore", "Values"]
    ),
    program("expositionbench", in: "Conformance", ["Exposition", "FileSystem", "SampleStore", "Scrape"]),
    program("framebench", in: "Conformance", ["Dashboard", "Fleet", "RuleWatch", "TerminalUI"]),
    program("promqlbench", in: "Conformance", ["PromQL", "SampleStore"]),
    program("metricsfarm", in: "Conformance", ["Diagnostics", "HTTPServing", "Values"]),
    program("httpbench", in: "Conformance", ["HTTP"]),
    program("storebench", in: "Conformance", ["Diagnostics", "FileSystem", "SampleStore"]),
    program("jsonetest", in: "Conformance", ["Diagnostics", "FileSystem", "JSONTemplate", "Values", "YAML"]),
]

/// What several targets of tests share.
let testSupport: [Target] = [
    .target(
        name: "TestSupport",
        dependencies: ["Processes"],
        path: "Tests/TestSupport",
        swiftSettings: settings
    )
]

let package = Package(
    name: "mcpctl",
    targets: support + build + deploy + observe + operate + tool + conformance + testSupport + [
        tests("Values", ["Diagnostics", "Values"]),
        tests("Diagnostics", ["Diagnostics"]),
        tests("Digest", ["Digest"]),
        tests("GoText", ["GoText"]),
        tests("LinearRegex", ["LinearRegex"]),
        tests("Exposition", ["Diagnostics", "Exposition", "TestSupport"], exclude: ["peer.py"]),
        tests(
            "SampleStore",
            [
                "Diagnostics", "FileSystem", "GoText", "LinearRegex", "SampleStore", "TestSupport",
                "storebench",
            ]
        ),
        tests("Scrape", ["Diagnostics", "Exposition", "SampleStore", "Scrape", "TestSupport", "Values"]),
        tests(
            "PromQL",
            [
                "Diagnostics", "FileSystem", "GoText", "LinearRegex", "PromQL", "SampleStore", "TestSupport",
                "promqltest",
            ]
        ),
        tests(
            "Rules",
            [
                "Diagnostics", "FileSystem", "GoText", "PromQL", "Rules", "SampleStore", "TestSupport",
                "Values", "YAML",
            ]
        ),
        tests(
            "PrometheusAPI",
            ["Diagnostics", "GoText", "HTTP", "PromQL", "PrometheusAPI", "SampleStore", "TestSupport"],
            exclude: ["servers"]
        ),
        tests("TerminalUI", ["TerminalUI", "TestSupport"], exclude: ["Snapshots"]),
        tests("DockerfileSyntax", ["Diagnostics", "DockerfileSyntax"]),
        tests("FileSystem", ["FileSystem", "TestSupport"]),
        tests("YAML", ["Diagnostics", "TestSupport", "Values", "YAML"]),
        tests("TOML", ["Diagnostics", "TOML", "Values"]),
        tests("JSONTemplate", ["Diagnostics", "JSONTemplate", "Values", "YAML"]),
        tests("Arguments", ["Arguments", "Diagnostics", "TestSupport"], exclude: ["Snapshots"]),
        tests("Profile", ["Diagnostics", "Profile", "Templates", "TestSupport", "Values", "YAML"]),
        tests(
            "Detection",
            [
                "Detection", "Diagnostics", "DockerfileSyntax", "FileSystem", "Profile", "Render",
                "Templates", "TestSupport", "Values", "YAML", "mcpctl",
            ],
            exclude: ["Projects", "Snapshots"]
        ),
        tests(
            "Commands",
            ["Arguments", "Commands", "TestSupport", "mcpctl"],
            exclude: ["Snapshots", "servers"]
        ),
        tests("HTTP", ["HTTP", "TestSupport"], exclude: ["servers"]),
        tests("HTTPServing", ["HTTP", "HTTPServing", "TestSupport"]),
        tests("JSONRPC", ["Diagnostics", "JSONRPC", "Values"]),
        tests(
            "MCP",
            ["Diagnostics", "HTTP", "JSONRPC", "MCP", "Processes", "TestSupport", "Values", "mcpctl"],
            exclude: ["servers"]
        ),
        tests(
            "Discovery",
            [
                "Diagnostics", "Discovery", "FileSystem", "HTTP", "Platforms", "Profile", "Templates",
                "TestSupport", "Values", "YAML",
            ],
            exclude: ["servers"]
        ),
        tests(
            "Fleet",
            [
                "Diagnostics", "Discovery", "Exposition", "FileSystem", "Fleet", "HTTP", "MCP", "Profile",
                "SampleStore", "Scrape", "TestSupport", "Values", "mcpctl",
            ],
            exclude: ["servers"]
        ),
        tests(
            "RuleWatch",
            ["Diagnostics", "PromQL", "RuleWatch", "Rules", "SampleStore", "TestSupport", "Values"]
        ),
        tests(
            "DemoServer",
            [
                "DemoServer", "Diagnostics", "Exposition", "HTTP", "HTTPServing", "JSONRPC", "MCP",
                "TestSupport",
                "Values", "mcpctl",
            ]
        ),
        tests(
            "LoadTest",
            ["Diagnostics", "HTTP", "LoadTest", "MCP", "TestSupport", "Values", "mcpctl"],
            exclude: ["servers"]
        ),
        tests(
            "Dashboard",
            [
                "Dashboard", "Diagnostics", "Fleet", "RuleWatch", "Rules", "TerminalUI", "TestSupport",
                "framebench", "mcpctl",
            ],
            exclude: ["Snapshots"]
        ),
        tests(
            "Platforms",
            ["Diagnostics", "HTTP", "Platforms", "TestSupport", "Values", "YAML", "mcpctl"],
            exclude: ["servers"]
        ),
        tests("Render", ["Diagnostics", "FileSystem", "Render", "Values", "YAML"]),
        tests(
            "Prometheus",
            [
                "Diagnostics", "FileSystem", "Profile", "Render", "Rules", "Templates", "TestSupport",
                "Values", "YAML",
            ],
            exclude: ["rules"]
        ),
        tests(
            "Docker",
            ["Diagnostics", "Profile", "Render", "Templates", "TestSupport", "Values", "YAML"],
            exclude: ["Projects"]
        ),
        tests(
            "ECS",
            ["Diagnostics", "FileSystem", "Profile", "Render", "Templates", "TestSupport", "Values", "YAML"],
            exclude: ["Snapshots"]
        ),
        tests(
            "Manifest",
            ["Diagnostics", "FileSystem", "Profile", "Render", "Templates", "Values", "YAML"]
        ),
        tests(
            "Compose",
            [
                "Diagnostics", "FileSystem", "Profile", "Render", "Templates", "TestSupport", "Values",
                "YAML", "mcpctl",
            ],
            exclude: ["gateway.py"]
        ),
    ]
)
