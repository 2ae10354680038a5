import CommandLine
import Testing

@Test(
    "Durations are read as people write them, and written the same way",
    arguments: [
        ("90s", 90, "1m30s"), ("15m", 900, "15m"), ("1h30m", 5400, "1h30m"), ("2d", 172_800, "2d"), ("0s", 0, "0s"),
        ("1d1h1m1s", 90061, "1d1h1m1s"), ("007m", 420, "7m"),
    ]
)
func read(_ text: String, _ seconds: Int64, _ canonical: String) {
    let duration = Duration(argument: text)
    #expect(duration == .seconds(seconds))
    #expect(duration?.argumentText == canonical)
}

@Test(
    "What leaves a doubt about the unit or the size is no duration",
    arguments: [
        "", "90", "m", "1m1h", "1m1m", "-5m", "1.5h", "1 m", "5M", "5ms", "1h30", "٣m", "99999999999999999999s",
        "106751991167301d", "9223372036854775807s1s", "106751991167300d9223372036854775807s",
    ]
)
func refuse(_ text: String) {
    #expect(Duration(argument: text) == nil)
}
