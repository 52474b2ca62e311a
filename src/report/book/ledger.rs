//! 台账: the columns that staff know, in the order and under the heads by which an import recognises them again, and
//! behind them what the program knows besides.

use chrono::Datelike;

use super::Cell;
use crate::domain::date_entry::YEARS;
use crate::domain::{CutOff, DateRange, Dispute, LIST_COMMA, Outcome, Party, Period, Side};
use crate::store::{CaseFilter, Directory};
use crate::text::{Lang, Words, export as words};

/// Which cases a ledger lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerQuestion {
    /// Which cases.
    pub filter: CaseFilter,
    /// The period they were chosen by, to name it; none for all.
    pub period: Option<Period>,
}

impl LedgerQuestion {
    /// Of those cases; the days of acceptance, or else of closing, name the period where there are some.
    pub fn of(filter: CaseFilter, cut_off: CutOff) -> Self {
        // Of a list that stands by closing the days may be all there are, which is no period.
        let years =
            |range: &DateRange| YEARS.contains(&range.from.year()) && YEARS.contains(&range.to.year());
        let range = filter.accepted.or(filter.closed).filter(years);
        Self { filter, period: range.map(|range| Period::of_days(range, cut_off)) }
    }
}

/// A column of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerColumn {
    /// 序号
    Row,
    /// 编号
    Number,
    /// 受理日期
    Accepted,
    /// 乡镇: the office that took the case.
    Office,
    /// 村（社区）
    Village,
    /// 申请人
    Applicants,
    /// 被申请人
    Respondents,
    /// 联系电话 of applicants and third parties.
    Phone,
    /// 纠纷类型
    Kind,
    /// 简要情况
    Summary,
    /// 案件来源
    Source,
    /// 调解员
    Mediators,
    /// 办结日期
    Closed,
    /// 调解结果
    Outcome,
    /// 协议形式
    Form,
    /// 涉及人数, where somebody counted them.
    People,
    /// 涉及金额 in 元
    Amount,
    /// 履行情况
    Performance,
    /// 司法确认
    Confirmation,
    /// 回访时间: the last.
    Visited,
    /// 第三人
    Thirds,
    /// 证件号码 of applicants and third parties.
    IdNumber,
    /// 住址 of applicants and third parties.
    Address,
    /// 联系电话 of respondents.
    RespondentPhone,
    /// 证件号码 of respondents.
    RespondentId,
    /// 住址 of respondents.
    RespondentAddress,
    /// 发生日期
    Occurred,
    /// 地点
    Place,
    /// 层级
    Level,
    /// 难易程度
    Difficulty,
    /// 协议内容
    Content,
    /// 履行期限
    Due,
    /// 标签
    Tags,
    /// 备注
    Note,
}

impl LedgerColumn {
    /// Every column, from left to right.
    pub const ALL: [Self; 34] = [
        Self::Row,
        Self::Number,
        Self::Accepted,
        Self::Office,
        Self::Village,
        Self::Applicants,
        Self::Respondents,
        Self::Phone,
        Self::Kind,
        Self::Summary,
        Self::Source,
        Self::Mediators,
        Self::Closed,
        Self::Outcome,
        Self::Form,
        Self::People,
        Self::Amount,
        Self::Performance,
        Self::Confirmation,
        Self::Visited,
        Self::Thirds,
        Self::IdNumber,
        Self::Address,
        Self::RespondentPhone,
        Self::RespondentId,
        Self::RespondentAddress,
        Self::Occurred,
        Self::Place,
        Self::Level,
        Self::Difficulty,
        Self::Content,
        Self::Due,
        Self::Tags,
        Self::Note,
    ];

    /// How many of them staff print: those behind are for the screen.
    pub const PRINTED: usize = 20;

    /// The head over it.
    pub const fn head(self) -> Words {
        match self {
            Self::Row => words::ROW,
            Self::Number => words::NUMBER,
            Self::Accepted => words::ACCEPTED,
            Self::Office => words::OFFICE,
            Self::Village => words::VILLAGE,
            Self::Applicants => words::APPLICANTS,
            Self::Respondents => words::RESPONDENTS,
            Self::Phone => words::PHONE,
            Self::Kind => words::KIND,
            Self::Summary => words::SUMMARY,
            Self::Source => words::SOURCE,
            Self::Mediators => words::MEDIATORS,
            Self::Closed => words::CLOSED,
            Self::Outcome => words::OUTCOME_OF_CASE,
            Self::Form => words::FORM,
            Self::People => words::PEOPLE,
            Self::Amount => words::AMOUNT,
            Self::Performance => words::PERFORMANCE,
            Self::Confirmation => words::CONFIRMATION,
            Self::Visited => words::VISITED,
            Self::IdNumber => words::ID_NUMBER,
            Self::Address => words::ADDRESS,
            Self::Thirds => words::THIRDS,
            Self::RespondentPhone => words::RESPONDENT_PHONE,
            Self::RespondentId => words::RESPONDENT_ID,
            Self::RespondentAddress => words::RESPONDENT_ADDRESS,
            Self::Occurred => words::OCCURRED,
            Self::Place => words::PLACE,
            Self::Level => words::LEVEL,
            Self::Difficulty => words::DIFFICULTY,
            Self::Content => words::CONTENT,
            Self::Due => words::DUE,
            Self::Tags => words::TAGS,
            Self::Note => words::NOTE,
        }
    }

