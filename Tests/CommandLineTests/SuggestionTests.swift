import CommandLine
import Testing

@Test(
    "A suggestion is near, the nearest, and the first among equals",
    arguments: [
        ("depoly", "deploy"), ("Deploy", "deploy"), ("deploy", nil), ("rollbak", "rollback"), ("stat", "status"),
        ("sta", "status"), ("d", nil),
        ("statis", "status"), ("e", nil), ("", nil), ("zzz", nil), ("aab", "aaa"), ("plna", "plan"),
    ]
)
func suggest(_ word: String, _ expected: String?) {
    let known = ["deploy", "rollback", "plan", "status", "aaa", "aac", "x"]
    #expect(Suggestion.closest(to: word, among: known) == expected)
}
