//! The words of a record's past: when, who, which field, from what to what. Never a code, never JSON.

use chrono::DateTime;
use serde_json::Value;

use super::dispute_labels::*;
use super::wording::{sentences, words};
use super::{Lang, Words, common, dispute};
use crate::domain::date_entry::parse_iso;
use crate::domain::{Fen, PartyId, UNDONE_ENTRY};
use crate::store::{Directory, PastChange, PastSave, Turned};

words! {
    WHEN: "时间", "When";
    WHO: "操作员", "Who";
    LAPTOP: "电脑", "Laptop";
    WHAT: "改动", "What";
    FIELD: "项目", "Field";
    FROM: "原来", "Before";
    TO: "改为", "After";
    CLOSING: "结果、办结", "Outcome";
    ORDER: "次序", "Order";
    TAKEN_OUT: "增减", "In or out";
    KEEPER: "承办单位", "Kept by";
    ONE_PARTY: "当事人", "Party";
    ONE_REFERRAL: "移送", "Referral";
    ONE_VISIT: "回访", "Visit";
    VALID_TO: "最后一天", "Last day";
    ROLE: "角色", "Role";
    PIN: "签到密码", "PIN";
}

sentences! {
    nothing: "（空）", "(empty)";
    hint: "回车看当时的全文", "Enter reads the case as it then was";
    removed: "已去掉", "taken out";
    present: "在列", "listed";
    no_changes: "没有改动任何一项。", "It changed no field.";
    as_now: "案件现在就是这个样子，不用恢复。", "The case is just so already; there is nothing to restore.";
    is_set: "已设", "set";
    unknown_operator: "未签到", "nobody";
    restore_it: "恢复成这样", "Restore it";
    leave_it: "不恢复", "Leave it";
}

