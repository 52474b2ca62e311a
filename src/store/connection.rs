//! The one place where a connection to a data file is opened, with its key where the file is encrypted.
//!
//! The cipher is ChaCha20-Poly1305 on every page (SQLite3 Multiple Ciphers): it needs no instructions of the processor, and a
//! flipped bit anywhere is noticed by the next read of its page.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::vault::DataKey;

/// Opens `path` as those flags say.
pub(super) fn connect(path: &Path, flags: OpenFlags, key: Option<&DataKey>) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    if let Some(key) = key {
        unlock(&conn, key)?;
    }
    Ok(conn)
}

/// Hands a fresh connection its key: before anything else is asked of it.
fn unlock(conn: &Connection, key: &DataKey) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA cipher = 'chacha20'")?;
    // The words end up in no statement that is kept: it is prepared, run and wiped here.
    let sql = Zeroizing::new(format!("PRAGMA key = \"raw:{}\"", *key.hex()));
    conn.execute_batch(&sql)
}

/// What the first bytes of a file tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// It has none.
    Empty,
    /// A database anybody can read.
    Plain,
    /// An encrypted database, or no database at all: the bytes do not say which.
    Hidden,
}

/// Looks at the first bytes.
pub(super) fn look(head: &[u8]) -> Looks {
    match head {
        [] => Looks::Empty,
        head if head.starts_with(b"SQLite format 3\0") => Looks::Plain,
        _ => Looks::Hidden,
    }
}
