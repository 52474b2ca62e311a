//! The words of a record's past: when, who, which field, from what to what. Never a code, never JSON.

use chrono::DateTime;
use serde_json::Value;

use super::field::{CLOSING, NAME, ORDER, TAKEN_OUT, Wording, label, part};
use super::wording::{sentences, words};
use super::{Lang, Words, common, dispute};
use crate::domain::field::{Field, Kind, PartKind, Value as Held};
use crate::domain::{PartyId, TAKEN_BACK, UNDONE_ENTRY};
use crate::store::{Directory, PastChange, PastSave, Turned, logged};

words! {
    WHEN: "时间", "When";
    WHO: "操作员", "Who";
    LAPTOP: "电脑", "Laptop";
    WHAT: "改动", "What";
    FIELD: "项目", "Field";
    FROM: "原来", "Before";
    TO: "改为", "After";
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

/// What of a record a change is about.
#[derive(Debug, Clone, Copy)]
enum What {
    Field(Field),
    /// The outcome and its day, which the log holds as one.
    Closing,
    /// Whether the part is there.
    Removed,
    /// The place of a party.
    Position,
    /// Of a record of the roster.
    Roster(Words),
    /// Of a record of the roster, never shown.
    Hidden(Words),
}

impl What {
    fn of(change: &PastChange) -> Option<Self> {
        let name = change.field.as_str();
        let code = change.part.as_ref().map(|part| format!("{}.{name}", part.kind));
        if let Some(field) = Field::from_code(code.as_deref().unwrap_or(name)) {
            return Some(Self::Field(field));
        }
        Some(match (&change.part, name) {
            (None, "closing") => Self::Closing,
            (Some(_), "removed") => Self::Removed,
            (Some(_), "position") => Self::Position,
            // For whom an agent acts is said as it is of somebody who took part.
            (Some(_), "party") => Self::Field(Field::AttendeeParty),
            (None, "name") => Self::Roster(NAME),
            (None, "valid_to") => Self::Roster(VALID_TO),
            (None, "role") => Self::Roster(ROLE),
            (None, "pin") => Self::Hidden(PIN),
            _ => return None,
        })
    }

    const fn label(self) -> Words {
        match self {
            // Behind what the part is called, not once more the same.
            Self::Field(Field::AgentName | Field::AttendeeName) => NAME,
            Self::Field(field) => label(field),
            Self::Closing => CLOSING,
            Self::Removed => TAKEN_OUT,
            Self::Position => ORDER,
            Self::Roster(label) | Self::Hidden(label) => label,
        }
    }
}

/// What a part of that kind is called.
fn part_name(kind: &str) -> Option<Words> {
    PartKind::of_log(kind).map(part)
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
    /// The part a field belongs to, as it was called; empty for the case itself.
    pub fn part(&self, change: &PastChange) -> String {
        let Some(part) = &change.part else { return String::new() };
        let kind = part_name(&part.kind).map_or(part.kind.as_str(), |name| name.text(self.lang));
        let called = part.called.as_ref().and_then(Value::as_str).unwrap_or_default();
        if called.is_empty() { kind.to_owned() } else { format!("{kind} {called}") }
    }

    /// What a field is called; a newer program's field by its name in the log.
    pub fn label(&self, change: &PastChange) -> String {
        What::of(change).map_or_else(|| change.field.clone(), |what| what.label().text(self.lang).to_owned())
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

    /// What a save changed, as far as a person cares: the places of parties move whenever one comes or goes, and somebody
    /// who took part stands with the session.
    pub fn shown<'s>(&self, save: &'s PastSave) -> Vec<&'s PastChange> {
        let is_shown = |change: &&PastChange| {
            let part = change.part.as_ref().map(|part| part.kind.as_str());
            !matches!((part, change.field.as_str()), (Some(_), "position") | (Some("attendee"), "session"))
        };
        let all: Vec<&PastChange> = save.changes.iter().collect();
        if all.iter().any(is_shown) { all.into_iter().filter(is_shown).collect() } else { all }
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
        let lang = self.lang;
        match (What::of(change), value) {
            (Some(What::Removed), _) => {
                (if value.as_bool() == Some(true) { removed(lang) } else { present(lang) }).to_owned()
            }
            (Some(What::Field(Field::PreLitigation)), Value::Null) => common::no(lang).to_owned(),
            (_, Value::Null) => nothing(lang).to_owned(),
            (Some(What::Hidden(_)), _) => is_set(lang).to_owned(),
            (Some(What::Position), _) => {
                value.as_u64().map_or_else(|| plain(value), |at| (at + 1).to_string())
            }
            (Some(What::Closing), Value::Array(pair)) => {
                let outcome = pair.first().map(|code| self.wording().of("outcome", &plain(code)));
                let on = pair.get(1).map(plain).unwrap_or_default();
                format!("{} {on}", outcome.unwrap_or_default())
            }
            (_, Value::String(text)) if text == UNDONE_ENTRY => undone_entry(lang).to_owned(),
            (_, Value::String(text)) if text == TAKEN_BACK => way(lang, IMPORT_UNDONE).to_owned(),
            (Some(What::Roster(ROLE)), _) => super::roster::role(lang, &plain(value)).to_owned(),
            (Some(What::Field(field)), _) => self.held(field, value),
            _ => plain(value),
        }
    }

    /// What a field held; what this version does not understand as it stands in the log.
    fn held(&self, field: Field, value: &Value) -> String {
        let kind = field.spec().kind;
        match (logged(kind, value), value) {
            (Held::Empty, _) => plain(value),
            (Held::Money(amount), _) => dispute::yuan(self.lang, &amount.yuan_text()),
            // A party by the last name it had.
            (Held::Id(id), _) if kind == Kind::Party => {
                self.party(PartyId::new(id)).unwrap_or_else(|| plain(value))
            }
            (held, _) => self.wording().value(kind, &held, &[]).replace('\n', " "),
        }
    }

    fn wording(&self) -> Wording<'_> {
        Wording { directory: self.directory, lang: self.lang }
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
        // Of a whole import: its time would say nothing more than that it was an import.
        turned
            .filter(|_| save.via.as_deref() != Some(IMPORT_UNDONE))
            .or_else(|| via.map(str::to_owned))
            .or_else(|| is_first.then(|| lang.pick("登记", "Logged").to_owned()))
    }
}

/// The origin of the saves that take an import back.
const IMPORT_UNDONE: &str = "import-undo";

/// How a save came in, where it was not typed on a screen of the case.
pub fn way(lang: Lang, via: &str) -> &'static str {
    match via {
        "import" => lang.pick("导入", "Import"),
        IMPORT_UNDONE => lang.pick("撤回导入", "Import taken back"),
        "command" => lang.pick("命令行", "Command line"),
        "merge" => lang.pick("并案", "Merge"),
        "roster" => lang.pick("名册", "Roster"),
        "batch" => lang.pick("一次办多件", "Several cases at once"),
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