/// How the value of a field is put into words.
#[derive(Debug, Clone, Copy)]
enum Manner {
    Plain,
    Date,
    Yuan,
    YesNo,
    Code(&'static str),
    Codes(&'static str),
    Office,
    Mediators,
    Type,
    Source,
    Closing,
    Position,
    Removed,
    Party,
    Hidden,
}

/// The label of a field and how its value is said.
fn face(part: &str, field: &str) -> Option<(Words, Manner)> {
    use Manner::{
        Closing as Ended, Code, Codes, Date, Hidden, Mediators, Office, Party, Plain, Position, Removed,
    };
    Some(match (part, field) {
        ("", "number") => (NUMBER, Plain),
        ("", "office") => (OFFICE, Office),
        ("", "village") => (VILLAGE, Office),
        ("", "keeper") => (KEEPER, Office),
        ("", "place") | ("session", "place") => (PLACE, Plain),
        ("", "type") => (KIND, Manner::Type),
        ("", "source") => (SOURCE, Manner::Source),
        ("", "pre_litigation") => (PRE_LITIGATION, Manner::YesNo),
        ("", "level") => (LEVEL, Code("level")),
        ("", "difficulty") => (DIFFICULTY, Code("difficulty")),
        ("", "risk") => (RISK, Code("risk")),
        ("", "governance") => (GOVERNANCE, Code("governance")),
        ("" | "extension", "consent") => (CONSENT, Code("consent")),
        ("", "told") => (TOLD, Codes("route")),
        ("", "occurred_on") => (OCCURRED_ON, Date),
        ("", "accepted_on") => (ACCEPTED_ON, Date),
        ("", "closing") => (CLOSING, Ended),
        ("", "people") => (PEOPLE, Plain),
        ("", "summary") => (SUMMARY, Plain),
        ("", "original") => (ORIGINAL, Plain),
        ("", "mediators") => (MEDIATORS, Mediators),
        ("", "tags") => (TAGS, Codes("tag")),
        ("", "void") => (VOID, Plain),
        ("", "valid_to") => (VALID_TO, Date),
        ("", "role") => (ROLE, Code("role")),
        ("", "pin") => (PIN, Hidden),
        (_, "removed") => (TAKEN_OUT, Removed),
        (_, "position") => (ORDER, Position),
        (_, "party") | ("attendee", "for") => (FOR_PARTY, Party),
        (_, "name") => (PARTY_NAME, Plain),
        (_, "note") => (if part == "agent" { AUTHORITY } else { NOTE }, Plain),
        (_, "phone") => (PHONE, Plain),
        ("party", "side") => (SIDE, Code("side")),
        ("party", "kind") => (PARTY_KIND, Code("party_kind")),
        ("party", "sex") => (SEX, Code("sex")),
        ("party", "ethnicity") => (ETHNICITY, Plain),
        ("party", "born_on") => (BORN_ON, Date),
        ("party", "occupation") => (OCCUPATION, Plain),
        ("party", "address") => (ADDRESS, Plain),
        ("party", "id_number") => (ID_NUMBER, Plain),
        ("party", "representative") => (REPRESENTATIVE, Plain),
        ("agent", "kind") => (AGENT_KIND, Code("agent_kind")),
        ("session", "at") => (SESSION_AT, Plain),
        ("session", "record") => (RECORD, Plain),
        ("session", "result") => (SESSION_RESULT, Code("session_result")),
        ("session", "recorder") => (RECORDER, Plain),
        ("attendee", "capacity") => (CAPACITY, Code("capacity")),
        ("extension", "agreed_on") => (AGREED_ON, Date),
        ("extension", "to") => (EXTENDED_TO, Date),
        ("escalation", "from") => (LEVEL_FROM, Code("level")),
        ("escalation", "to") => (LEVEL_TO, Code("level")),
        (_, "amount_fen") => (AMOUNT, Manner::Yuan),
        ("performed", "what") => (PART_WHAT, Plain),
        ("referral", "direction") => (DIRECTION, Code("direction")),
        ("referral", "organisation") => (ORGANISATION, Plain),
        ("referral", "letter") => (LETTER, Plain),
        ("referral", "feedback") => (FEEDBACK, Plain),
        ("referral", "feedback_on") => (FEEDBACK_ON, Date),
        (_, "reason") => (REASON, Plain),
        ("follow_up", "by") => (VISITED_BY, Plain),
        ("follow_up", "satisfaction") => (SATISFACTION, Code("satisfaction")),
        ("prevention", "kind") => (PREVENTED, Code("prevention")),
        ("prevention", "people") => (PREVENTED_PEOPLE, Plain),
        ("remark", "text") => (REMARK, Plain),
        (_, "on") => (PREVENTED_ON, Date),
        _ => return once(field),
    })
}

/// What a case has once, under names with a dot.
fn once(field: &str) -> Option<(Words, Manner)> {
    use Manner::{Code, Date, Plain};
    Some(match field {
        "agreement.amount_fen" => (AMOUNT, Manner::Yuan),
        "agreement.content" => (CONTENT, Plain),
        "agreement.manner" => (MANNER, Plain),
        "agreement.due_on" => (DUE_ON, Date),
        "agreement.copies" => (COPIES, Plain),
        "agreement.reached_on" => (REACHED_ON, Date),
        "agreement.signed_on" => (SIGNED_ON, Date),
        "agreement.mediator_signed_on" => (MEDIATOR_SIGNED_ON, Date),
        "agreement.sealed_on" => (SEALED_ON, Date),
        "agreement.performance" => (PERFORMANCE, Code("performance")),
        "agreement.performed_on" => (PERFORMED_ON, Date),
        "agreement.confirmation" => (CONFIRMATION, Code("confirmation")),
        "agreement.court" | "litigation.court" => (COURT, Plain),
        "agreement.applied_on" => (APPLIED_ON, Date),
        "agreement.decided_on" => (DECIDED_ON, Date),
        "litigation.filed_on" => (LITIGATION_FILED_ON, Date),
        "litigation.ruling" => (RULING, Code("ruling")),
        "litigation.decided_on" => (RULED_ON, Date),
        "filing.on" => (BOUND_ON, Date),
        "filing.by" => (BOUND_BY, Plain),
        "filing.volume" => (VOLUME, Plain),
        "filing.retention" => (RETENTION, Code("retention")),
        _ => return None,
    })
}

/// What the parts of a case are called.
fn part_name(kind: &str) -> Option<Words> {
    Some(match kind {
        "party" => ONE_PARTY,
        "agent" => AGENT,
        "session" => SESSION,
        "attendee" => ATTENDEE,
        "extension" => EXTENSION,
        "escalation" => ESCALATION,
        "performed" => PERFORMED,
        "referral" => ONE_REFERRAL,
        "follow_up" => ONE_VISIT,
        "prevention" => PREVENTION,
        "remark" => REMARK,
        _ => return None,
    })
}

/// Puts changes into words with the names of things.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The names of offices, people and codes.
    pub directory: &'a Directory,
    /// The language.
    pub lang: Lang,
    /// Every save of the record, from which parties have their names.
    pub saves: &'a [PastSave],
}

impl Telling<'_> {
    fn face(&self, change: &PastChange) -> Option<(Words, Manner)> {
        let part = change.part.as_ref().map_or("", |part| part.kind.as_str());
        face(part, &change.field)
    }

