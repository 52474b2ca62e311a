//! The table of actions. What a key does, what the hint line, help and the command list show, and the key table of
//! the README all come from here, so they cannot disagree.

use super::input::{Code, Held, Key};
use super::symbols::{self, Symbols};
use crate::text::Lang;
use crate::text::actions as wording;
use crate::text::shell::{self, PlaceWording};

pub use crate::text::actions::Wording;

/// Something a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is described by its wording in the table")]
pub enum Action {
    Open,
    Edit,
    Accept,
    Save,
    Back,
    Help,
    Log,
    Find,
    Totals,
    Outcome,
    Commands,
    Next,
    Previous,
    NewLine,
    Earlier,
    Later,
    Group,
    GroupBack,
    PreviousColumn,
    NextColumn,
    View,
    Span,
    Scope,
    Chart,
    Filter,
    ClearFilter,
    Sort,
    AddParty,
    RemoveParty,
    Discard,
    Void,
    Copy,
    Undo,
    Redo,
    Settings,
    Language,
    Quit,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

impl Action {
    /// Its row of the table.
    pub fn row(self) -> &'static ActionRow {
        // Every action has a row (a test walks them); the first one stands in so that nothing can fail here.
        ACTIONS.iter().find(|row| row.action == self).unwrap_or(&ACTIONS[0])
    }
}

/// Where a person is, as far as keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The list of cases.
    Register,
    /// The page of a new or changed case.
    Entry,
    /// One case.
    Dispute,
    /// The outcome of a case.
    Outcome,
    /// Search.
    Find,
    /// The month's figures.
    Totals,
    /// The cases behind a number.
    Cases,
    /// The command list.
    Palette,
    /// Help.
    Help,
    /// Settings.
    Settings,
    /// The first run.
    Welcome,
    /// A question.
    Confirm,
    /// One item of a case being changed in place.
    InPlace,
    /// A list of choices open in a popup.
    PickList,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Register,
        Self::Entry,
        Self::Dispute,
        Self::Outcome,
        Self::Find,
        Self::Totals,
        Self::Cases,
        Self::Palette,
        Self::Help,
        Self::Settings,
        Self::Welcome,
        Self::Confirm,
        Self::InPlace,
        Self::PickList,
    ];

    /// What it is called and what it is for.
    pub fn wording(self) -> PlaceWording {
        match self {
            Self::Register => shell::REGISTER,
            Self::Entry => shell::ENTRY,
            Self::Dispute => shell::DISPUTE,
            Self::Outcome => shell::OUTCOME,
            Self::Find => shell::FIND,
            Self::Totals => shell::TOTALS,
            Self::Cases => shell::CASES,
            Self::Palette => shell::PALETTE,
            Self::Help => shell::HELP,
            Self::Settings => shell::SETTINGS,
            Self::Welcome => shell::WELCOME,
            Self::Confirm => shell::CONFIRM,
            Self::InPlace => shell::IN_PLACE,
            Self::PickList => shell::PICK_LIST,
        }
    }
}

/// A set of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places(u16);

impl Places {
    const EVERYWHERE: Self = Self(u16::MAX);

    const fn of(places: &[Place]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < places.len() {
            set |= 1 << places[at] as u16;
            at += 1;
        }
        Self(set)
    }

    const fn but(self, places: &[Place]) -> Self {
        Self(self.0 & !Self::of(places).0)
    }

    const fn and(self, places: &[Place]) -> Self {
        Self(self.0 | Self::of(places).0)
    }

