//! Settings: those of the office are exchanged with its records, those of the laptop stay on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::meta::{meta, set_meta};
use crate::domain::case_number::NumberTemplate;
use crate::domain::date_entry::{iso, parse_iso};
use crate::domain::{
    CategoryList, CourtWindow, CutOff, Lang, Laptop, Limit, Limits, Masking, Office, OfficeId, RateBasis,
    RestDays, RestYear, Transcript, TranscriptShape,
};
use crate::store::{Result, Store};

/// The colours of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As suits the terminal.
    #[default]
    Auto,
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// No colours at all.
    Mono,
}

/// The set of glyphs that the screen is drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SymbolChoice {
    /// Lines and blocks.
    #[default]
    Unicode,
    /// For consoles that draw lines two cells wide.
    Ascii,
}

/// What the title of the terminal's window says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WindowTitle {
    /// The program and the screen, never a name.
    #[default]
    Place,
    /// The program leaves it alone.
    Off,
}

impl WindowTitle {
    /// Every choice, in the order in which settings offer them.
    pub const ALL: [Self; 2] = [Self::Place, Self::Off];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Off => "off",
        }
    }
}

/// Whether the mouse selects on the screens, or selects text of the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MouseChoice {
    /// It clicks and scrolls.
    #[default]
    On,
    /// The terminal keeps it.
    Off,
}

/// The settings of an office and a laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The office whose cases are logged here (this laptop's).
    pub home: OfficeId,
    /// Language of the screen (this laptop's).
    pub language: Lang,
    /// Colours (this laptop's).
    pub theme: ThemeChoice,
    /// Glyphs (this laptop's).
    pub symbols: SymbolChoice,
    /// The title of the terminal's window (this laptop's).
    pub window_title: WindowTitle,
    /// Whether the summary of a case, to be pasted elsewhere, hides personal data (this laptop's).
    pub summary: Masking,
    /// The mouse (this laptop's).
    pub mouse: MouseChoice,
    /// The mark of this laptop in case numbers, so that two laptops of one office never give out the same one.
    pub series: String,
    /// Minutes without a key until the screen locks, if there is a passphrase; 0 for never (this laptop's).
    pub idle_minutes: u32,
    /// The name of this laptop (this laptop's); may be empty.
    pub laptop: String,
    /// The folder of the last export (this laptop's); empty before the first.
    pub export_folder: String,
    /// 期限 of the district, which hold wherever an office has none of its own.
    pub district_limits: Limits,
    /// 期限 that single offices have set for themselves.
    pub office_limits: BTreeMap<OfficeId, BTreeMap<Limit, u32>>,
    /// 法定休假日, past which the last day of the window for judicial confirmation moves.
    pub rest_days: RestDays,
    /// 成功率的分母, unless a table asks for another.
    pub rate_basis: RateBasis,
    /// The day on which a statistical month ends, 1–31; 31 is the natural month.
    pub cut_off_day: u32,
    /// 综治类别表: the list of categories by which disputes are counted.
    pub governance_list: CategoryList,
    /// The template of case numbers.
    pub number_template: String,
    /// The texts that replace built-in templates, by name.
    pub templates: BTreeMap<String, String>,
    /// The fields copied of a case for another system, and their format.
    pub transcript: Transcript,
    /// The folder that forms are written to (this laptop's); empty for the usual one.
    pub documents_folder: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            home: Office::root_id(),
            language: Lang::Zh,
            theme: ThemeChoice::Auto,
            symbols: SymbolChoice::Unicode,
            window_title: WindowTitle::Place,
            summary: Masking::Masked,
            mouse: MouseChoice::On,
            series: String::new(),
            idle_minutes: 10,
            laptop: String::new(),
            export_folder: String::new(),
            district_limits: Limits::default(),
            office_limits: BTreeMap::new(),
            rest_days: RestDays::default(),
            rate_basis: RateBasis::ByPeriod,
            cut_off_day: 31,
            governance_list: CategoryList::default(),
            number_template: NumberTemplate::DEFAULT.to_owned(),
            templates: BTreeMap::new(),
            transcript: Transcript::default(),
            documents_folder: String::new(),
        }
    }
}

impl ThemeChoice {
    /// Every choice, in the order in which settings offer them.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Dark, Self::Light, Self::Mono];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }
}

impl SymbolChoice {
    /// Every choice, in the order in which settings offer them.
    pub const ALL: [Self; 2] = [Self::Unicode, Self::Ascii];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Ascii => "ascii",
        }
    }
}

impl MouseChoice {
    /// Every choice, in the order in which settings offer them.
    pub const ALL: [Self; 2] = [Self::On, Self::Off];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }
}