    /// Its name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Number => "number",
            Self::Accepted => "accepted",
            Self::Office => "office",
            Self::Village => "village",
            Self::Applicants => "applicants",
            Self::Respondents => "respondents",
            Self::Phone => "phone",
            Self::Kind => "type",
            Self::Summary => "summary",
            Self::Source => "source",
            Self::Mediators => "mediators",
            Self::Closed => "closed",
            Self::Outcome => "outcome",
            Self::Form => "form",
            Self::People => "people",
            Self::Amount => "amount_fen",
            Self::Performance => "performance",
            Self::Confirmation => "confirmation",
            Self::Visited => "visited",
            Self::IdNumber => "id_number",
            Self::Address => "address",
            Self::Thirds => "third_parties",
            Self::RespondentPhone => "respondent_phone",
            Self::RespondentId => "respondent_id_number",
            Self::RespondentAddress => "respondent_address",
            Self::Occurred => "occurred",
            Self::Place => "place",
            Self::Level => "level",
            Self::Difficulty => "difficulty",
            Self::Content => "content",
            Self::Due => "due",
            Self::Tags => "tags",
            Self::Note => "note",
        }
    }

    /// Its width in characters of half width.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Row => 5.5,
            Self::Number => 21.0,
            Self::Accepted | Self::Closed | Self::Visited | Self::Occurred | Self::Due => 11.0,
            Self::Office | Self::Applicants | Self::Respondents | Self::Thirds | Self::Mediators => 9.5,
            Self::Village => 13.0,
            Self::Kind => 16.0,
            Self::Phone | Self::RespondentPhone => 12.5,
            Self::Summary | Self::Content | Self::Note => 40.0,
            Self::Outcome => 17.0,
            Self::Amount => 12.0,
            Self::Source | Self::Confirmation => 10.0,
            Self::Form | Self::Performance | Self::Level | Self::Difficulty => 8.5,
            Self::People => 6.0,
            Self::IdNumber | Self::RespondentId => 20.0,
            Self::Address | Self::RespondentAddress | Self::Place | Self::Tags => 18.0,
        }
    }

    /// What stands there for that case, which has that place in the ledger, from 1.
    pub(super) fn cell(self, dispute: &Dispute, place: i64, directory: &Directory, lang: Lang) -> Cell {
        let labelled = |dictionary: &str, code: &str| {
            let label = directory.label(dictionary, code);
            Cell::text(label.map_or_else(|| code.to_owned(), |label| label.text(lang).to_owned()))
        };
        let office = |id| directory.office(id).map(|office| office.name.clone()).unwrap_or_default();
        let agreement = &dispute.agreement;
        let cell = match self {
            Self::Row => Cell::Number(place),
            Self::Number => Cell::text(dispute.number.clone()),
            Self::Accepted => Cell::Date(dispute.accepted_on),
            Self::Office => Cell::text(office(dispute.office)),
            Self::Village => dispute.village.map_or(Cell::Blank, |id| Cell::text(office(id))),
            Self::Applicants => names(dispute, |side| side == Side::Applicant),
            Self::Respondents => names(dispute, |side| side == Side::Respondent),
            Self::Thirds => names(dispute, |side| side == Side::Third),
            Self::Phone => details(dispute, not_respondent, LIST_COMMA, |party| &party.phone),
            Self::IdNumber => details(dispute, not_respondent, LIST_COMMA, |party| &party.id_number),
            Self::Address => {
                details(dispute, not_respondent, words::BETWEEN_ADDRESSES, |party| &party.address)
            }
            Self::RespondentPhone => details(dispute, respondent, LIST_COMMA, |party| &party.phone),
            Self::RespondentId => details(dispute, respondent, LIST_COMMA, |party| &party.id_number),
            Self::RespondentAddress => {
                details(dispute, respondent, words::BETWEEN_ADDRESSES, |party| &party.address)
            }
            Self::Kind => directory
                .type_label(&dispute.kind)
                .map_or_else(|| Cell::text(dispute.kind.as_str()), |label| Cell::text(label.text(lang))),
            Self::Summary => Cell::text(dispute.summary.clone()),
            Self::Source => source(dispute, directory, lang),
            Self::Mediators => {
                let names = dispute.mediators.iter().filter_map(|id| directory.mediator(*id));
                Cell::text(joined(names.map(|mediator| mediator.name.as_str())))
            }
            Self::Closed => dispute.closing.map_or(Cell::Blank, |closing| Cell::Date(closing.on)),
            Self::Outcome => outcome(dispute, directory, lang),
            Self::Form => match dispute.outcome() {
                Some(form @ (Outcome::Written | Outcome::Oral)) => Cell::text(words::form(lang, form)),
                _ => Cell::Blank,
            },
            Self::People => dispute.people.map_or(Cell::Blank, |people| Cell::Number(people.into())),
            Self::Amount => agreement.amount.map_or(Cell::Blank, Cell::Yuan),
            Self::Performance => {
                agreement.performance.map_or(Cell::Blank, |one| labelled("performance", one.code()))
            }
            Self::Confirmation => {
                agreement.confirmation.map_or(Cell::Blank, |one| labelled("confirmation", one.code()))
            }
            Self::Visited => dispute.follow_ups.last().map_or(Cell::Blank, |visit| Cell::Date(visit.on)),
            Self::Occurred => dispute.occurred_on.map_or(Cell::Blank, Cell::Date),
            Self::Place => Cell::text(dispute.place.clone()),
            Self::Level => labelled("level", dispute.level.code()),
            Self::Difficulty => {
                dispute.difficulty.map_or(Cell::Blank, |grade| labelled("difficulty", grade.code()))
            }
            Self::Content => Cell::text(agreement.content.clone()),
            Self::Due => agreement.due_on.map_or(Cell::Blank, Cell::Date),
            Self::Tags => Cell::text(joined(dispute.tags.iter().map(String::as_str))),
            Self::Note => Cell::text(dispute.note.clone()),
        };
        match cell {
            // What an earlier ledger said there and could not be understood stands in its own words.
            Cell::Blank => {
                let said = dispute.original.get(self.head().text(Lang::Zh));
                said.map_or(Cell::Blank, |said| Cell::text(said.clone()))
            }
            cell => cell,
        }
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for name in names {
        if !all.is_empty() {
            all.push(LIST_COMMA);
        }
        all += name;
    }
    all
}

