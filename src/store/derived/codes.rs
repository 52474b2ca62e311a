//! The dictionaries in the file: the built-in codes, and their edits in the log.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::apply::Derived;
use super::tables::reindex;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{CategoryList, NEVER, YearRule};
use crate::store::Result;
use crate::store::log::Fields;
use crate::store::office::{Categories, DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, category_columns};

/// The built-in form of a code; none where it is an office's own.
pub(in crate::store) fn built_in(conn: &Connection, dictionary: &str, code: &str) -> Result<Option<Label>> {
    let sql = format!(
        "SELECT code, parent, zh, zh_short, en, en_short, initials, position, unit, NULL, owner, decimals, rule, {} \
         FROM built_in WHERE dictionary = ?1 AND code = ?2",
        category_columns(str::to_owned)
    );
    Ok(conn.prepare_cached(&sql)?.query_row([dictionary, code], Label::from_row).optional()?)
}

/// Sets the dictionaries to their built-in form, before the log is replayed.
pub(super) fn reset(conn: &Connection) -> Result<()> {
    let categories = category_columns(str::to_owned);
    conn.execute_batch(&format!(
        "DELETE FROM dispute_type; DELETE FROM case_source; DELETE FROM label; \
         INSERT INTO dispute_type (code, parent, zh, zh_short, en, en_short, initials, position, {categories}) \
         SELECT code, parent, zh, zh_short, en, en_short, initials, position, {categories} FROM built_in \
         WHERE dictionary = 'dispute_type'; \
         INSERT INTO case_source (code, parent, zh, zh_short, en, en_short, initials, position) \
         SELECT code, parent, zh, zh_short, en, en_short, initials, position FROM built_in \
         WHERE dictionary = 'case_source'; \
         INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position, unit, owner, decimals, rule) \
         SELECT dictionary, code, zh, zh_short, en, initials, position, unit, owner, decimals, rule FROM built_in \
         WHERE dictionary NOT IN ('dispute_type', 'case_source');"
    ))?;
    Ok(())
}

/// The label that those fields make of the built-in one.
fn to_label(fields: &Fields, built_in: Label) -> Label {
    let text =
        |field: &str, known: String| fields.get(field).and_then(Value::as_str).map_or(known, str::to_owned);
    let parent = match fields.get("parent").and_then(Value::as_str) {
        Some("") => None,
        Some(parent) => Some(parent.to_owned()),
        None => built_in.parent,
    };
    let decimals =
        fields.get("decimals").and_then(Value::as_u64).and_then(|places| u8::try_from(places).ok());
    let rule = fields.get("rule").and_then(Value::as_str).and_then(YearRule::from_code);
    let mut categories = Categories::default();
    for list in CategoryList::ALL {
        categories.set(*list, text(list.dictionary(), built_in.categories.of(*list).to_owned()));
    }
    Label {
        parent,
        zh: text("zh", built_in.zh),
        zh_short: text("zh_short", built_in.zh_short),
        en: text("en", built_in.en),
        en_short: text("en_short", built_in.en_short),
        initials: text("initials", built_in.initials),
        unit: text("unit", built_in.unit),
        categories,
        owner: text("owner", built_in.owner),
        decimals: decimals.unwrap_or(built_in.decimals),
        rule: rule.or(built_in.rule),
        position: fields.get("position").and_then(Value::as_i64).unwrap_or(built_in.position),
        valid_to: fields.get("valid_to").and_then(Value::as_str).and_then(parse_iso),
        code: built_in.code,
    }
}

/// Writes a code into its dictionary.
pub(super) fn write(conn: &Connection, fields: &Fields, derived: &mut Derived) -> Result<()> {
    let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default();
    let (dictionary, code) = (text("dictionary"), text("code"));
    if dictionary.is_empty() || code.is_empty() {
        return Ok(());
    }
    let built_in = built_in(conn, dictionary, code)?;
    let label = match (fields.contains_key("void"), built_in) {
        (false, built_in) => to_label(fields, built_in.unwrap_or_else(|| Label::unknown(code))),
        // The edit that made the record was undone: as if nobody had ever edited it.
        (true, Some(built_in)) => built_in,
        (true, None) => Label { valid_to: Some(NEVER), ..Label::unknown(code) },
    };
    upsert(conn, dictionary, &label)?;
    let renamed = dictionary == DICTIONARY_OF_TYPES
        && derived.directory.labelled(dictionary, code).is_some_and(|known| known.zh != label.zh);
    derived.directory.put_label(dictionary, label);
    if renamed {
        // The search finds a case by the name of its type.
        reindex(conn, "SELECT id FROM dispute WHERE type = ?1", code, derived)?;
    }
    Ok(())
}

fn upsert(conn: &Connection, dictionary: &str, label: &Label) -> Result<()> {
    let valid_to = label.valid_to.map(iso);
    match dictionary {
        DICTIONARY_OF_TYPES => conn
            .prepare_cached(&format!(
                "INSERT OR REPLACE INTO dispute_type (code, parent, zh, zh_short, en, en_short, initials, position, \
                 valid_to, {}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                category_columns(str::to_owned)
            ))?
            .execute(params![
                label.code,
                label.parent,
                label.zh,
                label.zh_short,
                label.en,
                label.en_short,
                label.initials,
                label.position,
                valid_to,
                label.categories.of(CategoryList::Form),
                label.categories.of(CategoryList::Province),
                label.categories.of(CategoryList::Levels),
                label.categories.of(CategoryList::Own)
            ])?,
        DICTIONARY_OF_SOURCES => conn
            .prepare_cached(
                "INSERT OR REPLACE INTO case_source (code, parent, zh, zh_short, en, en_short, initials, position, \
                 valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                label.code,
                label.parent,
                label.zh,
                label.zh_short,
                label.en,
                label.en_short,
                label.initials,
                label.position,
                valid_to
            ])?,
        _ => conn
            .prepare_cached(
                "INSERT OR REPLACE INTO label (dictionary, code, zh, zh_short, en, initials, position, unit, valid_to, \
                 owner, decimals, rule) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                dictionary,
                label.code,
                label.zh,
                label.zh_short,
                label.en,
                label.initials,
                label.position,
                label.unit,
                valid_to,
                label.owner,
                Some(label.decimals).filter(|places| *places > 0),
                label.rule.map_or("", YearRule::code)
            ])?,
    };
    Ok(())
}
