//! The texts of a case and its search terms: single characters and bigrams only, to keep the index small.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use rusqlite::{Connection, params};

use super::apply::Derived;
use crate::domain::case_number::number_key;
use crate::domain::fold::search_fold;
use crate::domain::identity;
use crate::domain::pinyin::initials;
use crate::domain::{Dispute, OfficeId, Outcome};
use crate::store::Result;
use crate::store::office::Directory;

/// The part of a case in which the search found its match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedIn {
    /// 编号
    Number,
    /// 当事人
    Party,
    /// 联系方式
    Phone,
    /// 身份证号
    IdNumber,
    /// 单位或住址
    Address,
    /// 乡镇: the office that has it
    Office,
    /// 村（社区）
    Village,
    /// 地点
    Place,
    /// 纠纷类型
    Kind,
    /// 调解结果
    Outcome,
    /// 简要情况
    Summary,
    /// 调解员
    Mediator,
    /// 标签
    Tag,
    /// 备注
    Note,
    /// 协议内容
    Agreement,
    /// 移送
    Referral,
    /// 代理人、代表人
    Agent,
    /// 参加人、记录人
    Attendee,
    /// 调查
    Investigation,
    /// 证据
    Evidence,
    /// 调解: the place and the record.
    Session,
    /// 履行
    Performance,
    /// 回访
    FollowUp,
    /// 记事
    Remark,
    /// 结案、延期、层级变动、预防: the reasons and notes.
    Reason,
    /// 立卷: the volume number.
    Volume,
    /// Cells of a ledger kept in their own words.
    Original,
}

