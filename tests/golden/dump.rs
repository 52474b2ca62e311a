//! The content of a file as text that is readable in a diff.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use rusqlite::types::Value;
use tiaojie::domain::DisputeId;
use tiaojie::store::{CaseFilter, DueQuery, Store};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Input, Key};
use tiaojie::tui::screens;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;
use uuid::Uuid;

use super::make::day;
use super::{opened, opened_on};

/// A part of the dump with a name of its own.
pub struct Section {
    pub name: String,
    pub text: String,
}

fn section(name: impl Into<String>, text: impl Into<String>) -> Section {
    Section { name: name.into(), text: text.into().trim_end().to_owned() + "\n" }
}

const HEAD: &str = "######## ";

/// As it stands in `golden.txt`.
pub fn written(sections: &[Section]) -> String {
    sections.iter().map(|section| format!("{HEAD}{}\n{}", section.name, section.text)).collect()
}

/// What [`written`] wrote.
pub fn read(text: &str) -> Vec<Section> {
    let sections = text.split(HEAD).filter(|text| !text.is_empty());
    sections
        .map(|text| {
            let (name, text) = text.split_once('\n').unwrap();
            Section { name: name.to_owned(), text: text.to_owned() }
        })
        .collect()
}

/// Everything.
pub fn whole(path: &Path) -> Vec<Section> {
    let mut sections = of_file(path);
    sections.extend(of_commands(path));
    sections.extend(transcripts(path));
    sections
}

/// What the file and the library say.
pub fn of_file(path: &Path) -> Vec<Section> {
    let store = opened(path);
    let conn = Connection::open(path).unwrap();
    let mut sections = vec![section("revisions", revisions(&conn).join("\n"))];
    sections.extend(tables(&conn));
    drop(conn);
    sections.push(section("due", due(&store)));
    sections.push(section("due in autumn", due(&opened_on(path, day(2024, 9, 1)))));
    sections.push(section("locks", locks(&store)));
    sections.push(section("conflicts", conflicts(&store)));
    sections.push(section("search", search(&store)));
    let (report, verified) = (store.check().unwrap(), store.verify(&[], &mut |_| ()).unwrap());
    let said = format!("{:?}\nchains hold: {}\n", report.findings, verified.holds());
    sections.push(section("check", said));
    sections
}

/// Every revision as one line, in the order of the log.
pub fn revisions(conn: &Connection) -> Vec<String> {
    let sql = "SELECT d.uuid, r.seq, r.stamp, r.at, r.operator, r.kind, r.record, r.body FROM revision r \
               JOIN device d ON d.id = r.device ORDER BY r.stamp, d.uuid, r.seq";
    let mut statement = conn.prepare(sql).unwrap();
    let line = |row: &rusqlite::Row<'_>| {
        let (device, seq, stamp): (Uuid, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (at, operator, kind): (String, Option<Uuid>, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let (record, body): (Uuid, String) = (row.get(6)?, row.get(7)?);
        let operator = operator.map_or_else(|| "-".to_owned(), |id| id.simple().to_string());
        let (device, record) = (device.simple(), record.simple());
        Ok(format!("{device} {seq} {stamp} {at} {operator} {kind} {record} {body}"))
    };
    statement.query_map([], line).unwrap().map(Result::unwrap).collect()
}

/// Tables that say nothing of the records: the log itself, this laptop's own, those that are made anew each time.
const NOT_DUMPED: [&str; 6] = ["revision", "meta", "device", "built_in", "same_category", "search"];
/// Dictionaries: only what differs from what is built in, which may grow.
const DICTIONARIES: [(&str, &str); 3] = [
    (
        "dispute_type",
        "SELECT * FROM dispute_type t WHERE NOT EXISTS (SELECT 1 FROM built_in b WHERE b.dictionary = 'dispute_type' AND b.code = t.code AND b.parent IS t.parent AND b.zh = t.zh AND b.position = t.position AND t.valid_to IS NULL)",
    ),
    (
        "case_source",
        "SELECT * FROM case_source t WHERE NOT EXISTS (SELECT 1 FROM built_in b WHERE b.dictionary = 'case_source' AND b.code = t.code AND b.parent IS t.parent AND b.zh = t.zh AND b.position = t.position AND t.valid_to IS NULL)",
    ),
    (
        "label",
        "SELECT * FROM label t WHERE NOT EXISTS (SELECT 1 FROM built_in b WHERE b.dictionary = t.dictionary AND b.code = t.code AND b.zh = t.zh AND b.position = t.position AND t.valid_to IS NULL)",
    ),
];
/// The columns that name a row of this file by its own integer, and where the identity is that it has everywhere.
const LOCAL: [(&str, &str); 6] = [
    ("dispute", "dispute"),
    ("office", "office"),
    ("village", "office"),
    ("parent", "office"),
    ("mediator", "mediator"),
    ("device", "device"),
];

/// The rows of every table by the names of its columns, free of the file's own integers. What is empty or null is left
/// out: a later column that nothing is in yet changes nothing here.
fn tables(conn: &Connection) -> Vec<Section> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
               AND name NOT LIKE 'search_%' ORDER BY name";
    let mut statement = conn.prepare(sql).unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let known: BTreeMap<&str, BTreeMap<i64, Uuid>> =
        ["dispute", "office", "mediator", "device"].map(|table| (table, identities(conn, table))).into();
    let dumped = names.iter().filter(|name| !NOT_DUMPED.contains(&name.as_str()));
    let rows = dumped.map(|name| (name, rows(conn, name, &known)));
    rows.filter(|(_, rows)| !rows.is_empty())
        .map(|(name, rows)| section(format!("table {name}"), rows.join("\n")))
        .collect()
}

