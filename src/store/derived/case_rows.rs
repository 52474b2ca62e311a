//! The rows of a case and of its parts, which follow from the table of fields, and from them the rows for
//! counting (`event`) and for reminding (`duty`). Each table is named here once; a save writes only to tables
//! whose rows it changes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params_from_iter};
use uuid::Uuid;

use super::apply::Derived;
use super::tables::{local, office_local};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, Kind, Part, PartKind, Spec, Value as Held};
use crate::domain::time_entry::time_text;
use crate::domain::{Dispute, Duty, Event, Id, case_number, duty::Term, identity};
use crate::store::{Result, Store, StoreError};

/// A table whose rows belong to one case each.
pub(in crate::store) struct PartTable {
    pub(in crate::store) name: &'static str,
    /// Without `dispute`, which every one has.
    pub(in crate::store) columns: Vec<&'static str>,
    rows: RowsOf,
    insert: String,
    delete: String,
}

/// The source of a table's rows.
enum RowsOf {
    /// Each part of that kind is a row.
    Parts(PartKind),
    /// The fields that the case has once under a prefix, each with its place in the table of fields, are one row;
    /// none while all are empty.
    Group(Vec<(usize, Spec)>),
    /// Computed from the whole case.
    Case(fn(&Dispute) -> Vec<Vec<Value>>),
}

/// Every such table, in an order in which they can be emptied.
pub(in crate::store) static PART_TABLES: LazyLock<Vec<PartTable>> = LazyLock::new(|| {
    let parts = PartKind::ALL.iter().copied().filter(|kind| *kind != PartKind::Case).map(|kind| {
        let name = match kind {
            PartKind::Performed => "performance",
            PartKind::Prevention => "prevented",
            kind => kind.code(),
        };
        let columns = std::iter::once("uuid").chain(host_column(kind)).chain(columns(kind, ""));
        let keys: &[&str] = if kind == PartKind::Party { &["called", "number_key"] } else { &[] };
        PartTable::new(name, columns.chain(keys.iter().copied()).collect(), RowsOf::Parts(kind))
    });
    let groups = ["agreement", "litigation", "filing"].map(|group| {
        PartTable::new(group, columns(PartKind::Case, group).collect(), RowsOf::Group(group_fields(group)))
    });
    let made = [
        PartTable::new("event", vec!["kind", "on_date", "people", "times"], RowsOf::Case(events)),
        PartTable::new("duty", vec!["office", "kind", "fixed", "base_on", "part"], RowsOf::Case(duties)),
    ];
    parts.chain(groups).chain(made).collect()
});

impl PartTable {
    fn new(name: &'static str, columns: Vec<&'static str>, rows: RowsOf) -> Self {
        let marks: String = (2..=columns.len() + 1).map(|n| format!(", ?{n}")).collect();
        let insert = format!("INSERT INTO {name} (dispute, {}) VALUES (?1{marks})", columns.join(", "));
        Self { name, columns, rows, insert, delete: format!("DELETE FROM {name} WHERE dispute = ?1") }
    }

    fn insert(&self, conn: &Connection, row: i64, rows: &[Vec<Value>]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut insert = conn.prepare_cached(&self.insert)?;
        for values in rows {
            let row: &dyn ToSql = &row;
            let values = values.iter().map(|value| value as &dyn ToSql);
            insert.execute(params_from_iter(std::iter::once(row).chain(values)))?;
        }
        Ok(())
    }

    fn rows(&self, case: &Dispute) -> Vec<Vec<Value>> {
        match &self.rows {
            RowsOf::Parts(kind) => {
                kind.of_case(case).into_iter().map(|part| row_of_part(case, part)).collect()
            }
            RowsOf::Group(fields) => {
                let rows = PartKind::Case.rows();
                let held: Vec<Held> =
                    fields.iter().map(|(row, _)| rows.read(case, Part::CASE, *row)).collect();
                if held.iter().all(Held::is_empty) {
                    return Vec::new();
                }
                vec![fields.iter().zip(held).map(|((_, spec), value)| column_value(spec, value)).collect()]
            }
            RowsOf::Case(rows) => rows(case),
        }
    }
}

/// The rows of a case, worked out without the file.
pub(in crate::store) struct CaseRows {
    /// Of the case itself; its offices by their identities.
    own: Vec<Value>,
    /// Of its parts: the index of the table in [`PART_TABLES`] and its rows, where it has any.
    parts: Vec<(usize, Vec<Vec<Value>>)>,
}

