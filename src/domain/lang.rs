//! The two languages the program speaks, and the few words that records themselves hold.

/// Between the names of a list, as records and forms write it: 张三、李四.
pub const LIST_COMMA: char = '、';
/// What stands between the names of a list, as people type it.
pub const BETWEEN_NAMES: [char; 6] = ['、', '，', ',', '；', ';', '\n'];
/// The reason that undo writes into a record when it voids what was just entered.
pub const UNDONE_ENTRY: &str = "撤销录入";
/// The reason that taking an import back writes into what it had brought. Such a record counts as not there for a later
/// import, which brings it back.
pub const TAKEN_BACK: &str = "撤回导入";
/// The beginning of the reason that a merge writes into the record that does not stay; the number of the other follows.
pub const MERGED_INTO: &str = "并入";

/// The language of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The wording of this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The code that stands in the settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}