fn identities(conn: &Connection, table: &str) -> BTreeMap<i64, Uuid> {
    let mut statement = conn.prepare(&format!("SELECT id, uuid FROM {table}")).unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn rows(conn: &Connection, table: &str, known: &BTreeMap<&str, BTreeMap<i64, Uuid>>) -> Vec<String> {
    let narrowed = DICTIONARIES.iter().find(|(name, _)| *name == table);
    let sql = narrowed.map_or_else(|| format!("SELECT * FROM {table}"), |(_, sql)| (*sql).to_owned());
    let mut statement = conn.prepare(&sql).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut found = statement.query([]).unwrap();
    let mut lines = Vec::new();
    while let Some(row) = found.next().unwrap() {
        let mut line = String::new();
        // What the file computes from another column for comparisons says nothing of its own.
        let is_own = |column: &str| {
            column != "id" && (table != "party" || !["called", "number_key"].contains(&column))
        };
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| is_own(column)) {
            let said = match row.get(at).unwrap() {
                Value::Null => continue,
                Value::Text(text) if ["", "[]", "{}"].contains(&text.as_str()) => continue,
                Value::Text(text) => format!("{text:?}"),
                Value::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
                Value::Real(number) => number.to_string(),
                Value::Integer(number) => {
                    let local = LOCAL.iter().find(|(name, _)| name == column);
                    let uuid = local.and_then(|(_, table)| known[table].get(&number));
                    uuid.map_or_else(|| number.to_string(), |uuid| uuid.simple().to_string())
                }
            };
            write!(line, "{}{column}={said}", if line.is_empty() { "" } else { " " }).unwrap();
        }
        lines.push(line);
    }
    lines.sort();
    lines
}

fn due(store: &Store) -> String {
    let rows = store.due(&DueQuery { limit: 100, ..DueQuery::default() }).unwrap();
    let count = store.due_count(None, None).unwrap();
    let lines = rows.iter().map(|row| {
        let referral = row.referral.map_or_else(String::new, |id| id.to_string());
        format!("{} {} {} {referral}", row.last_day, row.kind.code(), row.case.number)
    });
    let lines: Vec<String> = lines.collect();
    format!("overdue {} soon {}\n{}", count.overdue, count.soon, lines.join("\n"))
}