    /// That place is one of them.
    pub const fn contains(self, place: Place) -> bool {
        self.0 & (1 << place as u16) != 0
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its name for scripts and settings, kebab-case.
    pub name: &'static str,
    /// The keys that do it, the one to show first. All reach the program while an input method is on.
    pub keys: &'static [Key],
    /// Where it works.
    pub places: Places,
    /// Its rank in the hint line, smallest first; none for what needs no telling.
    pub hint: Option<u8>,
    /// What it is called.
    pub wording: Wording,
}

const LISTS: Places = Places::of(&[Place::Register, Place::Dispute, Place::Totals, Place::Cases]);
const ROOMS: Places = LISTS.and(&[Place::Find]);
const FORMS: Places = Places::of(&[Place::Entry, Place::Outcome, Place::Settings, Place::Welcome]);
const EDITED: Places = FORMS.and(&[Place::InPlace]);
const FIELDS: Places = EDITED.and(&[Place::Dispute, Place::PickList]);
const SAVED: Places = ROOMS.and(&[Place::Entry, Place::Outcome, Place::Settings]);
const CASE_LISTS: Places = Places::of(&[Place::Register, Place::Cases]);
const PAGES: Places = Places::EVERYWHERE.but(&[Place::Outcome, Place::Welcome, Place::Confirm]);

const fn row(
    action: Action,
    name: &'static str,
    keys: &'static [Key],
    places: Places,
    hint: Option<u8>,
    wording: Wording,
) -> ActionRow {
    ActionRow { action, name, keys, places, hint, wording }
}

/// The table, in the order of the command list.
#[rustfmt::skip]
pub const ACTIONS: &[ActionRow] = &[
    row(Action::Open, "open", &[Key::plain(Code::Enter)], ROOMS.but(&[Place::Dispute]), Some(10), wording::OPEN),
    row(Action::Edit, "edit", &[Key::plain(Code::Enter)], Places::of(&[Place::Dispute]), Some(10), wording::EDIT),
    row(Action::Accept, "accept", &[Key::plain(Code::Enter)],
        EDITED.and(&[Place::Palette, Place::Confirm, Place::PickList]), Some(12), wording::ACCEPT),
    row(Action::Save, "save", &[Key::ctrl('s')], EDITED, Some(5), wording::SAVE),
    row(Action::Log, "log", &[Key::f(2), Key::ctrl('n')], ROOMS, Some(17), wording::LOG),
    row(Action::Find, "find", &[Key::f(3), Key::ctrl('f')], LISTS.and(&[Place::Entry]), Some(18), wording::FIND),
    row(Action::Totals, "totals", &[Key::f(4), Key::ctrl('t')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Totals]), Some(19), wording::TOTALS),
    row(Action::Outcome, "outcome", &[Key::f(8), Key::ctrl('o')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Totals]), Some(20), wording::OUTCOME),
    row(Action::Commands, "commands", &[Key::f(9), Key::ctrl('k')], SAVED, Some(21), wording::COMMANDS),
    row(Action::Next, "next", &[Key::plain(Code::Tab)], FIELDS, Some(44), wording::NEXT),
    row(Action::Previous, "previous", &[Key::plain(Code::BackTab)], FIELDS, None, wording::PREVIOUS),
    row(Action::NewLine, "new-line", &[Key::ctrl('e')], EDITED, None, wording::NEW_LINE),
    row(Action::Earlier, "earlier", &[Key::plain(Code::Left)], Places::of(&[Place::Totals]), Some(11), wording::EARLIER),
    row(Action::Later, "later", &[Key::plain(Code::Right)], Places::of(&[Place::Totals]), Some(12), wording::LATER),
    row(Action::Group, "group", &[Key::plain(Code::Tab)], Places::of(&[Place::Totals]), Some(13), wording::GROUP),
    row(Action::GroupBack, "group-back", &[Key::plain(Code::BackTab)], Places::of(&[Place::Totals]), None, wording::GROUP_BACK),
    row(Action::PreviousColumn, "previous-column", &[Key::with_ctrl(Code::Left)],
        Places::of(&[Place::Totals]), None, wording::PREVIOUS_COLUMN),
    row(Action::NextColumn, "next-column", &[Key::with_ctrl(Code::Right)],
        Places::of(&[Place::Totals]), None, wording::NEXT_COLUMN),
    row(Action::View, "view", &[Key::ctrl('e')], Places::of(&[Place::Totals]), Some(16), wording::VIEW),
    row(Action::Span, "span", &[Key::ctrl('l')], Places::of(&[Place::Totals]), Some(14), wording::SPAN),
    row(Action::Scope, "scope", &[Key::ctrl('b')], Places::of(&[Place::Totals]), Some(22), wording::SCOPE),
    row(Action::Chart, "chart", &[Key::ctrl('r')], Places::of(&[Place::Totals]), Some(23), wording::CHART),
    row(Action::Filter, "filter", &[Key::ctrl('l')], CASE_LISTS, Some(22), wording::FILTER),
    row(Action::ClearFilter, "clear-filter", &[Key::ctrl('u')], CASE_LISTS, Some(40), wording::CLEAR_FILTER),
    row(Action::Sort, "sort", &[Key::ctrl('e')], CASE_LISTS, Some(41), wording::SORT),
    row(Action::AddParty, "add-party", &[Key::ctrl('b')],
        Places::of(&[Place::Entry, Place::Dispute]), Some(16), wording::ADD_PARTY),
    row(Action::RemoveParty, "remove-party", &[Key::ctrl('r')],
        Places::of(&[Place::Entry, Place::Dispute]), None, wording::REMOVE_PARTY),
    row(Action::Discard, "discard", &[Key::ctrl('l')], Places::of(&[Place::Entry]), Some(16), wording::DISCARD),
    row(Action::Void, "void", &[Key::with_ctrl(Code::Delete)], CASE_LISTS.and(&[Place::Dispute]), None, wording::VOID),
    row(Action::Copy, "copy", &[Key::ctrl('x')], LISTS, Some(42), wording::COPY),
    row(Action::Undo, "undo", &[Key::ctrl('z')], SAVED, Some(43), wording::UNDO),
    row(Action::Redo, "redo", &[Key::ctrl('y')], SAVED, None, wording::REDO),
    row(Action::Settings, "settings", &[Key::f(10), Key::f(12)], ROOMS, Some(50), wording::SETTINGS),
    row(Action::Language, "language", &[Key::f(2), Key::ctrl('l')], Places::of(&[Place::Welcome]), Some(14), wording::LANGUAGE),
    row(Action::Help, "help", &[Key::f(1), Key::ctrl('g')], Places::EVERYWHERE.but(&[Place::Help]), Some(16), wording::HELP),
    row(Action::Back, "back", &[Key::plain(Code::Esc)], Places::EVERYWHERE, Some(15), wording::BACK),
    row(Action::Quit, "quit", &[Key::ctrl('q')], Places::EVERYWHERE, Some(45), wording::QUIT),
    row(Action::Up, "up", &[Key::plain(Code::Up)], Places::EVERYWHERE, None, wording::UP),
    row(Action::Down, "down", &[Key::plain(Code::Down)], Places::EVERYWHERE, None, wording::DOWN),
    row(Action::PageUp, "page-up", &[Key::plain(Code::PageUp)], PAGES, None, wording::PAGE_UP),
    row(Action::PageDown, "page-down", &[Key::plain(Code::PageDown)], PAGES, None, wording::PAGE_DOWN),
    row(Action::First, "first", &[Key::plain(Code::Home)], LISTS.and(&[Place::Help]), None, wording::FIRST),
    row(Action::Last, "last", &[Key::plain(Code::End)], LISTS.and(&[Place::Help]), None, wording::LAST),
];