impl Settings {
    /// Reads the settings; one that is missing or cannot be understood keeps its default.
    pub(in crate::store) fn load(conn: &Connection) -> Result<Self> {
        let mut settings = Self::default();
        let mut statement = conn.prepare("SELECT key, value FROM setting")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
            settings.take_shared(&key, &serde_json::from_str(&value).unwrap_or(Value::Null));
        }
        settings.take_local(conn)?;
        Ok(settings)
    }

    /// The day on which a statistical month ends.
    pub fn cut_off(&self) -> CutOff {
        CutOff::new(self.cut_off_day).unwrap_or_default()
    }

    /// The offices that have limits of their own.
    pub fn offices_with_limits(&self) -> impl Iterator<Item = OfficeId> {
        self.office_limits.keys().copied()
    }

    /// The limits that hold for the cases of an office.
    pub fn limits(&self, office: OfficeId) -> Limits {
        let mut limits = self.district_limits;
        for (limit, days) in self.office_limits.get(&office).into_iter().flatten() {
            limits.set(*limit, *days);
        }
        limits
    }

    /// The window for judicial confirmation that holds for the cases of an office.
    pub fn court_window(&self, office: OfficeId) -> CourtWindow<'_> {
        CourtWindow { days: self.limits(office).confirmation_days, rest: &self.rest_days }
    }

    fn take_shared(&mut self, key: &str, value: &Value) {
        match key {
            "cut_off_day" => {
                let day = number(value).filter(|day| (1..=31).contains(day));
                self.cut_off_day = day.unwrap_or(self.cut_off_day);
            }
            "rate_basis" => {
                self.rate_basis = value.as_str().and_then(RateBasis::from_code).unwrap_or(self.rate_basis);
            }
            GOVERNANCE_LIST => self.governance_list = list_of(value),
            "number_template" => {
                if let Some(text) = value.as_str().filter(|text| text.parse::<NumberTemplate>().is_ok()) {
                    self.number_template = text.to_owned();
                }
            }
            "transcript.order" => {
                let items = value.as_str().and_then(Transcript::items_of);
                self.transcript.items = items.unwrap_or_else(|| std::mem::take(&mut self.transcript.items));
            }
            "transcript.shape" => {
                let shape = value.as_str().and_then(TranscriptShape::from_code);
                self.transcript.shape = shape.unwrap_or(self.transcript.shape);
            }
            // A limit, or a setting of a newer version.
            _ => {
                if let Some(name) = key.strip_prefix(TEMPLATE) {
                    self.templates.extend(value.as_str().map(|text| (name.to_owned(), text.to_owned())));
                } else if let Some(year) = key.strip_prefix(REST_DAYS) {
                    self.take_rest_days(year, value);
                } else {
                    self.take_limit(key, value);
                }
            }
        }
    }

    /// The office's own table of a year; one that cannot be right leaves the built-in one.
    fn take_rest_days(&mut self, year: &str, value: &Value) {
        let days = |name: &str| {
            let listed = value.get(name).and_then(Value::as_array);
            listed.into_iter().flatten().filter_map(|day| parse_iso(day.as_str()?)).collect()
        };
        if let (Ok(year), Ok(table)) = (year.parse(), RestYear::of(days("off"), days("work"))) {
            self.rest_days.put(year, table);
        }
    }

    /// `conclude_days` is the district's, `conclude_days@<office>` an office's own.
    fn take_limit(&mut self, key: &str, value: &Value) {
        let (name, office) = key.split_once('@').map_or((key, None), |(name, id)| (name, Some(id)));
        let Some(limit) = Limit::from_code(name) else { return };
        let Some(days) = number(value).filter(|days| limit.allows(*days)) else { return };
        match office.map(str::parse) {
            None => self.district_limits.set(limit, days),
            Some(Ok(office)) => {
                self.office_limits.entry(office).or_default().insert(limit, days);
            }
            Some(Err(_)) => {}
        }
    }

    fn take_local(&mut self, conn: &Connection) -> Result<()> {
        if let Some(home) = meta(conn, "home")?.and_then(|text| text.parse().ok()) {
            self.home = home;
        }
        if let Some(language) = meta(conn, "language")?.and_then(|code| Lang::from_code(&code)) {
            self.language = language;
        }
        if let Some(code) = meta(conn, "theme")? {
            self.theme =
                ThemeChoice::ALL.into_iter().find(|choice| choice.code() == code).unwrap_or_default();
        }
        if let Some(code) = meta(conn, "symbols")? {
            self.symbols =
                SymbolChoice::ALL.into_iter().find(|choice| choice.code() == code).unwrap_or_default();
        }
        if let Some(code) = meta(conn, "window_title")? {
            self.window_title =
                WindowTitle::ALL.into_iter().find(|choice| choice.code() == code).unwrap_or_default();
        }
        // What cannot be read hides: the other way would tell names.
        self.summary = match meta(conn, "summary")?.as_deref() {
            Some(code) if code == Masking::Plain.code() => Masking::Plain,
            _ => Masking::Masked,
        };
        if let Some(code) = meta(conn, "mouse")? {
            self.mouse =
                MouseChoice::ALL.into_iter().find(|choice| choice.code() == code).unwrap_or_default();
        }
        self.series = meta(conn, "series")?.unwrap_or_default();
        self.laptop = meta(conn, "laptop")?.unwrap_or_default();
        self.documents_folder = meta(conn, "documents_folder")?.unwrap_or_default();
        self.export_folder = meta(conn, "export_folder")?.unwrap_or_default();
        let minutes = meta(conn, "idle_minutes")?.and_then(|text| text.parse().ok());
        self.idle_minutes = minutes.unwrap_or(self.idle_minutes);
        Ok(())
    }

    /// Stores the settings that stay on this laptop.
    pub(in crate::store) fn keep_local(&self, conn: &Connection) -> Result<()> {
        for (key, value) in [
            ("home", self.home.to_string().as_str()),
            ("language", self.language.code()),
            ("theme", self.theme.code()),
            ("symbols", self.symbols.code()),
            ("window_title", self.window_title.code()),
            ("summary", self.summary.code()),
            ("mouse", self.mouse.code()),
            ("series", &self.series),
            ("laptop", &self.laptop),
            ("documents_folder", &self.documents_folder),
            ("idle_minutes", &self.idle_minutes.to_string()),
            ("export_folder", &self.export_folder),
        ] {
            set_meta(conn, key, value)?;
        }
        Ok(())
    }

    /// Whether a laptop has announced the present settings.
    pub(in crate::store) fn is_told_by(&self, said: &Laptop) -> bool {
        (&said.name, said.home, &said.series) == (&self.laptop, self.home, &self.series)
    }

    /// The settings that are exchanged, by their keys in the file.
    pub(in crate::store) fn shared(&self) -> BTreeMap<String, Value> {
        let mut shared = BTreeMap::from([
            ("cut_off_day".to_owned(), json!(self.cut_off_day)),
            ("rate_basis".to_owned(), json!(self.rate_basis.code())),
            (GOVERNANCE_LIST.to_owned(), json!(self.governance_list.code())),
            ("number_template".to_owned(), json!(self.number_template)),
            ("transcript.order".to_owned(), json!(self.transcript.codes())),
            ("transcript.shape".to_owned(), json!(self.transcript.shape.code())),
        ]);
        for limit in Limit::ALL {
            shared.insert(limit.code().to_owned(), json!(self.district_limits.days(limit)));
        }
        for (office, own) in &self.office_limits {
            shared.extend(own.iter().map(|(limit, days)| (limit_key(*limit, *office), json!(days))));
        }
        let templates = self.templates.iter().map(|(name, text)| (format!("{TEMPLATE}{name}"), json!(text)));
        shared.extend(templates);
        let tables = self.rest_days.own().iter();
        shared.extend(tables.map(|(year, table)| (rest_days_key(*year), rest_days_value(table))));
        shared
    }
}