fn locks(store: &Store) -> String {
    let offices = [None, Some(super::roster::town())];
    let locks = offices.into_iter().flat_map(|office| store.locks(2024, office).unwrap());
    let mut said = String::new();
    for lock in locks {
        let of = |figures: tiaojie::store::Figures| {
            format!(
                "{} accepted {} people, {}+{} settled, {} open, {} fen",
                figures.accepted,
                figures.people,
                figures.written,
                figures.oral,
                figures.pending,
                figures.amount.0
            )
        };
        let changed = store.corrections(&lock).unwrap();
        writeln!(said, "{} {} by {}: {}", lock.month, lock.at, lock.by, of(lock.snapshot)).unwrap();
        writeln!(said, "  now {}", of(changed.now)).unwrap();
        changed.cases.iter().for_each(|case| writeln!(said, "  changed {}", case.number).unwrap());
    }
    said
}

fn conflicts(store: &Store) -> String {
    let mut said = String::new();
    for conflict in store.conflicts(0, 100).unwrap() {
        let record = Uuid::from_bytes(conflict.record).simple();
        writeln!(said, "{} {record} {}", conflict.kind, conflict.field).unwrap();
        for value in conflict.values {
            writeln!(said, "  {} {} {}", value.device, value.seq, value.value).unwrap();
        }
    }
    let met = store.number_collisions().unwrap().len();
    format!("{said}numbers that met: {met}")
}

/// Words of every part that is searched for.
const WORDS: [&str; 14] = [
    "王大山",
    "wds",
    "13800001234",
    "429021196104090013",
    "供销社",
    "自留山",
    "吴律师",
    "老村长",
    "首期现金",
    "人民法院",
    "八户",
    "争起来",
    "首期已付",
    "101号",
];

fn search(store: &Store) -> String {
    let hits = WORDS.map(|word| {
        let hits = store.search(word, 10).unwrap();
        let numbers: Vec<&str> = hits.iter().map(|hit| hit.case.number.as_str()).collect();
        format!("{word}: {}", numbers.join(" "))
    });
    hits.join("\n")
}

fn cases(store: &Store) -> Vec<DisputeId> {
    let mut ids = store.all_ids(&CaseFilter::default()).unwrap();
    ids.sort();
    ids
}

/// What the commands print: the words and the JSON that scripts read.
fn of_commands(path: &Path) -> Vec<Section> {
    let mut asked: Vec<Vec<String>> = Vec::new();
    for line in [
        "list --json --limit 100",
        "list --limit 100 --lang en",
        "totals --period 2024-03 --json",
        "totals --period 2024 --json",
        "totals --period 2024 --by mediator",
        "totals --period 2024 --by tag --lang en",
        "totals --period 2024 --by village",
        "totals --period 2024-03 --by type",
        "disclosures --json",
    ] {
        asked.push(line.split(' ').map(str::to_owned).collect());
    }
    for id in cases(&opened(path)) {
        for line in ["show --json", "show", "show --lang en", "history", "history --lang en"] {
            let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            words.insert(1, id.to_string());
            asked.push(words);
        }
    }
    // Two at a time: each is a program of its own.
    let (one, other) = asked.split_at(asked.len() / 2);
    std::thread::scope(|scope| {
        let running = [one, other]
            .map(|asked| scope.spawn(move || asked.iter().map(|words| said(path, words)).collect()));
        running.into_iter().flat_map(|thread| -> Vec<Section> { thread.join().unwrap() }).collect()
    })
}

fn said(path: &Path, words: &[String]) -> Section {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiaojie"));
    let output = command
        .env_remove("TIAOJIE_FILE")
        .current_dir(path.parent().unwrap())
        .arg("--file")
        .arg(path)
        .args(words)
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{words:?}: {err}");
    section(words.join(" "), out)
}

/// Every case as it is copied for another system.
fn transcripts(path: &Path) -> Vec<Section> {
    let ids = cases(&opened(path));
    let mut sections = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        for id in &ids {
            let mut cx = Cx::new(opened(path), lang, DARK, &UNICODE);
            let layer = screens::open_dispute(*id, &mut cx).unwrap();
            let mut app = App::new(cx, layer);
            app.input(Input::Key(Key::ctrl('x')));
            let text = app.take_copied().unwrap_or_default();
            sections.push(section(format!("transcript {} {id}", lang.code()), text));
        }
    }
    sections
}