impl CaseRows {
    pub(super) fn of(case: &Dispute) -> Self {
        let tables = PART_TABLES.iter().map(|table| table.rows(case)).enumerate();
        Self { own: own_values(case), parts: tables.filter(|(_, rows)| !rows.is_empty()).collect() }
    }

    /// Inserts them; returns the row of the case.
    pub(super) fn insert(&mut self, conn: &Connection, derived: &mut Derived) -> Result<i64> {
        put_offices(&mut self.own, conn, derived)?;
        conn.prepare_cached(&INSERT)?.execute(params_from_iter(&self.own))?;
        let row = conn.last_insert_rowid();
        for (table, rows) in &self.parts {
            PART_TABLES.get(*table).map_or(Ok(()), |table| table.insert(conn, row, rows))?;
        }
        Ok(row)
    }
}

/// Writes the row of a case in place of its old one and those of its parts where they differ; returns which row it is.
pub(super) fn replace(
    conn: &Connection,
    before: &Dispute,
    after: &Dispute,
    derived: &mut Derived,
) -> Result<i64> {
    let row = local(conn, "dispute", after.id.uuid())?.ok_or(StoreError::NoSuchRecord)?;
    let mut values = own_values(after);
    put_offices(&mut values, conn, derived)?;
    values.push(Value::from(row));
    conn.prepare_cached(&UPDATE)?.execute(params_from_iter(values))?;
    for table in PART_TABLES.iter() {
        let (had, rows) = (table.rows(before), table.rows(after));
        if rows == had {
            continue;
        }
        if !had.is_empty() {
            conn.prepare_cached(&table.delete)?.execute([row])?;
        }
        table.insert(conn, row, &rows)?;
    }
    Ok(row)
}

/// The column of a field.
fn column(field: Field) -> &'static str {
    match field {
        Field::ExtensionTo => "to_date",
        Field::EscalationTo => "to_level",
        Field::EscalationFrom => "from_level",
        Field::Void => "void_reason",
        field => match field.code().rsplit('.').next().unwrap_or_default() {
            "on" => "on_date",
            "at" => "at_time",
            "by" => "by_whom",
            name => name,
        },
    }
}

impl Store {
    /// The fields that are filled in any case of the file. One pass over each table.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn fields_said(&self) -> Result<BTreeSet<Field>> {
        let own = std::iter::once(("dispute", PartKind::Case, ""));
        let parts = PART_TABLES.iter().filter_map(|table| match table.rows {
            RowsOf::Parts(kind) => Some((table.name, kind, "")),
            RowsOf::Group(_) => Some((table.name, PartKind::Case, table.name)),
            RowsOf::Case(_) => None,
        });
        let mut said = BTreeSet::new();
        for (table, kind, group) in own.chain(parts) {
            let mut fields = kind.fields();
            fields.retain(|field| kind != PartKind::Case || is_of_group(*field, group));
            let says =
                |field: &Field| format!("max(ifnull({}, '') NOT IN ('', '[]', '{{}}', 0))", column(*field));
            let says: Vec<String> = fields.iter().map(says).collect();
            let sql = format!("SELECT {} FROM {table}", says.join(", "));
            self.conn.query_row(&sql, [], |row| {
                for (at, field) in fields.iter().enumerate() {
                    if row.get::<_, Option<bool>>(at)? == Some(true) {
                        said.insert(*field);
                    }
                }
                Ok(())
            })?;
        }
        Ok(said)
    }
}

/// Whether the case has that field once under that prefix; under none, in its own row.
fn is_of_group(field: Field, group: &str) -> bool {
    let own = !matches!(field, Field::Mediators | Field::Tags);
    own && field.code().split_once('.').map_or("", |(prefix, _)| prefix) == group
}

/// The fields of that group, each with its place in the table of fields.
fn group_fields(group: &str) -> Vec<(usize, Spec)> {
    PartKind::Case.rows().specs().enumerate().filter(|(_, spec)| is_of_group(spec.field, group)).collect()
}

/// The fields in the row of the case itself.
static OWN_FIELDS: LazyLock<Vec<(usize, Spec)>> = LazyLock::new(|| group_fields(""));

fn columns(kind: PartKind, group: &'static str) -> impl Iterator<Item = &'static str> {
    let fields = kind.fields().into_iter();
    fields.filter(move |field| kind != PartKind::Case || is_of_group(*field, group)).map(column)
}

/// The column that ties a part to its place: the position of a party, the party of an agent, the session of
/// an attendee.
fn host_column(kind: PartKind) -> Option<&'static str> {
    match (kind, kind.within()) {
        (PartKind::Party, _) => Some("position"),
        (_, PartKind::Case) => None,
        (_, host) => Some(host.code()),
    }
}