fn names(dispute: &Dispute, on: impl Fn(Side) -> bool) -> Cell {
    let parties = dispute.parties.iter().filter(|party| on(party.side));
    Cell::text(joined(parties.map(|party| party.name.as_str())))
}

fn respondent(side: Side) -> bool {
    side == Side::Respondent
}

fn not_respondent(side: Side) -> bool {
    side != Side::Respondent
}

/// What is known of the people of a side, in their order: of everybody, or else of the first alone, for nobody could tell
/// whose of several people two numbers are.
fn details(dispute: &Dispute, on: fn(Side) -> bool, between: char, field: fn(&Party) -> &String) -> Cell {
    let all: Vec<&str> =
        dispute.parties.iter().filter(|party| on(party.side)).map(|party| field(party).as_str()).collect();
    if all.iter().all(|text| !text.is_empty()) {
        return Cell::text(all.join(&between.to_string()));
    }
    Cell::text(all.first().copied().unwrap_or_default())
}

fn source(dispute: &Dispute, directory: &Directory, lang: Lang) -> Cell {
    let label = directory.source_label(&dispute.source);
    let label = label.map_or(dispute.source.as_str(), |label| label.text(lang));
    Cell::text(if dispute.pre_litigation { words::before_lawsuit(lang, label) } else { label.to_owned() })
}

fn outcome(dispute: &Dispute, directory: &Directory, lang: Lang) -> Cell {
    if let Some(reason) = &dispute.void {
        return Cell::text(words::void(lang, reason));
    }
    match dispute.outcome() {
        Some(outcome) if outcome.is_success() => Cell::text(words::SETTLED.text(lang)),
        outcome => Cell::text(directory.outcome_label(outcome).map_or("", |label| label.text(lang))),
    }
}

/// One case as a row.
pub(super) fn row(dispute: &Dispute, place: i64, directory: &Directory, lang: Lang) -> Vec<Cell> {
    LedgerColumn::ALL.iter().map(|column| column.cell(dispute, place, directory, lang)).collect()
}