/// Punctuation that habit expects, besides the keys of the table, where nothing is typed.
const ACCELERATORS: &[(char, Action)] = &[('/', Action::Find), ('?', Action::Help)];

/// What that key does there.
pub fn action_for(place: Place, key: Key) -> Option<Action> {
    actions_in(place)
        .find(|row| row.keys.contains(&key))
        .map(|row| row.action)
        .or_else(|| accelerator(place, key))
}

fn accelerator(place: Place, key: Key) -> Option<Action> {
    let (_, action) = ACCELERATORS.iter().find(|(c, _)| LISTS.contains(place) && key == Key::char(*c))?;
    Some(*action)
}

/// The actions that work there, in the order of the table.
pub fn actions_in(place: Place) -> impl Iterator<Item = &'static ActionRow> {
    ACTIONS.iter().filter(move |row| row.places.contains(place))
}

/// What the hint line of that place shows, most important first.
pub fn hints_in(place: Place) -> Vec<&'static ActionRow> {
    let mut rows: Vec<_> =
        actions_in(place).filter(|row| row.hint.is_some() && !needs_no_telling(place, row.action)).collect();
    rows.sort_by_key(|row| row.hint);
    rows
}

/// What works there and would only take the room of what one needs: there is nothing to go back to from the register,
/// and a case has its parties when it is looked at.
fn needs_no_telling(place: Place, action: Action) -> bool {
    matches!((place, action), (Place::Register, Action::Back) | (Place::Dispute, Action::AddParty))
}

