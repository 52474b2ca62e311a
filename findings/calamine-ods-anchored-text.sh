#!/bin/sh
# calamine 0.38.0, OpenDocument spreadsheets: what is drawn over a cell is read as text of the cell, and indentation
# between cells is an error.
#
# In ODF a text box that is anchored to a cell is an element inside <table:table-cell>, before the paragraphs of the
# cell. calamine joins the paragraphs of the box and those of the cell. An <office:annotation> in the same place is left
# out. White space between <table:table-cell> elements, which ODF allows and some programs write, ends the reading.
#
# Seen with calamine 0.38.0:
#   box:        String("成功\n复印")  the cell shows 成功, the box over it 复印 (in the file the box comes first or last)
#   annotation: String("成功")
#   indented:   Err ... Expecting 'table-cell', found 'Text(...)'
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
calamine = "=0.38.0"
T
cat > src/main.rs <<'T'
use calamine::{open_workbook, Ods, Reader};
fn main() {
    for name in ["box", "annotation", "indented"] {
        let read = open_workbook::<Ods<_>, _>(format!("{name}.ods")).map(|mut book| book.worksheet_range("S"));
        match read {
            Ok(Ok(range)) => println!("{name}: {:?}", range.get((0, 0))),
            Ok(Err(error)) | Err(error) => println!("{name}: Err {error}"),
        }
    }
}
T
python3 - <<'T'
import zipfile
names = {"office": "office", "table": "table", "text": "text"}
spaces = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in names.items())
spaces += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
cell = '<table:table-cell office:value-type="string">{}</table:table-cell>'
said = "<text:p>成功</text:p>"
box = "<draw:frame><draw:text-box><text:p>复印</text:p></draw:text-box></draw:frame>"
note = "<office:annotation><dc:creator>x</dc:creator><text:p>复印</text:p></office:annotation>"
rows = {
    "box": cell.format(said + box),
    "annotation": cell.format(note + said),
    "indented": "\n  " + cell.format(said) + "\n  " + cell.format(said) + "\n",
}
for name, cells in rows.items():
    body = f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">' \
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest ' \
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">' \
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>' \
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    with zipfile.ZipFile(f"{name}.ods", "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)
T
cargo run --quiet > seen.txt
cat seen.txt
grep -q '^box: Some(String(".*复印.*"))' seen.txt
grep -q '^annotation: Some(String("成功"))' seen.txt
grep -q "^indented: Err .*Expecting 'table-cell'" seen.txt