fn row_of_part(case: &Dispute, part: Part) -> Vec<Value> {
    let rows = part.kind.rows();
    let mut values = vec![blob(part.id(case).unwrap_or_default())];
    match (part.kind, part.kind.within()) {
        (PartKind::Party, _) => values.push(whole(part.at as u64)),
        (_, PartKind::Case) => {}
        (_, host) => values.push(blob(host.at(part.of).id(case).unwrap_or_default())),
    }
    let held = rows.specs().enumerate().map(|(row, spec)| column_value(&spec, rows.read(case, part, row)));
    values.extend(held);
    if let Some(party) = case.parties.get(part.at).filter(|_| part.kind == PartKind::Party) {
        values.push(Value::from(identity::name_key(&party.name)));
        values.push(Value::from(identity::number_key(&party.id_number)));
    }
    values
}

/// The content of the column of a field.
fn column_value(spec: &Spec, value: Held) -> Value {
    if spec.field == Field::Void && value.is_empty() { Value::Null } else { cell(spec.kind, value) }
}

/// The content of a column for a value of that kind.
pub(in crate::store) fn cell(kind: Kind, value: Held) -> Value {
    let list = |texts: Vec<String>| Value::from(serde_json::Value::from(texts).to_string());
    match value {
        Held::Empty => match kind {
            Kind::Line | Kind::Lines(_) => Value::from(String::new()),
            Kind::List(_) | Kind::Codes(..) => Value::from("[]".to_owned()),
            Kind::Columns => Value::from("{}".to_owned()),
            _ => Value::Null,
        },
        Held::Text(text) => Value::from(text),
        Held::Texts(texts) => list(texts),
        Held::Day(day) => Value::from(iso(day)),
        Held::Time(time) => Value::from(time_text(time)),
        Held::Money(amount) => Value::from(amount.0),
        Held::Number(number) => Value::from(number),
        // No case has one; of an entry it fills two columns.
        Held::Decimal(figure) => Value::from(figure.digits()),
        Held::Flag(is_so) => Value::from(is_so),
        Held::Code(code) => Value::from(code.into_owned()),
        Held::Codes(codes) => list(codes.into_iter().map(Into::into).collect()),
        Held::Id(id) => blob(id),
        Held::Ids(ids) => list(ids.into_iter().map(|id| Id::<()>::new(id).to_string()).collect()),
        Held::Columns(columns) => {
            let columns = columns.into_iter().map(|(column, words)| (column, words.into()));
            Value::from(serde_json::Value::Object(columns.collect()).to_string())
        }
    }
}

fn blob(id: Uuid) -> Value {
    Value::from(id.as_bytes().to_vec())
}

fn whole(n: u64) -> Value {
    Value::from(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The columns of the row of a case: those computed from it, then those of its fields.
pub(in crate::store) static CASE_COLUMNS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    ["uuid", "number_key", "aside"].into_iter().chain(columns(PartKind::Case, "")).collect()
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let marks = (1..=CASE_COLUMNS.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    format!("INSERT INTO dispute ({}) VALUES ({marks})", CASE_COLUMNS.join(", "))
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let sets = CASE_COLUMNS.iter().enumerate().map(|(n, name)| format!("{name} = ?{}", n + 1));
    let id = CASE_COLUMNS.len() + 1;
    format!("UPDATE dispute SET {} WHERE id = ?{id}", sets.collect::<Vec<_>>().join(", "))
});

/// The values of the row of a case; its offices by their identities.
fn own_values(case: &Dispute) -> Vec<Value> {
    let key = case_number::order_key(&case.number);
    let computed = [blob(case.id.uuid()), Value::from(key), Value::from(!case.is_accepted())];
    let rows = PartKind::Case.rows();
    let held = OWN_FIELDS.iter().map(|(row, spec)| column_value(spec, rows.read(case, Part::CASE, *row)));
    computed.into_iter().chain(held).collect()
}

/// Puts this file's own integers of the offices in their places.
fn put_offices(values: &mut [Value], conn: &Connection, derived: &mut Derived) -> Result<()> {
    for at in OFFICES.iter() {
        if let Some(value) = values.get_mut(*at)
            && let Value::Blob(id) = value
            && let Ok(id) = Uuid::from_slice(id)
        {
            *value = Value::from(office_local(conn, Id::new(id), derived)?);
        }
    }
    Ok(())
}

/// Where offices stand in the row of a case.
static OFFICES: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let is_office = |name: &&str| ["office", "village"].contains(name);
    CASE_COLUMNS.iter().enumerate().filter(|(_, name)| is_office(name)).map(|(at, _)| at).collect()
});

