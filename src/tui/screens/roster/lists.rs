//! The lists of the roster: the content of each, by column.

use chrono::NaiveDate;

use super::rest_year;
use crate::domain::date_entry::iso;
use crate::domain::{
    CategoryList, Limit, MediatorId, NEVER, Office, OfficeId, OperatorId, Transcript, is_valid,
};
use crate::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, Settings};
use crate::text::Lang;
use crate::text::Words;
use crate::text::roster::{self as words, Validity};
use crate::text::{common, rest_days, transcribe};
use crate::tui::stack::Cx;
use crate::tui::widgets::table::{Align, Column};

/// The dictionaries that an office may extend; all others have fixed codes.
pub const OPEN_DICTIONARIES: [&str; 4] = ["service", "indicator", "governance", "tag"];
/// The templates of report texts.
pub const TEMPLATES: [&str; 4] = ["paragraph", "paragraph16", "paragraph2", "monthly"];

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// 单位
    Offices,
    /// 调解员
    Mediators,
    /// 操作员
    Operators,
    /// 纠纷类型
    Types,
    /// 案件来源
    Sources,
    /// 其他代码
    Codes,
    /// 办理期限
    Limits,
    /// 模板
    Templates,
    /// 休息日
    RestDays,
}

impl Tab {
    /// All of them, in Tab order.
    pub const ALL: [Self; 9] = [
        Self::Offices,
        Self::Mediators,
        Self::Operators,
        Self::Types,
        Self::Sources,
        Self::Codes,
        Self::Limits,
        Self::Templates,
        Self::RestDays,
    ];

    /// What it is called.
    pub const fn words(self) -> Words {
        match self {
            Self::Offices => words::OFFICES,
            Self::Mediators => words::MEDIATORS,
            Self::Operators => words::OPERATORS,
            Self::Types => words::TYPES,
            Self::Sources => words::SOURCES,
            Self::Codes => words::CODES,
            Self::Limits => words::LIMITS,
            Self::Templates => words::TEMPLATES,
            Self::RestDays => words::REST_DAYS,
        }
    }

    /// A remark on the list.
    pub fn about(self, lang: Lang) -> &'static str {
        match self {
            Self::Offices => words::offices_about(lang),
            Self::Mediators => words::mediators_about(lang),
            Self::Operators => words::operators_about(lang),
            Self::Types => words::types_about(lang),
            Self::Sources => words::sources_about(lang),
            Self::Codes => words::codes_about(lang),
            Self::Limits => words::limits_about(lang),
            Self::Templates => words::templates_about(lang),
            Self::RestDays => rest_days::about_list(lang),
        }
    }
}

/// The subject of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An office.
    Office(OfficeId),
    /// A mediator.
    Mediator(MediatorId),
    /// An operator.
    Operator(OperatorId),
    /// A code of a dictionary.
    Code {
        /// `dispute_type`, `case_source` or a dictionary of labels.
        dictionary: String,
        /// The code.
        code: String,
    },
    /// The limits of an office; those of the district apply to offices without their own.
    Limits(OfficeId),
    /// A template.
    Template(&'static str),
    /// The order in which a case is copied to another system.
    Transcript,
    /// The holidays of a year.
    RestYear(i32),
}

/// Whether a row is offered today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is offered.
    Offered,
    /// Its last day has passed.
    Retired,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its subject.
    pub subject: Subject,
    /// Its name in sentences.
    pub name: String,
    /// The text of its columns.
    pub cells: Vec<String>,
    /// Whether it is offered today.
    pub standing: Standing,
}

/// The columns of a list.
pub fn columns(tab: Tab, lang: Lang) -> Vec<Column<'static>> {
    let left = |words: Words, min: u16, want: u16, drop: u8| Column {
        heading: words.text(lang),
        min,
        want,
        drop,
        align: Align::Left,
    };
    let name = left(words::NAME, 20, 32, 0);
    let valid = left(words::VALID_TO, 18, 18, 0);
    let code = left(words::CODE, 13, 16, 0);
    match tab {
        Tab::Offices => vec![
            left(words::NAME, 16, 28, 0),
            left(words::KIND, 11, 18, 1),
            left(words::MARK, 4, 6, 3),
            left(words::DIVISION, 12, 12, 2),
            left(words::COMMITTEE, 10, 30, 4),
            valid,
        ],
        Tab::Mediators => vec![left(words::PERSON, 12, 24, 0), left(words::OFFICE, 12, 30, 1), valid],
        Tab::Operators => vec![left(words::PERSON, 12, 24, 0), left(words::STATE, 8, 12, 1), valid],
        Tab::Types => vec![
            left(words::CODE, 5, 8, 0),
            name,
            left(words::SHORT, 8, 12, 3),
            left(words::GOVERNANCE, 12, 20, 2),
            left(words::INITIALS, 8, 10, 4),
            valid,
        ],
        Tab::Sources => vec![
            code,
            name,
            left(words::SHORT, 8, 12, 3),
            left(words::PARENT, 10, 12, 2),
            left(words::INITIALS, 8, 12, 4),
            valid,
        ],
        Tab::Codes => vec![
            left(words::DICTIONARY, 10, 12, 0),
            left(words::CODE, 14, 14, 0),
            left(words::NAME, 18, 30, 0),
            left(words::SHORT, 8, 12, 2),
            left(words::UNIT, 8, 8, 1),
            valid,
        ],
        Tab::Limits => {
            let mut columns = vec![left(words::OFFICE, 12, 24, 0)];
            columns.extend(Limit::ALL.map(|limit| Column {
                heading: words::limit_short(lang, limit),
                min: 8,
                want: 12,
                drop: 0,
                align: Align::Right,
            }));
            columns.push(left(words::NOTE, 15, 16, 1));
            columns
        }
        Tab::Templates => {
            vec![left(words::NAME, 22, 28, 0), left(words::STATE, 8, 10, 0), left(words::TEXT, 20, 80, 1)]
        }
        Tab::RestDays => vec![
            left(rest_days::YEAR, 6, 6, 0),
            left(rest_days::STATE, 14, 14, 0),
            left(rest_days::OFF, 20, 64, 0),
            left(rest_days::WORK, 12, 40, 1),
        ],
    }
}

