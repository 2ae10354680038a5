import Testing

@testable import shipit

private let table = Table(
    columns: [
        .init(title: "SERVICE"), .init(title: "TASKS", isNumeric: true), .init(title: "IMAGE", isFlexible: true),
        .init(title: "NOTE"),
    ],
    rows: [
        ["auth-service", "2/2", "1.dkr.ecr.eu-west-1.amazonaws.com/auth:1.0.0", ""],
        ["世界", "10/12", "web:2", Table.Cell("\u{1B}[2Jslow", .warning)],
    ]
)

@Test("Columns are aligned by what is seen, numbers to the right, with no spaces at the ends of lines")
func natural() {
    #expect(
        table.text(width: nil) == """
            SERVICE       TASKS  IMAGE                                         NOTE
            auth-service    2/2  1.dkr.ecr.eu-west-1.amazonaws.com/auth:1.0.0
            世界          10/12  web:2                                         slow

            """
    )
}

@Test("On a narrow terminal only flexible columns give way, and not beyond eight columns")
func narrow() {
    #expect(
        table.text(width: 40) == """
            SERVICE       TASKS  IMAGE          NOTE
            auth-service    2/2  1.dkr.ecr.eu…
            世界          10/12  web:2          slow

            """
    )
    #expect(
        table.text(width: 10) == """
            SERVICE       TASKS  IMAGE     NOTE
            auth-service    2/2  1.dkr.e…
            世界          10/12  web:2     slow

            """
    )
}

@Test("Colours do not move columns")
func colored() {
    let table = Table(columns: [.init(title: "A"), .init(title: "B")], rows: [[.init("x", .success), "y"]])
    #expect(
        table.text(width: 80, style: Style(isColored: true))
            == "\u{1B}[1mA\u{1B}[0m  \u{1B}[1mB\u{1B}[0m\n\u{1B}[32mx\u{1B}[0m  y\n"
    )
}

@Test("An empty list prints nothing")
func empty() {
    #expect(Table(columns: [.init(title: "A")]).text(width: 80) == "")
}

@Test("Rows shorter or longer than the columns are no trap")
func ragged() {
    let table = Table(
        columns: [.init(title: "A"), .init(title: "B", isNumeric: true)],
        rows: [["1"], ["1", "2", "3"]]
    )
    #expect(table.text(width: 1) == "A  B\n1\n1  2\n")
}
