import FoundationEssentials
import Testing

@testable import AWS

@Suite("Times in AWS's notations")
struct CivilTimeTests {
    @Test(
        "Seconds since 1970 are written as UTC",
        arguments: [
            (0.0, "19700101T000000Z"), (1_440_938_160.9, "20150830T123600Z"), (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"), (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
        ]
    )
    func writing(_ seconds: Double, _ text: String) {
        let time = CivilTime(Date(timeIntervalSince1970: seconds))
        #expect(time.basic == text)
        #expect(time.date == Date(timeIntervalSince1970: seconds.rounded(.down)))
    }

    @Test(
        "AWS's expiry times are read",
        arguments: [
            ("2026-11-21T01:15:00Z", 1_795_223_700.0), ("2026-11-21T01:15:00.123456Z", 1_795_223_700),
            ("2026-11-21T02:15:00+01:00", 1_795_223_700), ("2026-11-20T17:15:00-0800", 1_795_223_700),
            ("2026-11-21T01:15:00", 1_795_223_700),
        ]
    )
    func reading(_ text: String, _ seconds: Double) {
        #expect(CivilTime.date(iso8601: text) == Date(timeIntervalSince1970: seconds))
    }

    @Test("HTTP's dates are read, and what is none is not")
    func http() {
        #expect(CivilTime.date(http: "Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777))
        for text in ["", "Sun, 06 Nov", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            #expect(CivilTime.date(http: text) == nil)
        }
        for text in ["", "2026-11-21", "2026-13-21T01:15:00Z", "2026-11-21T01:15Z", "soon", "2026-11-21T01:15:00+1"] {
            #expect(CivilTime.date(iso8601: text) == nil)
        }
    }
}