/// One row for each kind and day; several events of a kind on one day are counted in it.
fn events(case: &Dispute) -> Vec<Vec<Value>> {
    let mut events = case.events();
    events.sort_unstable();
    let row = |run: &[Event]| {
        let people = run.iter().map(|event| u64::from(event.people)).sum();
        let kind = Value::from(run[0].kind.code().to_owned());
        vec![kind, Value::from(iso(run[0].on)), whole(people), whole(run.len() as u64)]
    };
    events.chunk_by(|a, b| (a.kind, a.on) == (b.kind, b.on)).map(row).collect()
}

fn duties(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |duty: &Duty| {
        let (fixed, base) = match duty.term {
            Term::By(day) => (1, day),
            Term::From(day) => (0, day),
        };
        let part = duty.part().map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        let kind = Value::from(duty.kind.code().to_owned());
        vec![blob(case.office.uuid()), kind, Value::from(fixed), Value::from(iso(base)), Value::from(part)]
    };
    case.duties().iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PreventionKind;
    use crate::store::schema::SCHEMA;

    /// The columns in a table's statement, each with its name: a column begins on a line indented by two; its
    /// continuation is indented further, and table constraints begin in capitals.
    fn columns_of(sql: &str) -> Vec<(String, String)> {
        let mut columns: Vec<(String, String)> = Vec::new();
        for line in sql.lines().skip(1).filter(|line| line.starts_with("  ")) {
            let declared = line.split("--").next().unwrap_or_default().trim().trim_end_matches(',');
            let name = declared.split_whitespace().next().unwrap_or_default();
            match columns.last_mut() {
                Some((_, before)) if line.starts_with("   ") => {
                    before.push(' ');
                    before.push_str(declared);
                }
                _ if name.chars().any(|c| c.is_ascii_lowercase()) => {
                    columns.push((name.to_owned(), declared.to_owned()))
                }
                _ => {}
            }
        }
        columns
    }

    /// The table in which a field has its column; mediators and tags have tables of their own.
    fn table_of(field: Field) -> &'static str {
        let prefix = field.code().split_once('.').map(|(prefix, _)| prefix);
        let table = PART_TABLES.iter().find(|table| match table.rows {
            RowsOf::Parts(kind) => kind == field.part(),
            RowsOf::Group(_) => field.part() == PartKind::Case && prefix == Some(table.name),
            RowsOf::Case(_) => false,
        });
        table.map_or("dispute", |table| table.name)
    }

    /// The columns of a table of the schema.
    fn declared(conn: &Connection, table: &str) -> Vec<(String, String)> {
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1";
        columns_of(&conn.query_row(sql, [table], |row| row.get::<_, String>(0)).unwrap())
    }

    fn codes_in(text: &str) -> BTreeSet<&str> {
        text.split('\'').skip(1).step_by(2).collect()
    }

    /// Catches a field without its column, a column that no field fills, and a code or a day that the file would refuse or
    /// let pass as anything.
    #[test]
    fn the_schema_has_the_columns_and_checks_of_the_table_of_fields() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        let own = std::iter::once(("dispute", CASE_COLUMNS.clone(), vec!["id"]));
        let parts = PART_TABLES.iter().map(|table| (table.name, table.columns.clone(), vec!["dispute"]));
        for (table, columns, mut besides) in own.chain(parts) {
            if table == "party" {
                besides.push("id");
            }
            let wanted: BTreeSet<&str> = columns.into_iter().chain(besides).collect();
            let declared = declared(&conn, table);
            let has: BTreeSet<&str> = declared.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(has, wanted, "{table}");
        }
        for field in
            Field::ALL.iter().copied().filter(|field| !matches!(field, Field::Mediators | Field::Tags))
        {
            let declared = declared(&conn, table_of(field));
            let text = &declared.iter().find(|(name, _)| name == column(field)).unwrap().1;
            match field.spec().kind {
                Kind::Code(_, codes) => {
                    let all = if field == Field::Prevented { PreventionKind::CODES } else { codes };
                    assert_eq!(codes_in(text), all.iter().copied().collect(), "{field:?}: {text}");
                }
                Kind::Day | Kind::DayAhead => assert!(text.contains("GLOB '[0-9]"), "{field:?}: {text}"),
                Kind::Money | Kind::Number => assert!(text.contains(">= 0"), "{field:?}: {text}"),
                Kind::List(_) | Kind::Codes(..) | Kind::Columns => {
                    assert!(text.contains("json_valid"), "{text}")
                }
                _ => {}
            }
        }
    }
}
