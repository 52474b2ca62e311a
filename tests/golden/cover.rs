//! Which fields the log can hold, by the columns of the derived tables, and which of them the golden log has.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde_json::Value;

/// Fields that came after the golden log was made, as [`wanted`] names them.
pub const LATER: &[&str] = &[
    "code governance17",
    "code governance19",
    "code governance27",
    "dispute agent.*.authority",
    "dispute agent.*.id_number",
    "dispute agent.*.relation",
    "dispute agreement.decision",
    "dispute agreement.refusal_ground",
    "dispute agreement.refusal_reason",
    "dispute closing_reason",
    "dispute evidence.*.by",
    "dispute evidence.*.copies",
    "dispute evidence.*.name",
    "dispute evidence.*.note",
    "dispute evidence.*.pages",
    "dispute evidence.*.removed",
    "dispute follow_up.*.reason",
    "dispute instalment.*.amount_fen",
    "dispute instalment.*.due_on",
    "dispute instalment.*.removed",
    "dispute instalment.*.what",
    "dispute investigation.*.asked",
    "dispute investigation.*.at",
    "dispute investigation.*.attendees",
    "dispute investigation.*.by",
    "dispute investigation.*.on",
    "dispute investigation.*.place",
    "dispute investigation.*.record",
    "dispute investigation.*.recorder",
    "dispute investigation.*.removed",
    "dispute party.*.delivery",
    "dispute requests",
    "code decimals",
    "code owner",
    "code rule",
    "dispute screened_on",
    "indicator owner",
    "indicator rule",
    "screening band",
    "screening category",
    "screening difficulty",
    "service case",
];

/// What the part of the log that stands for a newer program says.
pub const UNKNOWN: [&str; 4] =
    ["dispute zz_new", "dispute zz_part.*.zz_name", "hologram shape", "hologram size"];

/// A table, the kind of its records, what its fields begin with, and the columns that bear another name in the log; one
/// without a name is not of the log.
struct Table {
    name: &'static str,
    kind: &'static str,
    /// `agreement`; `party.*` for a part that comes in any number.
    within: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

const fn table(
    name: &'static str,
    kind: &'static str,
    within: &'static str,
    columns: &'static [(&'static str, &'static str)],
) -> Table {
    Table { name, kind, within, columns }
}

const ON: (&str, &str) = ("on_date", "on");
const BY: (&str, &str) = ("by_whom", "by");
const VOID: (&str, &str) = ("void_reason", "void");

const TABLES: &[Table] = &[
    table(
        "dispute",
        "dispute",
        "",
        &[VOID, ("number_key", ""), ("aside", ""), ("outcome", "closing"), ("closed_on", "closing")],
    ),
    table(
        "dispute_mediator",
        "dispute",
        "",
        &[("mediator", "mediators"), ("position", ""), ("accepted_on", "")],
    ),
    table("tag", "dispute", "", &[("tag", "tags")]),
    table("agreement", "dispute", "agreement", &[]),
    table("litigation", "dispute", "litigation", &[]),
    table("filing", "dispute", "filing", &[ON, BY]),
    table("party", "dispute", "party.*", &[("called", ""), ("number_key", "")]),
    table("agent", "dispute", "agent.*", &[]),
    table("investigation", "dispute", "investigation.*", &[ON, BY, ("at_time", "at")]),
    table("evidence", "dispute", "evidence.*", &[BY]),
    table("session", "dispute", "session.*", &[ON, ("at_time", "at")]),
    table("attendee", "dispute", "attendee.*", &[]),
    table("extension", "dispute", "extension.*", &[("to_date", "to")]),
    table("escalation", "dispute", "escalation.*", &[ON, ("from_level", "from"), ("to_level", "to")]),
    table("instalment", "dispute", "instalment.*", &[]),
    table("performance", "dispute", "performed.*", &[ON]),
    table("referral", "dispute", "referral.*", &[ON]),
    table("follow_up", "dispute", "follow_up.*", &[ON, BY]),
    table("prevented", "dispute", "prevention.*", &[ON]),
    table("remark", "dispute", "remark.*", &[ON]),
    table("office", "office", "", &[]),
    table("mediator", "mediator", "", &[]),
    table("operator", "operator", "", &[]),
    table("laptop", "laptop", "", &[]),
    table("setting", "setting", "", &[]),
    table("service", "service", "", &[ON, VOID, ("dispute", "case")]),
    table("screening", "screening", "", &[ON, VOID]),
    table("prevention", "prevention", "", &[ON, VOID]),
    table(
        "indicator",
        "indicator",
        "",
        &[("from_on", "days"), ("to_on", "days"), ("decimals", "value"), VOID],
    ),
    table("dispute_type", "code", "", &[]),
    table("case_source", "code", "", &[]),
    table("label", "code", "", &[]),
    table(
        "period_lock",
        "lock",
        "",
        &[
            ("from_on", "from"),
            ("to_on", "to"),
            ("locked_at", "at"),
            ("locked_by", "by"),
            ("unlocked_reason", "unlocked"),
            ("unlocked_at", "unlocked"),
            ("unlocked_by", "unlocked"),
            VOID,
        ],
    ),
    table("disclosure", "disclosure", "", &[("operator", "by"), ("destination", "to")]),
];

/// What is managed in the roster is void where its making was undone, and has no column for it.
const BESIDE: &[&str] = &["office void", "mediator void", "operator void", "code void"];

/// Every field as `kind name`, a part's id left out: `dispute party.*.phone`.
pub fn wanted(conn: &Connection) -> BTreeSet<String> {
    let mut wanted: BTreeSet<String> = BESIDE.iter().map(|field| (*field).to_owned()).collect();
    for table in TABLES {
        for column in columns(conn, table.name) {
            let renamed = table.columns.iter().find(|(name, _)| *name == column);
            let field = renamed.map_or(column.as_str(), |(_, field)| field);
            // Which record, case, and place in the file: not of the body.
            if field.is_empty() || ["id", "uuid"].contains(&field) || (field == "dispute" && column == field)
            {
                continue;
            }
            wanted.insert(named(table.kind, table.within, field));
        }
        if table.within.ends_with('*') {
            wanted.insert(named(table.kind, table.within, "removed"));
        }
    }
    LATER.iter().for_each(|field| assert!(wanted.remove(*field), "{field} is no field"));
    wanted
}

fn named(kind: &str, within: &str, field: &str) -> String {
    if within.is_empty() { format!("{kind} {field}") } else { format!("{kind} {within}.{field}") }
}

fn columns(conn: &Connection, table: &str) -> Vec<String> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    statement.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Every field that stands in a revision of the file, named so.
pub fn standing(conn: &Connection) -> BTreeSet<String> {
    let mut statement = conn.prepare("SELECT kind, body FROM revision").unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut standing = BTreeSet::new();
    while let Some(row) = rows.next().unwrap() {
        let (kind, body): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let body: Value = serde_json::from_str(&body).unwrap();
        for field in body["set"].as_object().unwrap().keys() {
            let parts: Vec<&str> = field.split('.').collect();
            standing.insert(match parts[..] {
                [part, _, name] => format!("{kind} {part}.*.{name}"),
                _ => format!("{kind} {field}"),
            });
        }
    }
    standing
}
