// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "plimsoll",
    products: [
        .executable(name: "plimsoll", targets: ["plimsoll"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        // The direction of dependency: a target may name only targets above it.
        .target(name: "PlimsollEngine", swiftSettings: settings),
        .target(name: "PlimsollJSON", swiftSettings: settings),
        .target(
            name: "PlimsollCatalog",
            dependencies: ["PlimsollEngine", "PlimsollJSON", "CLinux", logging],
            swiftSettings: settings
        ),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLinux"),
        .target(
            name: "PlimsollHTTP",
            dependencies: ["COpenSSL", "CZlib", "CLinux", logging],
            swiftSettings: settings
        ),
        .target(
            name: "PlimsollAPI",
            dependencies: [
                "PlimsollEngine", "PlimsollJSON", "PlimsollCatalog", "PlimsollHTTP", logging,
            ],
            // scripts/generate-pages puts these files into PageSources.swift.
            exclude: ["Pages/web"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "plimsoll",
            dependencies: [
                "PlimsollAPI", "PlimsollHTTP", "PlimsollCatalog", "PlimsollEngine", "PlimsollJSON",
                logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "BenchServer",
            dependencies: ["PlimsollHTTP", logging],
            path: "scripts/bench.d/BenchServer",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "BenchEngine",
            dependencies: ["PlimsollCatalog", "PlimsollEngine", "PlimsollJSON"],
            path: "scripts/bench.d/BenchEngine",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzHead",
            dependencies: ["PlimsollHTTP"],
            path: "Tests/Fuzz/FuzzHead",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzChunked",
            dependencies: ["PlimsollHTTP"],
            path: "Tests/Fuzz/FuzzChunked",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzQuery",
            dependencies: ["PlimsollHTTP", "PlimsollJSON"],
            path: "Tests/Fuzz/FuzzQuery",
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlimsollEngineTests",
            dependencies: ["PlimsollEngine"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlimsollJSONTests",
            dependencies: ["PlimsollJSON"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzJSON",
            dependencies: ["PlimsollJSON"],
            path: "Tests/Fuzz/FuzzJSON",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzGGUF",
            dependencies: ["PlimsollCatalog", "PlimsollEngine"],
            path: "Tests/Fuzz/FuzzGGUF",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzSafetensors",
            dependencies: ["PlimsollCatalog", "PlimsollEngine", "PlimsollJSON"],
            path: "Tests/Fuzz/FuzzSafetensors",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzModelConfig",
            dependencies: ["PlimsollCatalog", "PlimsollEngine", "PlimsollJSON"],
            path: "Tests/Fuzz/FuzzModelConfig",
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlimsollCatalogTests",
            dependencies: ["PlimsollCatalog", "PlimsollEngine", "PlimsollJSON"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlimsollHTTPTests",
            dependencies: ["PlimsollHTTP", "CLinux", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PlimsollAPITests",
            dependencies: [
                "PlimsollAPI", "PlimsollHTTP", "PlimsollCatalog", "PlimsollEngine", "PlimsollJSON",
            ],
            exclude: ["Fixtures", "Golden"],
            swiftSettings: settings
        ),
    ]
)
