#!/bin/sh
# ssfmt 0.1.2 (number formats of spreadsheets): capital numerals with a locale show nothing.
#
# [DBNum2][$-804]General is the format that a Chinese spreadsheet program gives a cell shown in capital numerals.
# ssfmt formats any number with it as an empty text, without an error. The same with a text behind it
# gives the number in digits. LibreOffice 7.4 shows 叁万伍仟 for 35000.
#
# Seen with ssfmt 0.1.2, for 35000:
#   [DBNum2][$-804]General          -> ""
#   [DBNum2][$-804]General"元整"    -> "35000元整"
#   [DBNum2]General"元"             -> "35000元"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir src
cat > Cargo.toml <<'T'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
ssfmt = { version = "=0.1.2", default-features = false }
T
cat > src/main.rs <<'T'
fn main() {
    for code in ["[DBNum2][$-804]General", "[DBNum2][$-804]General\"元整\"", "[DBNum2]General\"元\""] {
        println!("{code} -> {:?}", ssfmt::format_default(35_000.0, code).unwrap());
    }
}
T
cargo run --quiet > seen.txt
cat seen.txt
grep -qxF '[DBNum2][$-804]General -> ""' seen.txt
grep -qxF '[DBNum2][$-804]General"元整" -> "35000元整"' seen.txt
grep -qxF '[DBNum2]General"元" -> "35000元"' seen.txt
