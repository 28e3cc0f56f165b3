/// What one of the tables shows.
struct TableDefinition: Sendable {
    /// What the dashboard calls it: `tools`.
    let title: String
    let columns: [TableColumn]
    /// All rows, in the order they have before anybody sorts them: what wants attention first.
    let rows: @Sendable (Picture) -> [TableRow]
    /// What is said about the row that is chosen, in one line.
    let note: @Sendable (TableRow, Picture) -> TableCell
    /// What stands in place of rows when there are none.
    let empty: @Sendable (Picture) -> String
    /// The thing in a row, for actions.
    let subject: @Sendable (TableRow, Picture) -> ActionSubject?
}
