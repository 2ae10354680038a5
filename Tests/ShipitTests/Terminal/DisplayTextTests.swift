import Testing

@testable import shipit

@Test(
    "Nothing in a line of somebody else's can act on the terminal",
    arguments: [
        ("plain text", "plain text"),
        ("Grüße, 世界 👩‍🚀", "Grüße, 世界 👩‍🚀"),
        ("\u{1B}[31mred\u{1B}[0m", "red"),
        ("\u{1B}[2J\u{1B}[1;1Hgone", "gone"),
        ("\u{1B}]0;title\u{07}after", "after"),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}]0;never ended", ""),
        ("\u{1B}Pq#0\u{1B}\\x", "x"),
        ("\u{1B}(Bx\u{1B}7y\u{1B}cz", "xyz"),
        ("\u{9B}31mx\u{9D}0;t\u{9C}y\u{85}z", "xy z"),
        ("\u{1B}[38;5;1", ""),
        ("\u{1B}", ""),
        ("\u{1B}\u{1B}[31mx", "x"),
        ("a\u{08}\u{08}b\u{07}\u{00}c\u{7F}", "abc"),
        ("10%\r20%\r100%", "100%"),
        ("done\r", "done"),
        ("done\r\n", "done"),
        ("a\nb\u{2028}c", "a b c"),
        ("a\tb", "a   b"),
        ("\tx\ty", "    x   y"),
        ("abcd\te", "abcd    e"),
        ("user\u{202E}gpj.exe\u{2066}x\u{200F}\u{FEFF}", "usergpj.exex"),
        (String(decoding: [0x61, 0xFF, 0xC3, 0x62] as [UInt8], as: UTF8.self), "a\u{FFFD}\u{FFFD}b"),
    ]
)
func line(_ text: String, _ expected: String) {
    #expect(DisplayText.line(text) == expected)
    #expect(DisplayText.line(expected) == expected)
}

@Test("A text of several lines becomes fit line by line")
func lines() {
    #expect(DisplayText.lines("a\r\nb\u{1B}[1A\n\nc\n\n") == ["a", "b", "", "c"])
    #expect(DisplayText.lines("") == [])
}

@Test(
    "A text's width is counted in columns",
    arguments: [
        ("", 0), ("abc", 3), ("äöü", 3), ("e\u{301}e\u{301}x", 3), ("世界地", 6), ("👩‍🚀👩‍🚀", 4), ("🇩🇪", 2), ("ｱｲｳ", 3),
        ("✓ ⠋ …", 5), ("한글", 4),
    ]
)
func width(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
    #expect(text.fitted(to: width) == text)
    #expect(text.padded(to: width + 2) == text + "  ")
    #expect(text.padded(to: width + 2, atStart: true) == "  " + text)
}

@Test(
    "Cutting keeps to the width and never leaves half a character",
    arguments: [
        ("abc", 2, "a…"), ("abc", 1, "…"), ("abc", 0, ""), ("e\u{301}e\u{301}x", 2, "e\u{301}…"), ("世界地", 5, "世界…"),
        ("世界地", 4, "世…"), ("👩‍🚀👩‍🚀", 3, "👩‍🚀…"), ("世", 1, "…"),
    ]
)
func cut(_ text: String, _ width: Int, _ expected: String) {
    #expect(text.fitted(to: width) == expected)
}
