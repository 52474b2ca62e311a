//! In which fields the case of the file and that of the ledger differ, in words.

use crate::domain::date_entry::iso;
use crate::domain::{Dispute, Fen, LIST_COMMA, Lang, MediatorId, OfficeId, Outcome, Party};
use crate::ledger::report::FieldDifference;
use crate::ledger::value::Names;
use crate::store::{Directory, Label};

/// In what a case of the file and that of a ledger differ; empty only where the two are equal.
pub fn differences(
    directory: &Directory,
    names: &Names,
    file: &Dispute,
    ledger: &Dispute,
) -> Vec<FieldDifference> {
    if file == ledger {
        return Vec::new();
    }
    let words = Words { directory, names };
    let (here, there) = (words.shown(file), words.shown(ledger));
    // Whatever the file keeps in words the ledger's case keeps too, so the ledger's fields are all there are.
    let pairs = there.into_iter().map(|(field, ledger)| {
        let file = here.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
        FieldDifference { field, file: file.unwrap_or_default(), ledger }
    });
    pairs.filter(|difference| difference.file != difference.ledger).collect()
}

/// What records are called, those that are only planned among them.
struct Words<'a> {
    directory: &'a Directory,
    names: &'a Names,
}

impl Words<'_> {
    fn office(&self, id: OfficeId) -> String {
        self.names.places.office(id).map(|office| office.name.clone()).unwrap_or_default()
    }

    fn mediator(&self, id: MediatorId) -> String {
        self.directory
            .mediator(id)
            .or_else(|| self.names.new_mediator(id))
            .map(|mediator| mediator.name.clone())
            .unwrap_or_default()
    }

    fn label(&self, dictionary: &str, code: Option<&str>) -> String {
        code.and_then(|code| self.directory.label(dictionary, code)).map(words).unwrap_or_default()
    }

    fn outcome(&self, outcome: Option<Outcome>) -> String {
        self.directory.outcome_label(outcome).map(words).unwrap_or_default()
    }

    /// The fields of a case in words, under the canonical words of their columns.
    fn shown(&self, case: &Dispute) -> Vec<(String, String)> {
        let type_words = self.directory.type_label(&case.kind).map_or_else(|| case.kind.to_string(), words);
        let source_words =
            self.directory.source_label(&case.source).map_or_else(|| case.source.to_string(), words);
        let agreement = &case.agreement;
        let date = |day: Option<chrono::NaiveDate>| day.map(iso).unwrap_or_default();
        let visits = case.follow_ups.iter().map(|visit| iso(visit.on));
        let mut fields: Vec<(String, String)> = [
            ("编号", case.number.clone()),
            ("受理日期", iso(case.accepted_on)),
            ("乡镇", self.office(case.office)),
            ("村(社区)", case.village.map(|id| self.office(id)).unwrap_or_default()),
            ("地点", case.place.clone()),
            ("当事人", listed(case.parties.iter().map(party))),
            ("纠纷类型", type_words),
            ("案件来源", source_words),
            ("诉前", case.pre_litigation.to_string()),
            ("层级", self.label("level", Some(case.level.code()))),
            ("难易程度", self.label("difficulty", case.difficulty.map(|grade| grade.code()))),
            ("发生日期", date(case.occurred_on)),
            ("结果", self.outcome(case.outcome())),
            ("调解日期", listed(case.sessions.iter().map(|session| iso(session.on)))),
            ("办结日期", date(case.closing.map(|closing| closing.on))),
            ("涉及人数", case.people.map(|people| people.to_string()).unwrap_or_default()),
            ("简要情况", case.summary.clone()),
            ("备注", case.note.clone()),
            ("调解员", listed(case.mediators.iter().map(|id| self.mediator(*id)))),
            ("标签", listed(case.tags.iter().cloned())),
            ("金额", agreement.amount.map(Fen::yuan_text).unwrap_or_default()),
            ("协议内容", agreement.content.clone()),
            ("履行期限", date(agreement.due_on)),
            ("履行", self.label("performance", agreement.performance.map(|value| value.code()))),
            ("司法确认", self.label("confirmation", agreement.confirmation.map(|value| value.code()))),
            ("回访", listed(visits)),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect();
        fields.extend(case.original.iter().map(|(column, value)| (column.clone(), value.clone())));
        fields
    }
}

fn words(label: &Label) -> String {
    label.text(Lang::Zh).to_owned()
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(&LIST_COMMA.to_string())
}

/// Every word that a ledger can say of a party.
fn party(party: &Party) -> String {
    [&party.name, &party.phone, &party.address, &party.id_number]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}