    /// The part a field belongs to, as it was called; empty for the case itself.
    pub fn part(&self, change: &PastChange) -> String {
        let Some(part) = &change.part else { return String::new() };
        let kind = part_name(&part.kind).map_or(part.kind.as_str(), |name| name.text(self.lang));
        let called = part.called.as_ref().and_then(Value::as_str).unwrap_or_default();
        if called.is_empty() { kind.to_owned() } else { format!("{kind} {called}") }
    }

    /// What a field is called; a newer program's field by its name in the log.
    pub fn label(&self, change: &PastChange) -> String {
        self.face(change).map_or_else(|| change.field.clone(), |(label, _)| label.text(self.lang).to_owned())
    }

    /// The part and the field; the part alone where it was put in or taken out.
    pub fn name(&self, change: &PastChange) -> String {
        let (part, label) = (self.part(change), self.label(change));
        match (part.is_empty(), change.field.as_str()) {
            (true, _) => label,
            (false, "removed") => part,
            (false, _) => format!("{part} {label}"),
        }
    }

    /// What a save changed, as far as a person cares: the places of parties move whenever one comes or goes.
    pub fn shown<'s>(&self, save: &'s PastSave) -> Vec<&'s PastChange> {
        let moves = |change: &&PastChange| change.field == "position" && change.part.is_some();
        let all: Vec<&PastChange> = save.changes.iter().collect();
        if all.iter().all(moves) { all } else { all.into_iter().filter(|change| !moves(change)).collect() }
    }

    /// What stood there before; several values where laptops had written apart.
    pub fn before(&self, change: &PastChange) -> String {
        self.each(change, &change.from)
    }

    /// What stands there since, with what another laptop wrote beside it.
    pub fn after(&self, change: &PastChange) -> String {
        let said = self.value(change, &change.to);
        if change.beside.is_empty() {
            return said;
        }
        let other = self.each(change, &change.beside);
        self.lang.pick(format!("{said}（另一台写的：{other}）"), format!("{said} (elsewhere: {other})"))
    }

    fn each(&self, change: &PastChange, values: &[Value]) -> String {
        if values.is_empty() {
            return self.value(change, &Value::Null);
        }
        let said: Vec<String> = values.iter().map(|value| self.value(change, value)).collect();
        said.join(self.lang.pick("／", " / "))
    }

    fn value(&self, change: &PastChange, value: &Value) -> String {
        let manner = self.face(change).map_or(Manner::Plain, |(_, manner)| manner);
        let lang = self.lang;
        match (manner, value) {
            (Manner::Removed, _) => {
                (if value.as_bool() == Some(true) { removed(lang) } else { present(lang) }).to_owned()
            }
            (Manner::YesNo, Value::Null) => common::no(lang).to_owned(),
            (_, Value::Null) => nothing(lang).to_owned(),
            (Manner::Hidden, _) => is_set(lang).to_owned(),
            (Manner::Yuan, _) => {
                value.as_i64().map_or_else(|| plain(value), |fen| dispute::yuan(lang, &Fen(fen).yuan_text()))
            }
            (Manner::Position, _) => value.as_u64().map_or_else(|| plain(value), |at| (at + 1).to_string()),
            (Manner::Closing, Value::Array(pair)) => {
                let outcome = pair.first().map(|code| self.code("outcome", &plain(code))).unwrap_or_default();
                let on = pair.get(1).map(plain).unwrap_or_default();
                format!("{outcome} {on}")
            }
            (Manner::Plain, Value::String(text)) if text == UNDONE_ENTRY => undone_entry(lang).to_owned(),
            (_, Value::Array(list)) => {
                let said: Vec<String> = list.iter().map(|one| self.one(manner, one)).collect();
                said.join(common::list_comma(lang))
            }
            (_, Value::Object(columns)) => {
                let said: Vec<String> =
                    columns.iter().map(|(name, text)| format!("{name} {}", plain(text))).collect();
                said.join(lang.pick("；", "; "))
            }
            _ => self.one(manner, value),
        }
    }

    fn one(&self, manner: Manner, value: &Value) -> String {
        let text = plain(value);
        let names = self.directory;
        let label = |label: &crate::store::Label| label.text(self.lang).to_owned();
        let known = match manner {
            Manner::YesNo => Some(
                (if value.as_bool() == Some(true) { common::yes } else { common::no })(self.lang).to_owned(),
            ),
            Manner::Code("role") => Some(super::roster::role(self.lang, &text).to_owned()),
            Manner::Code(dictionary) | Manner::Codes(dictionary) => Some(self.code(dictionary, &text)),
            Manner::Office => text.parse().ok().and_then(|id| names.office(id)).map(|one| one.name.clone()),
            Manner::Mediators => {
                text.parse().ok().and_then(|id| names.mediator(id)).map(|one| one.name.clone())
            }
            Manner::Type => text.parse().ok().and_then(|code| names.type_label(&code)).map(label),
            Manner::Source => text.parse().ok().and_then(|code| names.source_label(&code)).map(label),
            Manner::Party => text.parse().ok().and_then(|id| self.party(id)),
            Manner::Date => parse_iso(&text).map(|day| day.format("%Y-%m-%d").to_string()),
            _ => None,
        };
        known.unwrap_or(text)
    }

    fn code(&self, dictionary: &str, code: &str) -> String {
        let label = self.directory.labelled(dictionary, code);
        label.map_or_else(|| code.to_owned(), |label| label.text(self.lang).to_owned())
    }

    /// The last name that a party of the case had.
    fn party(&self, id: PartyId) -> Option<String> {
        let id = id.to_string();
        let mut named = self.saves.iter().flat_map(|save| &save.changes).filter(|change| {
            change.part.as_ref().is_some_and(|part| part.kind == "party" && part.id == id)
                && change.field == "name"
        });
        named.next_back().and_then(|change| change.to.as_str()).map(str::to_owned)
    }

    /// Who made a save.
    pub fn who(&self, save: &PastSave) -> String {
        let name = save.by.and_then(|id| self.directory.operator(id)).map(|one| one.name.clone());
        name.unwrap_or_else(|| unknown_operator(self.lang).to_owned())
    }

    /// What a save did, in short.
    pub fn short(&self, save: &PastSave) -> String {
        let mut said = self.origin(save).unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        if self.saves.first().is_none_or(|first| first.name != save.name) {
            for change in self.shown(save) {
                let part = change.part.as_ref().and_then(|part| part_name(&part.kind));
                let name = part.map_or_else(|| self.label(change), |part| part.text(self.lang).to_owned());
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let names = names.join(common::list_comma(self.lang));
        if !said.is_empty() && !names.is_empty() {
            said.push_str(self.lang.pick("：", ": "));
        }
        said + &names
    }

    /// How a save came about, where it was not simply typed.
    fn origin(&self, save: &PastSave) -> Option<String> {
        let lang = self.lang;
        let at = |name| {
            let found = self.saves.iter().find(|save| save.name == name);
            found.map(|save| clock(&save.at)).unwrap_or_default()
        };
        let turned = save.turned.map(|turned| match turned {
            Turned::Undid(name) => {
                lang.pick(format!("撤销 {} 的保存", at(name)), format!("Undid {}", at(name)))
            }
            Turned::Redid(name) => {
                lang.pick(format!("重做 {} 的保存", at(name)), format!("Redid {}", at(name)))
            }
            Turned::Restored(name) => lang
                .pick(format!("恢复到 {} 的样子", at(name)), format!("Restored the state of {}", at(name))),
        });
        let is_first = self.saves.first().is_some_and(|first| first.name == save.name);
        let via = save.via.as_deref().map(|via| way(lang, via));
        turned
            .or_else(|| via.map(str::to_owned))
            .or_else(|| is_first.then(|| lang.pick("登记", "Logged").to_owned()))
    }
}

/// How a save came in, where it was not typed on a screen of the case.
pub fn way(lang: Lang, via: &str) -> &'static str {
    match via {
        "import" => lang.pick("导入", "Import"),
        "command" => lang.pick("命令行", "Command line"),
        "roster" => lang.pick("名册", "Roster"),
        _ => lang.pick("其他途径", "Another way"),
    }
}