/// The rows of a list.
pub fn rows(tab: Tab, cx: &Cx) -> Vec<Row> {
    match tab {
        Tab::Offices => offices(cx),
        Tab::Mediators => mediators(cx),
        Tab::Operators => operators(cx),
        Tab::Types => codes(DICTIONARY_OF_TYPES, cx),
        Tab::Sources => codes(DICTIONARY_OF_SOURCES, cx),
        Tab::Codes => other_codes(cx),
        Tab::Limits => limits(cx),
        Tab::Templates => templates(cx),
        Tab::RestDays => rest_year::rows(cx),
    }
}

/// The wording of a validity.
fn valid(last: Option<NaiveDate>, cx: &Cx) -> (String, Standing) {
    let (standing, validity) = if is_valid(last, cx.store.today()) {
        (Standing::Offered, Validity::Still)
    } else {
        (Standing::Retired, Validity::Over)
    };
    let day = last.map(iso);
    (words::valid(cx.lang, day.as_deref().map(|day| (day, validity))), standing)
}

fn offices(cx: &Cx) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut below = |office: &Office, depth: usize| {
        let (valid, standing) = valid(office.valid_to, cx);
        rows.push(Row {
            subject: Subject::Office(office.id),
            name: office.name.clone(),
            cells: vec![
                format!("{}{}", "  ".repeat(depth), office.name),
                words::kind(cx.lang, office.kind).to_owned(),
                office.mark.clone(),
                office.division_code.clone(),
                office.committee.clone(),
                valid,
            ],
            standing,
        });
    };
    walk(cx, &mut below);
    rows
}

/// Every office, each followed by those below it.
fn walk(cx: &Cx, visit: &mut impl FnMut(&Office, usize)) {
    let directory = cx.store.directory();
    let mut waiting: Vec<(OfficeId, usize)> = vec![(Office::root_id(), 0)];
    let mut seen = std::collections::HashSet::new();
    while let Some((id, depth)) = waiting.pop() {
        // An exchange may have caused a cycle in the tree; each office is listed only once.
        if !seen.insert(id) {
            continue;
        }
        if let Some(office) = directory.office(id) {
            visit(office, depth);
        }
        let mut children: Vec<OfficeId> = directory
            .children(id)
            .filter(|office| office.valid_to != Some(NEVER))
            .map(|office| office.id)
            .collect();
        children.reverse();
        waiting.extend(children.into_iter().map(|child| (child, depth + 1)));
    }
}

