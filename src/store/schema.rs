//! `schema.sql` as text.

/// The whole file format.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The version that a schema declares.
pub(super) fn version_of(schema: &str) -> i64 {
    let said = schema.lines().find_map(|line| line.strip_prefix("PRAGMA user_version = "));
    said.and_then(|said| said.trim_end_matches(';').parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::SCHEMA;
    use crate::domain::pinyin::shown_initials;

    /// Catches: 调 that is t in one list and d in another: the initials written here are those that every list shows, with
    /// letters left out (纠纷) but none of another reading. Numbers are spelled here and typed as digits elsewhere.
    #[test]
    fn the_initials_of_codes_are_those_of_lists() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        let mut statement = conn.prepare("SELECT zh, initials FROM built_in").unwrap();
        let labels = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        let strange = |(zh, initials): &(String, String)| {
            let shown = shown_initials(zh);
            let mut left = shown.chars();
            let is_spelled =
                zh.contains(|c: char| c.is_ascii_digit()) && !initials.contains(|c: char| c.is_ascii_digit());
            !is_spelled && !initials.chars().all(|letter| left.any(|one| one == letter))
        };
        let strange: Vec<_> = labels.unwrap().map(Result::unwrap).filter(strange).collect();
        assert!(strange.is_empty(), "{strange:?}");
    }
}
