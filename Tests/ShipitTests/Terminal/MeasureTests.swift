import Testing

@testable import shipit

@Test(
    "Times are as exact as a person needs them",
    arguments: [
        (Duration.zero, "0.0s"), (.milliseconds(-5), "0.0s"), (.milliseconds(449), "0.4s"),
        (.milliseconds(9999), "9.9s"),
        (.seconds(10), "10s"), (.milliseconds(59999), "59s"), (.seconds(60), "1m 00s"), (.seconds(3599), "59m 59s"),
        (.seconds(3720), "1h 02m"), (.seconds(90000), "25h 00m"),
    ]
)
func time(_ duration: Duration, _ text: String) {
    #expect(Measure.time(duration) == text)
}

@Test(
    "Amounts of data have three figures at most before their unit",
    arguments: [
        (0, "0 B"), (-1, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1250, "1.3 kB"), (99_900, "99.9 kB"),
        (99_960, "100 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (40_100_000, "40.1 MB"),
        (1_000_000_000, "1.0 GB"),
        (Int64.max, "9223372 TB"),
    ]
)
func bytes(_ count: Int64, _ text: String) {
    #expect(Measure.bytes(count) == text)
}

@Test(
    "The time of day is in UTC",
    arguments: [
        (0, "00:00:00Z"), (86399, "23:59:59Z"), (1_732_000_000, "07:06:40Z"), (-1, "23:59:59Z"),
    ]
)
func timeOfDay(_ seconds: Int64, _ text: String) {
    #expect(Moment(unixSeconds: seconds, uptime: .zero).timeOfDay == text)
}