/// A row answers to what was typed in the command list: part of its label in either language, of its sentence,
/// or of its name.
pub fn matches(row: &ActionRow, query: &str) -> bool {
    let folded: String = query.chars().map(super::input::half_width).collect();
    let query = folded.trim().to_lowercase();
    let texts = [Lang::Zh, Lang::En].map(|lang| (row.wording.label(lang), row.wording.about(lang)));
    query.is_empty()
        || row.name.contains(&query)
        || texts.iter().any(|(label, about)| {
            label.to_lowercase().contains(&query) || about.to_lowercase().contains(&query)
        })
        || initials_match(row.wording.label(Lang::Zh), &query)
}

fn initials_match(_label: &str, _initials: &str) -> bool {
    false
}

/// A key as it is printed on the keyboard.
pub fn key_name(key: Key, symbols: &Symbols) -> String {
    let base = match key.code {
        Code::F(number) => format!("F{number}"),
        Code::Char(c) => c.to_uppercase().to_string(),
        Code::Enter => "Enter".into(),
        Code::Tab => "Tab".into(),
        Code::BackTab => "Shift+Tab".into(),
        Code::Esc => "Esc".into(),
        Code::Up => symbols.up.into(),
        Code::Down => symbols.down.into(),
        Code::Left => symbols.left.into(),
        Code::Right => symbols.right.into(),
        Code::Home => "Home".into(),
        Code::End => "End".into(),
        Code::PageUp => "PgUp".into(),
        Code::PageDown => "PgDn".into(),
        Code::Backspace => "Backspace".into(),
        Code::Delete => "Delete".into(),
    };
    let held = [(Held::CTRL, "Ctrl+"), (Held::ALT, "Alt+"), (Held::SHIFT, "Shift+")];
    let prefix: String = held.iter().filter(|(h, _)| key.held.contains(*h)).map(|(_, name)| *name).collect();
    prefix + &base
}

/// All keys of a row, parted by a space.
pub fn key_names(row: &ActionRow, symbols: &Symbols) -> String {
    let names: Vec<String> = row.keys.iter().map(|key| key_name(*key, symbols)).collect();
    names.join(" ")
}

