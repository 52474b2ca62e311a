//! The table of actions. The meaning of each key, the hint line, help, the command list and the key table of
//! the pages under `docs/` are all derived from it, so they cannot disagree.

use super::input::{Code, Held, Key};
use super::symbols::{self, Symbols};
use crate::text::Lang;
use crate::text::actions as wording;

mod habit;
mod places;
mod sought;
mod table;

pub use crate::text::actions::Wording;
pub use habit::Habit;
pub use places::{PLACES, Place, PlaceRow, Places};
pub use sought::{Level, Sought};
use table::LISTS;
#[cfg(test)]
use table::SAVED;
pub use table::{ACTIONS, ACTS, Action, ActionRow};

impl Action {
    /// Its row of the table.
    pub fn row(self) -> &'static ActionRow {
        // A test checks that every action has a row; the first row is a fallback that keeps this infallible.
        rows().find(|row| row.action == self).unwrap_or(&ACTIONS[0])
    }

    /// Whether it is something that is added to a case or said of it: what `+` lists.
    pub const fn is_act(self) -> bool {
        matches!(self, Self::Do(_) | Self::AddParty | Self::Void)
    }
}

/// All rows: those of the table, then the acts on a case.
pub fn rows() -> impl Iterator<Item = &'static ActionRow> {
    ACTIONS.iter().chain(ACTS.iter())
}

impl ActionRow {
    /// Whether one of its keys does it in that place.
    pub fn has_key_in(&self, place: Place) -> bool {
        self.places.contains(place) && !self.keys.is_empty()
    }
}

/// Additional punctuation keys that users expect, active where no text is typed.
const ACCELERATORS: &[(char, Action)] = &[('/', Action::Find), ('?', Action::Help)];

/// The action of that key in that place.
pub fn action_for(place: Place, key: Key) -> Option<Action> {
    actions_in(place)
        .find(|row| row.has_key_in(place) && row.keys.contains(&key))
        .map(|row| row.action)
        .or_else(|| accelerator(place, key))
}

fn accelerator(place: Place, key: Key) -> Option<Action> {
    let (_, action) = ACCELERATORS.iter().find(|(c, _)| LISTS.contains(place) && key == Key::char(*c))?;
    Some(*action)
}

/// The actions of that place, in the order of the table; the command list has them all.
pub fn actions_in(place: Place) -> impl Iterator<Item = &'static ActionRow> {
    rows().filter(move |row| row.places.contains(place) || row.also.contains(place))
}

/// The rows in the hint line of that place, most important first.
pub fn hints_in(place: Place) -> Vec<&'static ActionRow> {
    let mut rows: Vec<_> =
        actions_in(place).filter(|row| row.hint.is_some() && row.has_key_in(place)).collect();
    rows.retain(|row| !needs_no_telling(place, row.action));
    rows.sort_by_key(|row| rank_in(place, row));
    rows
}

/// The rank of a row in the hint line of that place: a narrow line of a reported table has room for the lock or for the
/// span, and the arrows lead to other months too.
fn rank_in(place: Place, row: &ActionRow) -> Option<u8> {
    match (place, row.action) {
        (Place::Totals | Place::Report, Action::Span) => Some(16),
        _ => row.hint,
    }
}

/// Actions that are left out of the hint line because they are not useful there: nothing to go back to in the
/// register or on the locked screen, and a case that already has its parties.
fn needs_no_telling(place: Place, action: Action) -> bool {
    matches!(
        (place, action),
        (Place::Register, Action::Back)
            | (Place::Dispute, Action::AddParty)
            | (Place::Services, Action::Span)
            | (Place::Unlock, Action::Back)
    )
}