fn mediators(cx: &Cx) -> Vec<Row> {
    let directory = cx.store.directory();
    let listed = directory.mediators().filter(|mediator| mediator.valid_to != Some(NEVER));
    let mut rows: Vec<(usize, Row)> = listed
        .map(|mediator| {
            let (valid, standing) = valid(mediator.valid_to, cx);
            let at =
                directory.offices().position(|office| office.id == mediator.office).unwrap_or(usize::MAX);
            let office = directory.office(mediator.office).map_or("", |office| &office.name);
            let cells = vec![mediator.name.clone(), office.to_owned(), valid];
            (
                at,
                Row { subject: Subject::Mediator(mediator.id), name: mediator.name.clone(), cells, standing },
            )
        })
        .collect();
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn operators(cx: &Cx) -> Vec<Row> {
    let listed = cx.store.directory().operators().filter(|operator| operator.valid_to != Some(NEVER));
    listed
        .map(|operator| {
            let (valid, standing) = valid(operator.valid_to, cx);
            let here = cx.store.operator() == Some(operator.id);
            let state = if here { words::signed_in(cx.lang) } else { "" };
            let cells = vec![operator.name.clone(), state.to_owned(), valid];
            Row { subject: Subject::Operator(operator.id), name: operator.name.clone(), cells, standing }
        })
        .collect()
}

/// Whether that dictionary can be extended and its codes retired.
pub fn is_open(dictionary: &str) -> bool {
    [DICTIONARY_OF_TYPES, DICTIONARY_OF_SOURCES].contains(&dictionary)
        || OPEN_DICTIONARIES.contains(&dictionary)
}

fn code_row(dictionary: &str, label: &Label, cells: Vec<String>, cx: &Cx) -> Row {
    let (said, standing) = valid(label.valid_to, cx);
    let said = if is_open(dictionary) { said } else { words::fixed(cx.lang).to_owned() };
    let subject = Subject::Code { dictionary: dictionary.to_owned(), code: label.code.clone() };
    let cells = cells.into_iter().chain([said]).collect();
    Row { subject, name: label.text(cx.lang).to_owned(), cells, standing }
}

fn codes(dictionary: &str, cx: &Cx) -> Vec<Row> {
    let directory = cx.store.directory();
    let called = |dictionary: &str, code: &str| {
        directory.labelled(dictionary, code).map_or("", |label| label.short(cx.lang)).to_owned()
    };
    let row = |label: &Label| {
        let indent = if label.parent.is_some() { "  " } else { "" };
        let name = format!("{indent}{}", label.text(cx.lang));
        let third = if dictionary == DICTIONARY_OF_TYPES {
            called(directory.category_list().dictionary(), directory.category_of_type(label))
        } else {
            label.parent.as_deref().map_or_else(String::new, |parent| called(dictionary, parent))
        };
        let cells =
            vec![label.code.clone(), name, label.short(cx.lang).to_owned(), third, label.initials.clone()];
        code_row(dictionary, label, cells, cx)
    };
    directory.all_labels(dictionary).into_iter().map(row).collect()
}

fn other_codes(cx: &Cx) -> Vec<Row> {
    let directory = cx.store.directory();
    let in_use = directory.category_list().dictionary();
    let is_other_list =
        |name: &str| name != in_use && CategoryList::ALL.iter().any(|list| list.dictionary() == name);
    let mut others = directory.dictionaries();
    others.retain(|name| !OPEN_DICTIONARIES.contains(name) && !is_other_list(name));
    // The ones edited most come first: extensible ones, then the grades.
    let mut names: Vec<&str> = others.into_iter().collect();
    names.sort_by_key(|name| *name != "difficulty");
    let mut rows = Vec::new();
    for dictionary in OPEN_DICTIONARIES.into_iter().chain(names) {
        for label in directory.all_labels(dictionary) {
            let cells = vec![
                words::dictionary(cx.lang, dictionary).to_owned(),
                label.code.clone(),
                label.text(cx.lang).to_owned(),
                label.short(cx.lang).to_owned(),
                label.unit.clone(),
            ];
            rows.push(code_row(dictionary, label, cells, cx));
        }
    }
    rows
}

/// How many limits an office has set itself.
pub fn own_limits(settings: &Settings, office: OfficeId) -> usize {
    settings.office_limits.get(&office).map_or(0, |own| own.len())
}

fn limits(cx: &Cx) -> Vec<Row> {
    let (directory, settings) = (cx.store.directory(), cx.store.settings());
    let offices = directory.district().into_iter().chain(directory.townships());
    offices
        .map(|office| {
            let is_district = office.id == Office::root_id();
            let limits = settings.limits(office.id);
            let own = own_limits(settings, office.id);
            let name =
                if is_district { words::the_district(cx.lang).to_owned() } else { office.name.clone() };
            let note = match own {
                _ if is_district => String::new(),
                0 => words::as_district(cx.lang).to_owned(),
                own => words::own_limits(cx.lang, own),
            };
            let mut cells = vec![name.clone()];
            cells.extend(Limit::ALL.map(|limit| limits.days(limit).to_string()));
            cells.push(note);
            let standing = valid(office.valid_to, cx).1;
            Row { subject: Subject::Limits(office.id), name, cells, standing }
        })
        .collect()
}

fn templates(cx: &Cx) -> Vec<Row> {
    let row = |name: &'static str| {
        let text = cx.store.template(name);
        let state = if text.is_some() { words::own_text(cx.lang) } else { words::built_in(cx.lang) };
        let called = words::template(cx.lang, name).to_owned();
        let shown = crate::report::template_text(&cx.store, name, cx.lang);
        let first = shown.unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        let cells = vec![called.clone(), state.to_owned(), first];
        Row { subject: Subject::Template(name), name: called, cells, standing: Standing::Offered }
    };
    TEMPLATES.into_iter().map(row).chain([transcript(cx)]).collect()
}

/// The copying order is listed with the templates, because it also defines an output.
fn transcript(cx: &Cx) -> Row {
    let order = &cx.store.settings().transcript;
    let state =
        if *order == Transcript::default() { words::built_in(cx.lang) } else { words::own_text(cx.lang) };
    let called = transcribe::ORDER.text(cx.lang).to_owned();
    let items: Vec<&str> = order.items.iter().map(|item| transcribe::item(*item).text(cx.lang)).collect();
    let cells = vec![called.clone(), state.to_owned(), items.join(common::list_comma(cx.lang))];
    Row { subject: Subject::Transcript, name: called, cells, standing: Standing::Offered }
}