/// The key table as Markdown, for the README.
pub fn markdown(lang: Lang) -> String {
    let [action, keys, about] = wording::key_table_headings(lang);
    let head = format!("| {action} | {keys} | {about} |\n|---|---|---|\n");
    ACTIONS.iter().fold(head, |table, row| {
        let names: Vec<String> =
            row.keys.iter().map(|key| format!("`{}`", key_name(*key, &symbols::UNICODE))).collect();
        table
            + &format!(
                "| {} | {} | {} |\n",
                row.wording.label(lang),
                names.join(" "),
                row.wording.about(lang)
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// Keys that an input method, the terminal or the control codes own.
    fn is_forbidden(key: Key) -> bool {
        let ctrl = key.held.contains(Held::CTRL);
        match key.code {
            Code::F(11) => true,
            Code::Char(_) if !ctrl => true,
            Code::Char(c) if ctrl => " .vhijmc".contains(c) || key.held != Held::CTRL,
            _ => key.held.contains(Held::ALT) || key.held.contains(Held::CTRL.and(Held::SHIFT)),
        }
    }

    /// Catches: an action that cannot be reached while the input method is on.
    #[test]
    fn every_action_has_keys_and_all_reach_the_program() {
        for row in ACTIONS {
            assert!(!row.keys.is_empty(), "{} has no key", row.name);
            for key in row.keys {
                assert!(!is_forbidden(*key), "{}: {key:?}", row.name);
                let taken_by_terminals = [Key::f(1), Key::f(10)].contains(key);
                assert!(!taken_by_terminals || row.keys.len() > 1, "{}: only {key:?}", row.name);
            }
        }
        assert!(ACCELERATORS.iter().all(|(c, _)| c.is_ascii_punctuation()));
    }

    /// Catches: one of two actions that silently never happens.
    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in Place::ALL {
            let mut seen: HashMap<Key, &str> = HashMap::new();
            for row in actions_in(place) {
                for key in row.keys {
                    let other = seen.insert(*key, row.name);
                    assert_eq!(other, None, "{key:?} in {place:?}: also {}", row.name);
                    assert_eq!(action_for(place, *key), Some(row.action));
                }
            }
        }
    }

    /// Catches: a key kept for the screens to come, or for the fields, that is given away.
    #[test]
    fn keys_of_other_owners_are_free() {
        let kept =
            [Key::f(5), Key::f(6), Key::f(7), Key::ctrl('d'), Key::ctrl('p'), Key::plain(Code::Delete)];
        for key in kept {
            assert!(ACTIONS.iter().all(|row| !row.keys.contains(&key)), "{key:?}");
        }
        for place in
            [Place::Entry, Place::Find, Place::Palette, Place::Settings, Place::InPlace, Place::PickList]
        {
            for key in
                [Key::plain(Code::Left), Key::plain(Code::Home), Key::plain(Code::Backspace), Key::char('/')]
            {
                assert_eq!(action_for(place, key), None, "{key:?} edits in {place:?}");
            }
        }
    }

    /// Catches: an action left out of the table, a label too long for the hint line, wording missing in a language.
    #[test]
    fn every_action_is_told_in_both_languages() {
        let actions: Vec<Action> = ACTIONS.iter().map(|row| row.action).collect();
        let mut distinct = actions.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), actions.len());
        assert_eq!(actions.len(), Action::Last as usize + 1);
        for row in ACTIONS {
            assert!(row.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", row.name);
            assert!((1..=4).contains(&row.wording.label(Lang::Zh).chars().count()), "{}", row.name);
            assert!(
                row.wording.about(Lang::Zh).ends_with('。') && row.wording.about(Lang::En).ends_with('.')
            );
            assert!(row.wording.about(Lang::En).is_ascii(), "{}", row.name);
            assert!(Place::ALL.iter().any(|place| row.places.contains(*place)), "{} works nowhere", row.name);
        }
    }

    /// Catches: a place one cannot leave, or where nothing explains itself.
    #[test]
    fn every_place_has_a_way_out_and_help() {
        for place in Place::ALL {
            assert_eq!(action_for(place, Key::plain(Code::Esc)), Some(Action::Back));
            assert_eq!(action_for(place, Key::ctrl('q')), Some(Action::Quit));
            assert!(place == Place::Help || action_for(place, Key::f(1)) == Some(Action::Help));
            let shown: Vec<_> = hints_in(place).iter().take(6).map(|row| row.action).collect();
            assert!(shown.contains(&Action::Help) || shown.contains(&Action::Back), "{place:?}: {shown:?}");
        }
    }

    /// Catches: a command that cannot be found by what it is called.
    #[test]
    fn each_command_is_found_by_its_names() {
        for row in ACTIONS {
            for query in
                ["", row.name, row.wording.label(Lang::Zh), &row.wording.label(Lang::En).to_uppercase()]
            {
                assert!(matches(row, query), "{} by {query:?}", row.name);
            }
            assert!(!matches(row, "龘"));
        }
        assert!(matches(Action::Save.row(), " ｓａｖｅ "));
    }

    /// Catches: a README table that misses a row or a language.
    #[test]
    fn the_markdown_table_has_every_action() {
        for lang in [Lang::Zh, Lang::En] {
            let table = markdown(lang);
            assert_eq!(table.lines().count(), ACTIONS.len() + 2);
            assert!(table.contains("`Ctrl+S`") && table.contains("`F9` `Ctrl+K`"), "{table}");
        }
    }
}