/// The name of a key as printed on the keyboard.
pub fn key_name(key: Key, symbols: &Symbols) -> String {
    let base = match key.code {
        Code::F(number) => format!("F{number}"),
        Code::Char(' ') => "Space".into(),
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

/// The keys that do it in that place, separated by spaces; of an act that has none there, the key of the list of acts.
/// What only the command list has is shown no key: F9 would open the list again.
pub fn key_names(row: &ActionRow, place: Place, symbols: &Symbols) -> String {
    let name = |key: &Key| key_name(*key, symbols);
    if row.has_key_in(place) {
        let names: Vec<String> = row.keys.iter().map(name).collect();
        return names.join(" ");
    }
    let list = Action::Act.row();
    let key = list.keys.first().filter(|_| row.action.is_act() && list.has_key_in(place));
    key.map(name).unwrap_or_default()
}

/// The key table as Markdown, for the pages under `docs/`.
pub fn markdown(lang: Lang) -> String {
    let [action, keys, about] = wording::key_table_headings(lang);
    let head = format!("| {action} | {keys} | {about} |\n|---|---|---|\n");
    rows().fold(head, |table, row| {
        // What has no key of its own is listed: an act by `+`, all else by the command list.
        let list = if row.action.is_act() { Action::Act } else { Action::Commands };
        let keys = if row.keys.is_empty() { list.row().keys } else { row.keys };
        let names: Vec<String> =
            keys.iter().map(|key| format!("`{}`", key_name(*key, &symbols::UNICODE))).collect();
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
    use crate::domain::pinyin::shown_initials;
    use std::collections::HashMap;

    /// Keys used by an input method, the terminal or the control codes.
    fn is_forbidden(key: Key) -> bool {
        let ctrl = key.held.contains(Held::CTRL);
        match key.code {
            Code::F(11) => true,
            // With an input method on, it reaches the program while nothing is composed.
            Code::Char(' ') if key.held == Held::NONE => false,
            // A sign reaches the program where no text is typed.
            Code::Char(c) if !ctrl => !c.is_ascii_punctuation(),
            Code::Char(c) if ctrl => " .vhijmc".contains(c) || key.held != Held::CTRL,
            _ => key.held.contains(Held::ALT) || key.held.contains(Held::CTRL.and(Held::SHIFT)),
        }
    }

    /// Catches: an action that cannot be reached while the input method is on.
    #[test]
    fn every_action_has_keys_and_all_reach_the_program() {
        for row in ACTIONS {
            let listed = PLACES.iter().all(|at| !row.places.contains(at.place) || SAVED.contains(at.place));
            assert!(!row.keys.is_empty() || listed, "{} has no key and is in no command list", row.name);
            for key in row.keys {
                assert!(!is_forbidden(*key), "{}: {key:?}", row.name);
                let taken_by_terminals = [Key::f(1), Key::f(10)].contains(key);
                assert!(!taken_by_terminals || row.keys.len() > 1, "{}: only {key:?}", row.name);
                let types = PLACES.iter().filter(|at| at.typing == crate::tui::stack::Typing::Words);
                let is_sign = matches!(key, Key { code: Code::Char(_), held: Held::NONE });
                let text_in = types.map(|at| at.place).find(|place| is_sign && row.places.contains(*place));
                assert_eq!(text_in, None, "{key:?} of {} is text there", row.name);
            }
        }
        assert!(ACCELERATORS.iter().all(|(c, _)| c.is_ascii_punctuation()));
    }

    /// Keys that an input method takes for itself at any time: F4 and Ctrl+` of Rime, Ctrl+; and Ctrl+. of fcitx5, Ctrl+,
    /// and Ctrl+/ of others, Ctrl+Space of all. Ctrl+4 and Ctrl+K are taken by Rime too, but only while it composes.
    fn is_taken_by_an_input_method(key: Key) -> bool {
        key == Key::f(4)
            || matches!(key.code, Code::Char(c) if key.held.contains(Held::CTRL) && "`;.,/ ".contains(c))
    }

    /// Catches: a hint line that names F4, which opens the menu of Rime and never reaches the program.
    #[test]
    fn the_key_shown_first_is_taken_by_no_input_method() {
        for row in ACTIONS {
            assert!(!row.keys.first().is_some_and(|key| is_taken_by_an_input_method(*key)), "{}", row.name);
        }
    }

    /// Catches: one of two actions that silently never happens.
    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in PLACES.iter().map(|row| row.place) {
            let mut seen: HashMap<Key, &str> = HashMap::new();
            for row in actions_in(place).filter(|row| row.has_key_in(place)) {
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
        let kept = [Key::plain(Code::Delete)];
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

    /// Catches: a place that is given the row of another.
    #[test]
    fn every_place_has_its_own_row() {
        for (at, row) in PLACES.iter().enumerate() {
            assert_eq!(row.place as usize, at, "{:?}", row.place);
            assert_eq!(row.place.row().place, row.place);
        }
    }

    /// Catches: an action left out of the table, a label too long for the hint line, wording missing in a language.
    #[test]
    fn every_action_is_told_in_both_languages() {
        let actions: Vec<Action> = rows().map(|row| row.action).collect();
        let mut distinct = actions.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), actions.len());
        for row in rows() {
            assert!(row.name.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c)), "{}", row.name);
            let most = if row.hint.is_some() { 4 } else { 5 };
            assert!((1..=most).contains(&row.wording.label(Lang::Zh).chars().count()), "{}", row.name);
            assert!(
                row.wording.about(Lang::Zh).ends_with('。') && row.wording.about(Lang::En).ends_with('.')
            );
            assert!(row.wording.about(Lang::En).is_ascii(), "{}", row.name);
            assert!(PLACES.iter().any(|at| row.places.contains(at.place)), "{} works nowhere", row.name);
        }
    }

    /// Catches: a place one cannot leave, or where nothing explains itself.
    #[test]
    fn every_place_has_a_way_out_and_help() {
        for place in PLACES.iter().map(|row| row.place) {
            assert_eq!(action_for(place, Key::plain(Code::Esc)), Some(Action::Back));
            assert_eq!(action_for(place, Key::ctrl('q')), Some(Action::Quit));
            assert!(place == Place::Help || action_for(place, Key::f(1)) == Some(Action::Help));
            let shown: Vec<_> = hints_in(place).iter().take(6).map(|row| row.action).collect();
            assert!(shown.contains(&Action::Help) || shown.contains(&Action::Back), "{place:?}: {shown:?}");
        }
    }

    /// Catches: a command that cannot be found by what it is called: Chinese of either form, initials, full pinyin, a
    /// mixture; English in English.
    #[test]
    fn each_command_is_found_by_its_names() {
        let fits =
            |lang, typed: &str, row: &ActionRow| Sought::new(lang, typed).fit(row).map(|(level, _)| level);
        for row in rows() {
            let label = row.wording.label(Lang::Zh);
            for typed in [label.to_owned(), shown_initials(label), format!(" {label} ")] {
                assert_eq!(fits(Lang::Zh, &typed, row), Some(Level::Whole), "{} by {typed:?}", row.name);
            }
            for typed in [row.name, &row.wording.label(Lang::En).to_uppercase()] {
                assert_eq!(fits(Lang::En, typed, row), Some(Level::Whole), "{} by {typed:?}", row.name);
            }
            assert_eq!(fits(Lang::Zh, "龘", row), None);
        }
        let totals = Action::Totals.row();
        for typed in ["tj", "tongji", "tongj", "tji", "ＴＪ", "統計", "统计", "tong ji", "t"] {
            assert!(fits(Lang::Zh, typed, totals).is_some(), "{typed}");
        }
        assert_eq!(fits(Lang::En, " ｓａｖｅ ", Action::Save.row()), Some(Level::Whole));
        assert_eq!(fits(Lang::Zh, "excel", Action::Export.row()), Some(Level::Told));
    }

    /// Catches: rows that turn up in the Chinese list because an English word stands behind them, and rows in the English
    /// one because their pinyin happens to begin so.
    #[test]
    fn a_word_of_the_other_language_finds_nothing_by_chance() {
        for word in ["save", "find", "lock", "export", "print", "help", "totals", "report", "the", "case"] {
            let sought = Sought::new(Lang::Zh, word);
            let found: Vec<_> = rows().filter(|row| sought.fit(row).is_some()).map(|row| row.name).collect();
            assert!(found.is_empty(), "{word}: {found:?}");
        }
        for pinyin in ["tj", "dykk", "baocun", "dkai"] {
            let sought = Sought::new(Lang::En, pinyin);
            assert!(rows().all(|row| sought.fit(row).is_none()), "{pinyin}");
        }
    }

    /// Catches: a key table that misses a row or a language.
    #[test]
    fn the_markdown_table_has_every_action() {
        for lang in [Lang::Zh, Lang::En] {
            let table = markdown(lang);
            assert_eq!(table.lines().count(), rows().count() + 2);
            assert!(table.contains("`Ctrl+S`") && table.contains("`F9` `Ctrl+K`"), "{table}");
        }
    }
}
