//! What can be exported, in which formats, and the name of the file.

use std::path::Path;

use super::file::name_for_file;
use super::ledger::LedgerQuestion;
use crate::domain::{CutOff, OfficeId, Period};
use crate::report::{
    Analysis, AnalysisQuestion, Asked, EntriesQuestion, Question, grouping_name, office_name,
};
use crate::store::Store;
use crate::text::{Lang, export as words, report as report_words, totals as totals_words};

/// The format of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// A workbook in the layout of the official form.
    #[default]
    Xlsx,
    /// Comma-separated values, UTF-8 with a byte order mark for spreadsheet programs.
    Csv,
    /// JSON, for programs.
    Json,
    /// Plain text, to read or paste.
    Text,
}

impl Format {
    /// Every format, in the order offered.
    pub const ALL: [Self; 4] = [Self::Xlsx, Self::Csv, Self::Json, Self::Text];

    /// Its name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Text => "text",
        }
    }

    /// The extension of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            other => other.code(),
        }
    }

    /// The format of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// The format of a file of that name; none where its extension is not known.
    pub fn of_path(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|format| format.extension() == end)
    }
}

/// The content of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// 台账
    Ledger(Box<LedgerQuestion>),
    /// 人民调解案件情况统计表
    CaseTable(Asked),
    /// 矛盾纠纷排查情况表, and who prepares it; none for whoever is signed in.
    Governance(Asked, Option<String>),
    /// 统计
    Totals(Question),
    /// The year by month, with its charts.
    Year(Question),
    /// 分析: one or several of its tables.
    Analysis(Vec<AnalysisQuestion>),
    /// 服务、排查、预防、指标
    Entries(EntriesQuestion),
    /// 月报文字、报告段落: a text as it was written.
    Words {
        /// Its office and period.
        asked: Asked,
        /// The name of the text.
        name: String,
        /// The text.
        text: String,
    },
    /// 锁定的月份
    Locks {
        /// The year.
        year: i32,
        /// The office; none for all.
        office: Option<OfficeId>,
        /// The day on which a statistical month ends.
        cut_off: CutOff,
    },
}

impl Subject {
    /// Its name.
    pub fn name(&self, lang: Lang) -> String {
        match self {
            Self::Ledger(_) => words::LEDGER.text(lang).to_owned(),
            Self::CaseTable(_) => report_words::CASE_TABLE.text(lang).to_owned(),
            Self::Governance(..) => report_words::GOVERNANCE_FORM.text(lang).to_owned(),
            Self::Totals(question) => words::totals(lang, grouping_name(question.grouping, lang)),
            Self::Year(_) => words::YEAR.text(lang).to_owned(),
            Self::Analysis(all) => match all.as_slice() {
                [one] => words::analysis(lang, one.analysis.name(lang)),
                _ => words::ANALYSIS.text(lang).to_owned(),
            },
            Self::Entries(_) => words::COUNTS.text(lang).to_owned(),
            Self::Words { name, .. } => name.clone(),
            Self::Locks { .. } => words::LOCKS.text(lang).to_owned(),
        }
    }

    /// The formats it can be written in: a text cannot be a table.
    pub const fn formats(&self) -> &'static [Format] {
        match self {
            Self::Words { .. } => &[Format::Text],
            _ => &Format::ALL,
        }
    }

    /// Whether it contains names of people if these are not masked.
    pub fn names_people(&self) -> bool {
        match self {
            Self::Ledger(_) => true,
            Self::Analysis(all) => all.iter().any(|one| one.analysis == Analysis::Repeat),
            _ => false,
        }
    }

    fn office(&self) -> Option<OfficeId> {
        match self {
            Self::Ledger(question) => match (&question.filter.village, question.filter.office) {
                (crate::store::Pick::Is(village), None) => Some(*village),
                (_, office) => office,
            },
            Self::CaseTable(asked) | Self::Governance(asked, _) | Self::Words { asked, .. } => {
                asked.scope.office()
            }
            Self::Totals(question) | Self::Year(question) => question.office,
            Self::Analysis(all) => all.first().and_then(|question| question.office),
            Self::Entries(question) => question.office,
            Self::Locks { office, .. } => *office,
        }
    }

    fn period(&self) -> Option<Period> {
        match self {
            Self::Ledger(question) => question.period,
            Self::CaseTable(asked) | Self::Governance(asked, _) | Self::Words { asked, .. } => {
                Some(asked.period)
            }
            Self::Totals(question) | Self::Year(question) => Some(question.period),
            Self::Analysis(all) => all.first().map(|question| question.period),
            Self::Entries(question) => Some(question.period),
            Self::Locks { year, .. } => Some(Period::Year(*year)),
        }
    }

    pub(super) fn office_name(&self, store: &Store, lang: Lang) -> String {
        office_name(store.directory(), self.office(), lang)
    }

    /// The description in the log of exports: what, whose and when, without personal data.
    pub fn said(&self, store: &Store, lang: Lang) -> String {
        let period = self.period().map(|period| totals_words::period(lang, &period));
        let parts = [Some(self.name(lang)), Some(self.office_name(store, lang)), period];
        parts.into_iter().flatten().collect::<Vec<_>>().join(words::OF_NAME)
    }

    /// The file name: 台账-松柏镇-2024年.xlsx.
    pub fn file_name(&self, store: &Store, format: Format, lang: Lang) -> String {
        format!("{}.{}", name_for_file(&self.said(store, lang)), format.extension())
    }

    /// The line below a title: who reports, for when, in what unit.
    pub(super) fn about(&self, store: &Store, unit: &str, lang: Lang) -> Vec<String> {
        let period = self.period().map_or_else(
            || words::ALL_TIME.text(lang).to_owned(),
            |period| totals_words::period(lang, &period),
        );
        words::about(lang, [&self.office_name(store, lang), &period, unit])
    }
}
