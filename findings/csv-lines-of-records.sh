#!/bin/sh
# csv 1.4.0: the line of a record is that of the record before where lines end with \r\n, and that of the first empty
# line where empty lines stand above it.
#
# Record::position().line() is read before the reader has passed the \n that ends the record before (it stops behind \r)
# and before it has passed empty lines. Of a file saved in Windows the first and the second record are both on line 1,
# so that a program that names rows by it ("line 2: no date") names the line above, and two rows share a number.
# Lines that end with \r alone are not counted at all. To be right: convert all line ends to \n before the reader,
# and count back from Reader::position().line() after the record.
#
# Seen with csv 1.4.0, for the records a, b, c:
#   \n            -> 1 2 3
#   \r\n          -> 1 1 2
#   \n, empty     -> 1 2 3  (c is on line 4)
#   \r            -> 1 1 1
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir src
cat > Cargo.toml <<'E'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
csv = "=1.4.0"
E
cat > src/main.rs <<'E'
fn main() {
    for (name, text) in [
        ("\\n", "a\nb\nc\n"),
        ("\\r\\n", "a\r\nb\r\nc\r\n"),
        ("\\n, empty", "a\nb\n\nc\n"),
        ("\\r", "a\rb\rc\r"),
    ] {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let lines: Vec<String> =
            reader.byte_records().map(|row| row.unwrap().position().unwrap().line().to_string()).collect();
        println!("{name} -> {}", lines.join(" "));
    }
}
E
cargo run --quiet > seen.txt
cat seen.txt
grep -qxF '\n -> 1 2 3' seen.txt
grep -qxF '\r\n -> 1 1 2' seen.txt
grep -qxF '\n, empty -> 1 2 3' seen.txt
grep -qxF '\r -> 1 1 1' seen.txt
