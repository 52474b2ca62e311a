//! `schema.sql` as text.

/// The whole file format.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The version that a schema declares.
pub(super) fn version_of(schema: &str) -> i64 {
    let said = schema.lines().find_map(|line| line.strip_prefix("PRAGMA user_version = "));
    said.and_then(|said| said.trim_end_matches(';').parse().ok()).unwrap_or(0)
}
