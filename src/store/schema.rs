//! `schema.sql` as text.

/// The whole file format.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The version that a schema declares.
pub(super) fn version_of(schema: &str) -> i64 {
    let said = schema.lines().find_map(|line| line.strip_prefix("PRAGMA user_version = "));
    said.and_then(|said| said.trim_end_matches(';').parse().ok()).unwrap_or(0)
}

/// The columns in a table's statement, each with its name: a column begins on a line indented by two; its
/// continuation is indented further, and table constraints begin in capitals.
pub(super) fn columns_of(sql: &str) -> Vec<(String, String)> {
    let mut columns: Vec<(String, String)> = Vec::new();
    for line in sql.lines().skip(1).filter(|line| line.starts_with("  ")) {
        let declared = line.split("--").next().unwrap_or_default().trim().trim_end_matches(',');
        let name = declared.split_whitespace().next().unwrap_or_default();
        match columns.last_mut() {
            Some((_, before)) if line.starts_with("   ") => {
                before.push(' ');
                before.push_str(declared);
            }
            _ if name.chars().any(|c| c.is_ascii_lowercase()) => {
                columns.push((name.to_owned(), declared.to_owned()))
            }
            _ => {}
        }
    }
    columns
}