/// All texts of a case, each with its place.
pub(in crate::store) fn sayings<'a>(
    dispute: &'a Dispute,
    directory: &'a Directory,
) -> Vec<(MatchedIn, Cow<'a, str>)> {
    let mut said: Vec<(MatchedIn, Cow<'a, str>)> = vec![(MatchedIn::Number, dispute.number.as_str().into())];
    for party in &dispute.parties {
        said.push((MatchedIn::Party, party.name.as_str().into()));
        said.push((MatchedIn::Phone, party.phone.as_str().into()));
        said.push((MatchedIn::IdNumber, identity::id_number(&party.id_number).into()));
        said.push((MatchedIn::Address, party.address.as_str().into()));
    }
    if let Some(village) = dispute.village.and_then(|id| directory.office(id)) {
        said.push((MatchedIn::Village, village.name.as_str().into()));
    }
    said.push((MatchedIn::Place, dispute.place.as_str().into()));
    if let Some(label) = directory.type_label(&dispute.kind) {
        said.push((MatchedIn::Kind, label.zh.as_str().into()));
    }
    said.push((MatchedIn::Summary, dispute.summary.as_str().into()));
    let mediators = dispute.mediators.iter().filter_map(|id| directory.mediator(*id));
    said.extend(mediators.map(|mediator| (MatchedIn::Mediator, mediator.name.as_str().into())));
    said.extend(dispute.tags.iter().map(|tag| (MatchedIn::Tag, tag.as_str().into())));
    said.push((MatchedIn::Note, dispute.note.as_str().into()));
    said.push((MatchedIn::Agreement, dispute.agreement.content.as_str().into()));
    for referral in &dispute.referrals {
        let words = [&referral.organisation, &referral.reason, &referral.letter, &referral.feedback];
        said.extend(words.map(|text| (MatchedIn::Referral, text.as_str().into())));
    }
    said.extend(said_later(dispute).into_iter().map(|(place, text)| (place, text.into())));
    said.extend(dispute.original.values().map(|words| (MatchedIn::Original, words.as_str().into())));
    said.retain(|(_, text)| !text.is_empty());
    said
}

/// The texts that were recorded after the case was logged.
fn said_later(dispute: &Dispute) -> Vec<(MatchedIn, &str)> {
    let mut said: Vec<(MatchedIn, &str)> = Vec::new();
    for party in &dispute.parties {
        said.push((MatchedIn::Agent, &party.representative));
        said.extend(party.agents.iter().map(|agent| (MatchedIn::Agent, agent.name.as_str())));
        said.extend(party.agents.iter().map(|agent| (MatchedIn::Phone, agent.phone.as_str())));
        said.extend(party.agents.iter().map(|agent| (MatchedIn::IdNumber, agent.id_number.as_str())));
    }
    for one in &dispute.investigations {
        let words = [&one.asked, &one.attendees, &one.place, &one.by, &one.recorder, &one.record];
        said.extend(words.map(|text| (MatchedIn::Investigation, text.as_str())));
    }
    for one in &dispute.evidence {
        said.extend([&one.name, &one.by, &one.note].map(|text| (MatchedIn::Evidence, text.as_str())));
    }
    for session in &dispute.sessions {
        said.extend(session.attendees.iter().map(|one| (MatchedIn::Attendee, one.name.as_str())));
        said.push((MatchedIn::Attendee, &session.recorder));
        said.push((MatchedIn::Session, &session.record));
        said.push((MatchedIn::Session, &session.place));
    }
    said.push((MatchedIn::Reason, &dispute.closing_reason));
    said.push((MatchedIn::Agreement, &dispute.agreement.manner));
    said.push((MatchedIn::Agreement, &dispute.agreement.court));
    said.push((MatchedIn::Agreement, &dispute.litigation.court));
    said.extend(dispute.plan.iter().map(|part| (MatchedIn::Performance, part.what.as_str())));
    said.extend(dispute.performed.iter().map(|part| (MatchedIn::Performance, part.what.as_str())));
    said.extend(dispute.follow_ups.iter().map(|visit| (MatchedIn::FollowUp, visit.note.as_str())));
    said.extend(dispute.remarks.iter().map(|remark| (MatchedIn::Remark, remark.text.as_str())));
    said.extend(dispute.extensions.iter().map(|extension| (MatchedIn::Reason, extension.reason.as_str())));
    said.extend(dispute.escalations.iter().map(|step| (MatchedIn::Reason, step.reason.as_str())));
    said.extend(dispute.preventions.iter().map(|one| (MatchedIn::Reason, one.note.as_str())));
    said.push((MatchedIn::Volume, &dispute.filing.volume));
    said
}

/// Whether texts at that place are also found by their pinyin initials.
pub(in crate::store) const fn by_initials(place: MatchedIn) -> bool {
    use MatchedIn::{Agent, Attendee, Mediator, Party, Village};
    matches!(place, Party | Village | Mediator | Agent | Attendee)
}

/// Writes the search terms of a case that has none yet; `own` are those of its own texts.
pub(super) fn add(
    conn: &Connection,
    row: i64,
    own: &mut String,
    dispute: &Dispute,
    derived: &mut Derived,
) -> Result<()> {
    add_shared(own, dispute, derived);
    conn.prepare_cached("INSERT INTO search (rowid, terms) VALUES (?1, ?2)")?.execute(params![row, &*own])?;
    Ok(())
}

/// Writes the search terms of a case anew.
pub(super) fn replace(conn: &Connection, row: i64, dispute: &Dispute, derived: &mut Derived) -> Result<()> {
    let mut terms = own_terms(dispute);
    add_shared(&mut terms, dispute, derived);
    // FTS5 can only replace a whole row of a contentless-delete table.
    conn.prepare_cached("INSERT OR REPLACE INTO search (rowid, terms) VALUES (?1, ?2)")?
        .execute(params![row, terms])?;
    Ok(())
}

/// The terms of names that many cases share (villages, types, mediators), by the name.
#[derive(Default)]
pub(super) struct NameTerms(HashMap<MatchedIn, HashMap<String, String>>);

impl NameTerms {
    fn add_to(&mut self, text: &mut String, place: MatchedIn, name: &str) {
        let known = self.0.entry(place).or_default();
        if let Some(terms) = known.get(name) {
            text.push_str(terms);
            return;
        }
        let mut terms = Terms::default();
        terms.add_said(place, name);
        let terms = terms.text();
        text.push_str(&terms);
        known.insert(name.to_owned(), terms);
    }
}

/// The terms of the texts that a case has of its own: all but the names it shares with other cases.
pub(super) fn own_terms(dispute: &Dispute) -> String {
    let mut terms = Terms::default();
    for (place, text) in sayings(dispute, &NO_NAMES) {
        terms.add_said(place, &text);
    }
    let mut text = terms.text();
    add_marks(&mut text, dispute);
    text
}

/// In which nobody and nothing has a name.
static NO_NAMES: LazyLock<Directory> = LazyLock::new(Directory::default);

/// Adds the terms of names that the case shares with others. A term that it has of its own too comes twice; the index
/// counts it once.
fn add_shared(terms: &mut String, dispute: &Dispute, derived: &mut Derived) {
    let Derived { directory, names, .. } = derived;
    if let Some(village) = dispute.village.and_then(|id| directory.office(id)) {
        names.add_to(terms, MatchedIn::Village, &village.name);
    }
    if let Some(label) = directory.type_label(&dispute.kind) {
        names.add_to(terms, MatchedIn::Kind, &label.zh);
    }
    for mediator in dispute.mediators.iter().filter_map(|id| directory.mediator(*id)) {
        names.add_to(terms, MatchedIn::Mediator, &mediator.name);
    }
}

/// What is found by its name and kept by its code: one term each, so that names in many cases take little room and may be
/// changed. No text has such terms: they are longer than two characters.
fn add_marks(terms: &mut String, dispute: &Dispute) {
    let (kind, outcome) = (kind_mark(dispute.kind.as_str()), outcome_mark(dispute.outcome()));
    for mark in [office_mark(dispute.office), kind, outcome] {
        terms.push_str(&mark);
        terms.push(' ');
    }
}

/// The room that they and the names shared with other cases take, about.
const MARKS: usize = 256;

/// The term of the cases of an office.
pub(in crate::store) fn office_mark(office: OfficeId) -> String {
    format!("of{}", office.uuid().simple())
}

/// The term of the cases of a type.
pub(in crate::store) fn kind_mark(code: &str) -> String {
    // A sign within would part the term in two. What two codes share is told apart when the case is read.
    format!("kind{}", code.replace(|c: char| !c.is_ascii_alphanumeric(), ""))
}

/// The term of the cases with that outcome, or with none yet.
pub(in crate::store) fn outcome_mark(outcome: Option<Outcome>) -> String {
    format!("end{}", outcome.map_or("open", Outcome::code))
}

/// The terms of one case: single characters and pairs. A case has some hundred of them and an import writes many cases,
/// so each is a number, which is sorted at once: the first character before the second, which is 0 where there is none.
#[derive(Default)]
struct Terms(Vec<u64>);

impl Terms {
    /// Adds the terms of a text at that place, and its initials where they count.
    fn add_said(&mut self, place: MatchedIn, text: &str) {
        self.add(&search_fold(text));
        if by_initials(place) {
            for spelled in initials(text) {
                self.add(&spelled);
            }
        }
        if by_initials(place) {
            // Found without its dot, too.
            self.add(&search_fold(&identity::name_key(text)));
        }
        if place == MatchedIn::IdNumber {
            identity::number_forms(text).iter().for_each(|form| self.add(&search_fold(form)));
        }
        if place == MatchedIn::Number {
            self.add(&search_fold(&number_key(text)));
        }
    }

    fn add(&mut self, folded: &str) {
        self.0.reserve(folded.len());
        let mut before = 0;
        for c in folded.chars() {
            if !is_of_a_word(c) {
                before = 0;
                continue;
            }
            let first = u64::from(c) << 32;
            self.0.push(first);
            if before > 0 {
                self.0.push(before | u64::from(c));
            }
            before = first;
        }
    }

    /// Each term once, separated by spaces.
    fn text(mut self) -> String {
        self.0.sort_unstable();
        self.0.dedup();
        let char_of = |code: u64| u32::try_from(code).ok().and_then(char::from_u32);
        let mut text = String::with_capacity(self.0.len() * 7 + MARKS);
        for term in self.0 {
            text.extend(char_of(term >> 32));
            text.extend(char_of(term & u64::from(u32::MAX)).filter(|second| *second != '\0'));
            text.push(' ');
        }
        text
    }
}

/// Whether it is a letter or a digit; Chinese characters, the most frequent, need no look-up.
fn is_of_a_word(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FA5}') || c.is_alphanumeric()
}