/// The key of the list of categories.
pub(in crate::store) const GOVERNANCE_LIST: &str = "governance_list";

/// The list of that setting; the default one where it is not known.
pub(in crate::store) fn list_of(value: &Value) -> CategoryList {
    value.as_str().and_then(CategoryList::from_code).unwrap_or_default()
}

/// The list of categories that the file counts by.
pub(super) fn governance_list(conn: &Connection) -> Result<CategoryList> {
    let sql = "SELECT value FROM setting WHERE key = ?1";
    let value: Option<String> = conn.query_row(sql, [GOVERNANCE_LIST], |row| row.get(0)).optional()?;
    let value = value.and_then(|text| serde_json::from_str(&text).ok());
    Ok(list_of(&value.unwrap_or(Value::Null)))
}

/// The prefix of the keys of templates.
pub(in crate::store) const TEMPLATE: &str = "template.";

/// The prefix of the keys of holiday tables, before the year.
const REST_DAYS: &str = "rest_days.";

/// The key of the office's own holiday table of a year.
pub(in crate::store) fn rest_days_key(year: i32) -> String {
    format!("{REST_DAYS}{year}")
}

/// A holiday table as it stands in the log: the days off and the weekend days on which people work.
pub(in crate::store) fn rest_days_value(table: &RestYear) -> Value {
    let days = |days: &BTreeSet<NaiveDate>| days.iter().copied().map(iso).collect::<Vec<_>>();
    json!({ "off": days(table.off()), "work": days(table.work()) })
}

/// The key of an office's own limit.
pub(in crate::store) fn limit_key(limit: Limit, office: OfficeId) -> String {
    format!("{}@{office}", limit.code())
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|n| u32::try_from(n).ok())
}

impl Store {
    /// The key of the setting stored in that record.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn setting_named(&self, record: &[u8; 16]) -> Result<Option<String>> {
        let sql = "SELECT key FROM setting WHERE uuid = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()?)
    }

    /// The text of a template, where somebody has written one: `paragraph`, `paragraph16`, `monthly`.
    pub fn template(&self, name: &str) -> Option<String> {
        self.settings.templates.get(name).cloned()
    }

    /// The settings whose keys begin with `prefix`.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn kept_settings(&self, prefix: &str) -> Result<BTreeMap<String, Value>> {
        let sql = "SELECT key, value FROM setting WHERE key >= ?1 AND key < ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let end = format!("{prefix}\u{10FFFF}");
        let mut rows = statement.query(params![prefix, end])?;
        let mut kept = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (key, text): (String, String) = (row.get(0)?, row.get(1)?);
            kept.extend(serde_json::from_str(&text).ok().map(|value| (key, value)));
        }
        Ok(kept)
    }
}
