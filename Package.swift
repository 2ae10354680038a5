// swift-tools-version: 6.2

import PackageDescription

/// What every Swift target is built with: Swift 6 mode, no warning left standing,
/// and each file importing what it uses itself.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A module of the house; `dependencies` point down the list in the README only.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
    name: "shipit",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(
            name: "shipit",
            dependencies: [
                "Runner", "Rollouts", "Registry", "Docker", "Pipelines", "AWS", "Images", "HTTP", "Hashing",
                "CommandLine",
            ],
            swiftSettings: settings
        ),
        module("Runner", ["Pipelines", "Docker", "Registry", "Rollouts", "AWS", "Images", "HTTP"]),
        module("Rollouts", ["AWS"]),
        module("Registry", ["HTTP", "Images"]),
        module("Docker", ["HTTP", "Images", "Hashing", "CNGHTTP2"]),
        module("Pipelines", ["CYAML"]),
        module("AWS", ["HTTP", "Hashing"]),
        module("Images", ["CArchive", "CISAL", "Hashing"]),
        module("HTTP", ["CCurl"]),
        module("Hashing", ["CCrypto"]),
        module("CommandLine", []),

        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev", brew: "curl"),
        system("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev", brew: "libarchive"),
        system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl"),
        system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
        system("CNGHTTP2", pkgConfig: "libnghttp2", apt: "libnghttp2-dev", brew: "libnghttp2"),
        system("CISAL", pkgConfig: "libisal", apt: "libisal-dev", brew: "isa-l"),

        .target(
            name: "TestSupport",
            dependencies: [],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("HashingTests", ["Hashing"]),
        tests("HTTPTests", ["HTTP"]),
        tests("ImagesTests", ["Images", "CArchive", "Hashing"]),
        tests("DockerTests", ["Docker", "HTTP", "Images", "Hashing", "CNGHTTP2"]),
        tests("RegistryTests", ["Registry", "HTTP", "Images", "Hashing"]),
        tests("AWSTests", ["AWS", "HTTP", "Hashing"]),
        tests("PipelinesTests", ["Pipelines"]),
        tests("RolloutsTests", ["Rollouts", "AWS", "HTTP"]),
        tests(
            "RunnerTests",
            ["Runner", "Pipelines", "Docker", "Registry", "Rollouts", "AWS", "Images", "HTTP", "Hashing"]
        ),
        tests("CommandLineTests", ["CommandLine"]),
        tests("ShipitTests", ["shipit", "Runner", "Rollouts", "Pipelines", "AWS", "Images", "CommandLine"]),
        tests("EndToEndTests", ["AWS", "HTTP"]),
    ]
)
