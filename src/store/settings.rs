//! Settings: those of the office travel with its records, those of the laptop stay on it.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::Store;
use super::error::Result;
use super::fields::Fields;
use super::revision::Kind;
use crate::domain::Lang;
use crate::domain::case_number::NumberTemplate;
use crate::domain::{Id, Office, OfficeId};

/// How the screen is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
    /// No colours at all.
    Mono,
}

/// Which set of glyphs the screen is drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SymbolChoice {
    /// Lines and blocks.
    #[default]
    Unicode,
    /// For consoles that draw lines two cells wide.
    Ascii,
}

/// What an office and a laptop have set.
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
    /// The mark of this laptop in case numbers, so that two laptops of one office never give out the same one.
    pub series: String,
    /// 调解期限: days from acceptance within which a case is to be concluded (2002 ministry rules, art. 33). 1–365.
    pub conclude_days: u32,
    /// 司法确认申请期限: days from effect within which confirmation may be applied for (law, art. 33). 1–365.
    pub confirmation_days: u32,
    /// 回访提醒: days after the term of performance. 0–365.
    pub follow_up_days: u32,
    /// The day on which a statistical month ends, 1–31; 31 is the natural month.
    pub cut_off_day: u32,
    /// How case numbers are made.
    pub number_template: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            home: Office::root_id(),
            language: Lang::Zh,
            theme: ThemeChoice::Dark,
            symbols: SymbolChoice::Unicode,
            series: String::new(),
            conclude_days: 30,
            confirmation_days: 30,
            follow_up_days: 7,
            cut_off_day: 31,
            number_template: NumberTemplate::DEFAULT.to_owned(),
        }
    }
}

impl ThemeChoice {
    /// Every choice, in the order in which settings offer them.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
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

impl Settings {
    /// Reads what is set; what is not set or cannot be understood keeps its default.
    pub(super) fn load(conn: &Connection) -> Result<Self> {
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

    fn take_shared(&mut self, key: &str, value: &Value) {
        let days = |range: std::ops::RangeInclusive<u32>| {
            value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| range.contains(n))
        };
        match key {
            "conclude_days" => self.conclude_days = days(1..=365).unwrap_or(self.conclude_days),
            "confirmation_days" => self.confirmation_days = days(1..=365).unwrap_or(self.confirmation_days),
            "follow_up_days" => self.follow_up_days = days(0..=365).unwrap_or(self.follow_up_days),
            "cut_off_day" => self.cut_off_day = days(1..=31).unwrap_or(self.cut_off_day),
            "number_template" => {
                if let Some(text) = value.as_str().filter(|text| text.parse::<NumberTemplate>().is_ok()) {
                    self.number_template = text.to_owned();
                }
            }
            // A setting of a newer version.
            _ => {}
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
        self.series = meta(conn, "series")?.unwrap_or_default();
        Ok(())
    }

    fn shared(&self) -> [(&'static str, Value); 5] {
        [
            ("conclude_days", json!(self.conclude_days)),
            ("confirmation_days", json!(self.confirmation_days)),
            ("follow_up_days", json!(self.follow_up_days)),
            ("cut_off_day", json!(self.cut_off_day)),
            ("number_template", json!(self.number_template)),
        ]
    }
}

/// A value that belongs to this laptop.
pub(super) fn meta(conn: &Connection, key: &str) -> Result<Option<String>> {
    Ok(conn.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()?)
}

pub(super) fn set_meta(conn: &Connection, key: &str, value: &str) -> Result<()> {
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key, value],
    )?;
    Ok(())
}

impl Store {
    /// Saves the settings: those of the office as revisions, those of the laptop beside them.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_settings(&mut self, settings: &Settings) -> Result<()> {
        let known = self.settings.shared();
        self.transact(|writer| {
            for ((key, value), (_, old)) in settings.shared().into_iter().zip(known) {
                if value == old {
                    continue;
                }
                let record: Id<Settings> = Id::named(&["setting", key]);
                let fields = Fields::from([("key".to_owned(), json!(key)), ("value".to_owned(), value)]);
                writer.put_whole(Kind::Setting, record.bytes(), &fields)?;
            }
            set_meta(writer.conn, "home", &settings.home.to_string())?;
            set_meta(writer.conn, "language", settings.language.code())?;
            set_meta(writer.conn, "theme", settings.theme.code())?;
            set_meta(writer.conn, "symbols", settings.symbols.code())?;
            set_meta(writer.conn, "series", &settings.series)
        })?;
        self.settings = Settings::load(&self.conn)?;
        Ok(())
    }
}
