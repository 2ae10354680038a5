import Testing

@testable import Pipelines

@Suite struct CoreValueTests {
    /// YAML 1.2.2, section 10.3.2.
    @Test(arguments: [
        ("", CoreValue.null), ("~", .null), ("null", .null), ("NULL", .null), ("nUll", .string("nUll")),
        ("true", .bool(true)), ("False", .bool(false)), ("yes", .string("yes")), ("off", .string("off")),
        ("0", .integer(0)), ("-17", .integer(-17)), ("+3", .integer(3)), ("010", .integer(10)),
        ("0x1F", .integer(31)), ("0o17", .integer(15)), ("0x", .string("0x")), ("0o8", .string("0o8")),
        ("0x-1", .string("0x-1")), ("000000000000", .integer(0)), ("1.10", .number(1.1)), (".5", .number(0.5)),
        ("1.", .number(1)), ("1e3", .number(1000)), ("1e", .string("1e")), (".", .string(".")), ("-", .string("-")),
        ("-.inf", .number(-.infinity)), ("1_000", .string("1_000")), ("1:30", .string("1:30")),
        ("9223372036854775808", .number(9223372036854775808)), ("1.2.3", .string("1.2.3")),
    ])
    func plainScalarsAreReadByTheCoreSchema(_ text: String, _ value: CoreValue) {
        #expect(CoreValue(plain: text) == value)
    }

    @Test(arguments: [
        ("90s", 90), ("15m", 900), ("1h30m", 5400), ("2h", 7200), ("1h1m1s", 3661), ("168h", 604_800),
    ])
    func durationsAreHoursMinutesAndSeconds(_ text: String, _ seconds: Int) {
        #expect(Duration(written: text) == .seconds(seconds))
    }

    @Test(arguments: ["", "0s", "15", "15 m", "m", "1m1h", "-1m", "1.5h", "169h", "9999999h", "15 minutes"])
    func whatIsNoDurationIsRefused(_ text: String) {
        #expect(Duration(written: text) == nil)
    }

    @Test(arguments: [
        (256, [512, 1024, 2048], 4096), (512, [1024, 4096], 512), (1024, [2048, 8192], 1536),
        (2048, [4096, 16384], 17408), (4096, [8192, 30720], 31744), (8192, [16384, 61440], 17408),
        (16384, [32768, 122_880], 33792),
    ])
    func fargateHasTheSizesOfItsTable(_ cpu: Int, _ memory: [Int], _ missing: Int) throws {
        let sizes = try #require(FargateSize.memory(forCPU: cpu))
        #expect(memory.allSatisfy(sizes.contains))
        #expect(!sizes.contains(missing))
    }

    @Test func sizesMayBeWrittenInVirtualCPUsAndGigabytes() {
        #expect(FargateSize.cpuUnits(".25 vCPU") == 256)
        #expect(FargateSize.cpuUnits("1 vcpu") == 1024)
        #expect(FargateSize.memoryMiB("0.5GB") == 512)
        #expect(FargateSize.memoryMiB("30 GB") == 30720)
        #expect(FargateSize.memoryMiB("1 MB") == nil)
        #expect(FargateSize.cpuUnits("vCPU") == nil)
    }
}