fn undone_entry(lang: Lang) -> &'static str {
    lang.pick("登记被撤销", "entry undone")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace('\n', " "),
        Value::Null => String::new(),
        Value::Bool(true) => "1".to_owned(),
        other => other.to_string(),
    }
}

/// A time of the log to the minute, by the clock of the laptop that wrote it.
pub fn clock(at: &str) -> String {
    DateTime::parse_from_rfc3339(at)
        .map_or_else(|_| at.to_owned(), |at| at.format("%Y-%m-%d %H:%M").to_string())
}

/// The title line of the list of saves.
pub fn title(lang: Lang, number: &str, saves: usize) -> String {
    lang.pick(format!("沿革  {number}  共 {saves} 次保存"), format!("History  {number}  {saves} saves"))
}

/// Over the page that shows a case as it was.
pub fn as_then(lang: Lang, at: &str, who: &str) -> String {
    lang.pick(
        format!("【从前的样子】{at} {who} 保存之后。只能看；Ctrl+R 恢复成这样，Esc 返回。"),
        format!(
            "[As it was] after the save of {at} by {who}. To be read only; Ctrl+R restores it, Esc goes back."
        ),
    )
}

/// The title line of that page.
pub fn then_title(lang: Lang, number: &str, at: &str) -> String {
    lang.pick(format!("案件  {number}  {at} 的样子"), format!("Dispute  {number}  as of {at}"))
}

/// Asks whether to restore; `changes` are what would change, the first ones, of `count`.
pub fn ask_restore(lang: Lang, number: &str, at: &str, changes: &[String], count: usize) -> String {
    let more = if count > changes.len() {
        lang.pick(format!("\n等 {count} 处。"), format!("\n{count} in all."))
    } else {
        String::new()
    };
    let list = changes.join("\n");
    lang.pick(
        format!("把 {number} 恢复到 {at} 的样子？会改这些：\n{list}{more}\n现在的内容仍留在沿革里，可以撤销。"),
        format!("Restore {number} to its state of {at}? This would change:\n{list}{more}\nWhat stands now stays in the history and can be brought back."),
    )
}

/// A change in one line.
pub fn from_to(lang: Lang, name: &str, from: &str, to: &str) -> String {
    lang.pick(format!("{name}：{from} 改为 {to}"), format!("{name}: {from} -> {to}"))
}

/// It was restored.
pub fn restored(lang: Lang, number: &str, at: &str) -> String {
    lang.pick(
        format!("{number} 已恢复到 {at} 的样子；Ctrl+Z 撤销。"),
        format!("{number} is as it was at {at}; Ctrl+Z takes it back."),
    )
}