/// Runs of letters and digits; everything else separates them.
fn runs(folded: &str) -> impl Iterator<Item = Vec<char>> + '_ {
    folded.split(|c: char| !is_of_a_word(c)).filter(|run| !run.is_empty()).map(|run| run.chars().collect())
}

/// The FTS5 expression that matches every case with `folded` in it; none without a searchable term.
pub(in crate::store) fn match_expression(folded: &str) -> Option<String> {
    let mut terms = BTreeSet::new();
    for run in runs(folded) {
        if let [single] = run.as_slice() {
            terms.insert(single.to_string());
        } else {
            terms.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
    }
    let quoted: Vec<String> = terms.iter().map(|term| format!("\"{term}\"")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Would catch an expression that asks for a term the index does not hold.
        #[test]
        fn every_piece_of_a_text_is_among_its_candidates(text in "[张三李四排水沟a-c0-2，。 ]{1,12}", from in 0usize..12, len in 1usize..6) {
            let piece: String = text.chars().skip(from).take(len).collect();
            let mut terms = Terms::default();
            terms.add(&search_fold(&text));
            let terms = terms.text();
            let terms: BTreeSet<&str> = terms.split(' ').collect();
            if let Some(expression) = match_expression(&search_fold(&piece)) {
                for term in expression.split(" AND ") {
                    prop_assert!(terms.contains(term.trim_matches('"')), "{term} of {piece} not in {text}");
                }
            }
        }
    }
}
