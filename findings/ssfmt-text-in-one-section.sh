#!/bin/sh
# ssfmt 0.1.2 (number formats of spreadsheets): the words of a format for texts are left out unless it has four sections.
#
# @"村" is a format of one section: a spreadsheet shows 松柏村 for the text 松柏. So is the last section that has an @,
# as in 0;@"村". NumberFormat::format_text uses the fourth section only and returns the text as it is otherwise.
# LibreOffice 7.4 shows 松柏村 for all three.
#
# Seen with ssfmt 0.1.2, for 松柏:
#   @"村"          -> 松柏
#   0;@"村"        -> 松柏
#   0;-0;0;@"村"   -> 松柏村
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
ssfmt = { version = "=0.1.2", default-features = false }
E
cat > src/main.rs <<'E'
fn main() {
    for code in ["@\"村\"", "0;@\"村\"", "0;-0;0;@\"村\""] {
        let format = ssfmt::NumberFormat::parse(code).unwrap();
        println!("{code} -> {}", format.format_text("松柏", &ssfmt::FormatOptions::default()));
    }
}
E
cargo run --quiet > seen.txt
cat seen.txt
grep -qxF '@"村" -> 松柏' seen.txt
grep -qxF '0;@"村" -> 松柏' seen.txt
grep -qxF '0;-0;0;@"村" -> 松柏村' seen.txt
