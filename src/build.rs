//! Compiles SQLite with its page encryption (SQLite3 Multiple Ciphers) for `rusqlite` to link: one C file, no OpenSSL.

/// What SQLite is built with: what `rusqlite` expects of a bundled build and what the file needs, nothing besides.
const DEFINED: [(&str, &str); 18] = [
    ("SQLITE_CORE", "1"),
    ("SQLITE_DEFAULT_FOREIGN_KEYS", "1"),
    // Nobody asks how much memory is in use, and counting it takes a lock at each request.
    ("SQLITE_DEFAULT_MEMSTATUS", "0"),
    ("SQLITE_ENABLE_API_ARMOR", "1"),
    ("SQLITE_ENABLE_COLUMN_METADATA", "1"),
    ("SQLITE_ENABLE_DBSTAT_VTAB", "1"),
    ("SQLITE_ENABLE_FTS5", "1"),
    ("SQLITE_ENABLE_LOAD_EXTENSION", "1"),
    ("SQLITE_ENABLE_STAT4", "1"),
    ("SQLITE_TEMP_STORE", "2"),
    ("SQLITE_THREADSAFE", "1"),
    ("SQLITE_USE_URI", "1"),
    ("HAVE_USLEEP", "1"),
    ("HAVE_ISNAN", "1"),
    // Ciphers nobody opens a file with.
    ("HAVE_CIPHER_RC4", "0"),
    ("HAVE_CIPHER_AES_128_CBC", "0"),
    ("HAVE_CIPHER_AES_256_CBC", "0"),
    ("HAVE_CIPHER_ASCON128", "0"),
];

fn main() {
    println!("cargo:rerun-if-changed=src/build.rs");
    let folder = sqlite3mc_src::source_dir();
    let mut build = cc::Build::new();
    // With optimisation in tests too: the suite runs thousands of saves.
    build.file(folder.join(sqlite3mc_src::SOURCE_FILE)).include(folder).warnings(false).opt_level(2);
    for (name, value) in DEFINED {
        build.define(name, value);
    }
    // Whole: nothing in this crate calls it, and the linker would leave it out before `rusqlite` asks for it.
    build.link_lib_modifier("+whole-archive").compile("sqlite3mc");
}
