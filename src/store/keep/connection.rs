//! The one place where a connection to a data file is opened, with its key where the file is encrypted.
//!
//! The cipher is ChaCha20-Poly1305 on every page (SQLite3 Multiple Ciphers): it needs no processor
//! extensions, and a flipped bit is noticed when its page is read. The first 16 bytes, which the cipher
//! leaves random, identify the key instead, to tell another file's key file from a damaged one.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::vault::DataKey;

/// How many bytes [`look`] needs.
pub(super) const HEAD: usize = 24;
const MARK: usize = 16;
/// The bytes that SQLite reads before decrypting: page size, and values that our files share.
const OPEN_HEAD: std::ops::Range<usize> = 16..24;

/// Opens `path` with those flags.
pub(in crate::store) fn connect(
    path: &Path,
    flags: OpenFlags,
    key: Option<&DataKey>,
) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    if let Some(key) = key {
        unlock(&conn, key)?;
    }
    Ok(conn)
}

/// Gives a new connection its key, before any other statement.
fn unlock(conn: &Connection, key: &DataKey) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA cipher = 'chacha20'")?;
    // The key is in no statement that is cached: this one is prepared, run and wiped here.
    let sql = Zeroizing::new(format!("PRAGMA key = \"{}\"", *raw(key)));
    conn.execute_batch(&sql)
}

/// Copies the whole file, compacted, into an empty one: encrypted with that key, or plain where there is none.
pub(super) fn copy_into(conn: &Connection, to: &Path, key: Option<&DataKey>) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA cipher = 'chacha20'")?;
    let raw = key.map(raw).unwrap_or_default();
    let target = Zeroizing::new(format!("file:{}?cipher=chacha20&key={}", in_uri(to), *raw));
    conn.execute("VACUUM INTO ?1", [target.as_str()])?;
    Ok(())
}

/// The key and the mark of its files, in the format of the cipher.
fn raw(key: &DataKey) -> Zeroizing<String> {
    let mut text = Zeroizing::new(format!("raw:{}", *key.hex()));
    for byte in mark_of(key) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// The first bytes of every file with that key. The key cannot be computed from it.
pub(super) fn mark_of(key: &DataKey) -> [u8; MARK] {
    let digest = Sha256::new().chain_update(b"tiaojie file").chain_update(key.bytes()).finalize();
    let mut mark = [0; MARK];
    mark.copy_from_slice(&digest[..MARK]);
    mark
}

/// A path for a `file:` address: characters with a meaning there, and non-ASCII ones, as %XX.
fn in_uri(path: &Path) -> String {
    let text = path.to_string_lossy();
    // A Windows drive needs a slash before it, and forward slashes.
    let text = if cfg!(windows) { format!("/{}", text.replace('\\', "/")) } else { text.into_owned() };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_~:".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// What the first bytes of a file show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// The file is empty.
    Empty,
    /// An unencrypted database.
    Plain,
    /// An encrypted database, as far as its unencrypted bytes show.
    Encrypted,
    /// Not a database of ours, or one with damaged first bytes.
    Unknown,
}

/// Looks at the first bytes.
pub(super) fn look(head: &[u8]) -> Looks {
    match head {
        [] => Looks::Empty,
        head if head.starts_with(b"SQLite format 3\0") => Looks::Plain,
        head => match head.get(OPEN_HEAD) {
            // Pages of 4096 bytes, 32 of each for the cipher, and three figures that are the same in every database.
            Some([0x10, 0, 1 | 2, 1 | 2, 32, 64, 32, 32]) => Looks::Encrypted,
            _ => Looks::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    fn head(path: &Path) -> Vec<u8> {
        std::fs::read(path).unwrap()[..HEAD].to_vec()
    }

    /// Catches: a copy that is not encrypted, or not with that key; a name that the address breaks at; a file whose mark
    /// does not name its key.
    #[test]
    fn a_copy_is_encrypted_or_plain_as_asked() {
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let key = DataKey::fresh(&mut chance).unwrap();
        let at = |name: &str| folder.path().join(name);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let plain = connect(&at("plain"), flags, None).unwrap();
        plain.execute_batch("CREATE TABLE t(x); INSERT INTO t VALUES('松柏镇')").unwrap();
        let sealed = at("台账 #1?key=%41&.db");
        copy_into(&plain, &sealed, Some(&key)).unwrap();
        assert_eq!(look(&head(&sealed)), Looks::Encrypted);
        assert_eq!(head(&sealed)[..16], mark_of(&key));
        let text = |conn: &Connection| conn.query_row("SELECT x FROM t", [], |row| row.get::<_, String>(0));
        let conn = connect(&sealed, flags, Some(&key)).unwrap();
        assert_eq!(text(&conn).unwrap(), "松柏镇");
        // A file made with the key from the start has the mark too.
        let made = connect(&at("made"), flags, Some(&key)).unwrap();
        made.execute_batch("CREATE TABLE t(x)").unwrap();
        assert_eq!(head(&at("made"))[..16], mark_of(&key));
        // And back.
        copy_into(&conn, &at("back"), None).unwrap();
        assert_eq!(look(&head(&at("back"))), Looks::Plain);
        assert_eq!(text(&connect(&at("back"), flags, None).unwrap()).unwrap(), "松柏镇");
        let other = DataKey::fresh(&mut chance).unwrap();
        assert!(text(&connect(&sealed, flags, Some(&other)).unwrap()).is_err());
    }
}
