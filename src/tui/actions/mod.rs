//! The table of actions. The meaning of each key, the hint line, help, the command list and the key table of
//! the pages under `docs/` are all derived from it, so they cannot disagree.

use super::input::{Code, Held, Key};
use super::symbols::{self, Symbols};
use crate::text::Lang;
use crate::text::actions as wording;

mod places;
mod table;

pub use crate::text::actions::Wording;
pub use places::{PLACES, Place, PlaceRow, Places};
use table::LISTS;
pub use table::{ACTIONS, Action, ActionRow};

impl Action {
    /// Its row of the table.
    pub fn row(self) -> &'static ActionRow {
        // A test checks that every action has a row; the first row is a fallback that keeps this infallible.
        ACTIONS.iter().find(|row| row.action == self).unwrap_or(&ACTIONS[0])
    }
}

/// Additional punctuation keys that users expect, active where no text is typed.
const ACCELERATORS: &[(char, Action)] = &[('/', Action::Find), ('?', Action::Help)];

/// The action of that key in that place.
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

/// The actions of that place, in the order of the table.
pub fn actions_in(place: Place) -> impl Iterator<Item = &'static ActionRow> {
    ACTIONS.iter().filter(move |row| row.places.contains(place))
}

/// The rows in the hint line of that place, most important first.
pub fn hints_in(place: Place) -> Vec<&'static ActionRow> {
    let mut rows: Vec<_> =
        actions_in(place).filter(|row| row.hint.is_some() && !needs_no_telling(place, row.action)).collect();
    rows.sort_by_key(|row| row.hint);
    rows
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

/// Whether a row matches the text typed in the command list: part of its label in either language, of its
/// sentence, or of its name.
pub fn matches(row: &ActionRow, query: &str) -> bool {
    let folded: String = query.chars().map(super::input::half_width).collect();
    let query = folded.trim().to_lowercase();
    let texts = [Lang::Zh, Lang::En].map(|lang| (row.wording.label(lang), row.wording.about(lang)));
    query.is_empty()
        || row.name.contains(&query)
        || texts.iter().any(|(label, about)| {
            label.to_lowercase().contains(&query) || about.to_lowercase().contains(&query)
        })
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

/// All keys of a row, separated by spaces.
pub fn key_names(row: &ActionRow, symbols: &Symbols) -> String {
    let names: Vec<String> = row.keys.iter().map(|key| key_name(*key, symbols)).collect();
    names.join(" ")
}

/// The key table as Markdown, for the pages under `docs/`.
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

    /// Keys used by an input method, the terminal or the control codes.
    fn is_forbidden(key: Key) -> bool {
        let ctrl = key.held.contains(Held::CTRL);
        match key.code {
            Code::F(11) => true,
            // With an input method on, it reaches the program while nothing is composed.
            Code::Char(' ') if key.held == Held::NONE => false,
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
        for place in PLACES.iter().map(|row| row.place) {
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

    /// Catches: a key table that misses a row or a language.
    #[test]
    fn the_markdown_table_has_every_action() {
        for lang in [Lang::Zh, Lang::En] {
            let table = markdown(lang);
            assert_eq!(table.lines().count(), ACTIONS.len() + 2);
            assert!(table.contains("`Ctrl+S`") && table.contains("`F9` `Ctrl+K`"), "{table}");
        }
    }
}
