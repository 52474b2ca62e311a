//! The rows of the table of actions.

use super::super::input::{Code, Key};
use super::places::{Place, Places};
use super::{Action, Wording};
use crate::text::actions as wording;

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

pub(super) const LISTS: Places = Places::of(&[Place::Register, Place::Dispute, Place::Totals, Place::Cases])
    .and(&[Place::Due, Place::Services, Place::Report, Place::Analysis, Place::Roster]);
const ROOMS: Places = LISTS.and(&[Place::Find]).but(&[Place::Roster]);
const LISTED: Places = Places::of(&[Place::Services, Place::Roster, Place::Backups]);
const PERIODS: Places = Places::of(&[Place::Totals, Place::Services, Place::Report, Place::Analysis]);
const FORMS: Places = Places::of(&[Place::Entry, Place::Outcome, Place::Settings, Place::Welcome]);
const EDITED: Places = FORMS.and(&[Place::InPlace, Place::Export]);
const FIELDS: Places = EDITED.and(&[Place::PickList]);
const SAVED: Places = ROOMS.and(&[Place::Entry, Place::Outcome, Place::Settings, Place::Roster]);
const CASE_LISTS: Places = Places::of(&[Place::Register, Place::Cases]);
/// Where one goes through a list of what is to be done with something.
const STEPS: Places = Places::of(&[Place::Import, Place::Documents, Place::Transcribe]).and(&[
    Place::History,
    Place::Then,
    Place::Disclosures,
]);
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
    row(Action::Open, "open", &[Key::plain(Code::Enter)],
        ROOMS.but(&[Place::Dispute])
            .and(&[Place::Roster, Place::Locks, Place::Files, Place::Ended, Place::Import, Place::Documents, Place::History, Place::Backups]), Some(10), wording::OPEN),
    row(Action::NextField, "next-field", &[Key::plain(Code::Enter)], Places::of(&[Place::Transcribe]), Some(10), wording::NEXT_FIELD),
    row(Action::Edit, "edit", &[Key::plain(Code::Enter)], Places::of(&[Place::Dispute]), Some(10), wording::EDIT),
    row(Action::Accept, "accept", &[Key::plain(Code::Enter)],
        EDITED.and(&[Place::Palette, Place::Confirm, Place::PickList, Place::Custody, Place::Protection, Place::Unlock, Place::SignIn]), Some(12), wording::ACCEPT),
    row(Action::Save, "save", &[Key::ctrl('s')], EDITED, Some(5), wording::SAVE),
    row(Action::Write, "write", &[Key::ctrl('s')], Places::of(&[Place::Import]), Some(5), wording::WRITE),
    row(Action::Print, "print", &[Key::ctrl('p'), Key::ctrl('s')], Places::of(&[Place::Documents]), Some(5), wording::PRINT),
    row(Action::Add, "add", &[Key::f(2), Key::ctrl('n')], LISTED, Some(11), wording::ADD),
    row(Action::Log, "log", &[Key::f(2), Key::ctrl('n')], ROOMS.but(&[Place::Services]), Some(17), wording::LOG),
    row(Action::Find, "find", &[Key::f(3), Key::ctrl('f')], LISTS.and(&[Place::Entry]), Some(18), wording::FIND),
    row(Action::Totals, "totals", &[Key::f(4), Key::ctrl('t')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Totals]), Some(19), wording::TOTALS),
    row(Action::Outcome, "outcome", &[Key::f(8), Key::ctrl('o')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Totals, Place::Services, Place::Report, Place::Analysis]), Some(20), wording::OUTCOME),
    row(Action::Commands, "commands", &[Key::f(9), Key::ctrl('k')], SAVED, Some(21), wording::COMMANDS),
    row(Action::Next, "next", &[Key::plain(Code::Tab)], FIELDS, Some(44), wording::NEXT),
    row(Action::Previous, "previous", &[Key::plain(Code::BackTab)], FIELDS, None, wording::PREVIOUS),
    row(Action::NextSection, "next-section", &[Key::plain(Code::Tab)], Places::of(&[Place::Dispute]), Some(11), wording::NEXT_SECTION),
    row(Action::PreviousSection, "previous-section", &[Key::plain(Code::BackTab)], Places::of(&[Place::Dispute]), None, wording::PREVIOUS_SECTION),
    row(Action::NewLine, "new-line", &[Key::ctrl('e')], EDITED, None, wording::NEW_LINE),
    row(Action::Earlier, "earlier", &[Key::plain(Code::Left)], PERIODS.and(&[Place::Locks, Place::Disclosures]), Some(11), wording::EARLIER),
    row(Action::Later, "later", &[Key::plain(Code::Right)], PERIODS.and(&[Place::Locks, Place::Disclosures]), Some(12), wording::LATER),
    row(Action::Group, "group", &[Key::plain(Code::Tab)], PERIODS.and(&[Place::Due, Place::Roster, Place::Import, Place::Disclosures]), Some(13), wording::GROUP),
    row(Action::GroupBack, "group-back", &[Key::plain(Code::BackTab)], PERIODS.and(&[Place::Due, Place::Roster, Place::Import, Place::Disclosures]), None, wording::GROUP_BACK),
    row(Action::Pane, "pane", &[Key::plain(Code::Tab), Key::plain(Code::BackTab)], Places::of(&[Place::Documents]), Some(13), wording::PANE),
    row(Action::PreviousColumn, "previous-column", &[Key::with_ctrl(Code::Left)],
        Places::of(&[Place::Totals, Place::Report, Place::Analysis]), None, wording::PREVIOUS_COLUMN),
    row(Action::NextColumn, "next-column", &[Key::with_ctrl(Code::Right)],
        Places::of(&[Place::Totals, Place::Report, Place::Analysis]), None, wording::NEXT_COLUMN),
    row(Action::View, "view", &[Key::ctrl('e')], Places::of(&[Place::Totals]), Some(16), wording::VIEW),
    row(Action::Span, "span", &[Key::ctrl('l')], PERIODS, Some(14), wording::SPAN),
    row(Action::Scope, "scope", &[Key::ctrl('b')], PERIODS.and(&[Place::Due, Place::Locks]), Some(22), wording::SCOPE),
    row(Action::Chart, "chart", &[Key::ctrl('r')], Places::of(&[Place::Totals]), Some(23), wording::CHART),
    row(Action::Basis, "basis", &[Key::ctrl('u')], Places::of(&[Place::Totals, Place::Report, Place::Analysis]), Some(24), wording::BASIS),
    row(Action::Lock, "lock", &[Key::ctrl('w')], Places::of(&[Place::Totals, Place::Report, Place::Locks]), Some(25), wording::LOCK),
    row(Action::Analysis, "analysis", &[Key::ctrl('p')], Places::of(&[Place::Totals]), Some(26), wording::ANALYSIS),
    row(Action::Template, "template", &[Key::ctrl('e')], Places::of(&[Place::Report]), Some(16), wording::TEMPLATE),
    row(Action::Round, "round", &[Key::ctrl('r')], Places::of(&[Place::Report]), Some(17), wording::ROUND),
    row(Action::Due, "due", &[Key::f(5), Key::ctrl('d')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Due]), Some(27), wording::DUE),
    row(Action::Services, "services", &[Key::f(6)], ROOMS.and(&[Place::Entry]).but(&[Place::Services]), Some(28), wording::SERVICES),
    row(Action::Report, "report", &[Key::ctrl('a')], ROOMS.but(&[Place::Report]), Some(29), wording::REPORT),
    row(Action::Documents, "documents", &[Key::f(7), Key::ctrl('p')],
        Places::of(&[Place::Register, Place::Dispute, Place::Cases, Place::Due, Place::Find]), Some(30), wording::DOCUMENTS),
    row(Action::Export, "export", &[Key::f(7)],
        Places::of(&[Place::Totals, Place::Report, Place::Analysis, Place::Services, Place::Locks]), Some(30), wording::EXPORT),
    row(Action::ExportList, "export-list", &[Key::ctrl('w')], CASE_LISTS, Some(31), wording::EXPORT_LIST),
    row(Action::Import, "import", &[Key::ctrl('r')], Places::of(&[Place::Register, Place::Services]), Some(32), wording::IMPORT),
    row(Action::Transcribe, "transcribe", &[Key::ctrl('w')], Places::of(&[Place::Dispute]), Some(32), wording::TRANSCRIBE),
    row(Action::Order, "order", &[Key::ctrl('e')], Places::of(&[Place::Transcribe]), Some(12), wording::ORDER),
    row(Action::OpenCase, "open-case", &[Key::ctrl('e')], Places::of(&[Place::Due]), Some(11), wording::OPEN_CASE),
    row(Action::Roster, "roster", &[Key::ctrl('b')], Places::of(&[Place::Settings]), Some(30), wording::ROSTER),
    row(Action::Retire, "retire", &[Key::with_ctrl(Code::Delete)], Places::of(&[Place::Roster]), Some(12), wording::RETIRE),
    row(Action::LeaveOut, "leave-out", &[Key::with_ctrl(Code::Delete)], Places::of(&[Place::Import]), Some(12), wording::LEAVE_OUT),
    row(Action::Filter, "filter", &[Key::ctrl('l')], CASE_LISTS, Some(22), wording::FILTER),
    row(Action::ClearFilter, "clear-filter", &[Key::ctrl('u')], CASE_LISTS, Some(40), wording::CLEAR_FILTER),
    row(Action::Sort, "sort", &[Key::ctrl('e')], CASE_LISTS, Some(41), wording::SORT),
    row(Action::AddParty, "add-party", &[Key::ctrl('b')],
        Places::of(&[Place::Entry, Place::Dispute]), Some(16), wording::ADD_PARTY),
    row(Action::RemoveParty, "remove-party", &[Key::ctrl('r')],
        Places::of(&[Place::Entry, Place::Dispute]), None, wording::REMOVE_PARTY),
    row(Action::Discard, "discard", &[Key::ctrl('l')], Places::of(&[Place::Entry]), Some(16), wording::DISCARD),
    row(Action::Void, "void", &[Key::with_ctrl(Code::Delete)], CASE_LISTS.and(&[Place::Dispute, Place::Services]), None, wording::VOID),
    row(Action::Copy, "copy", &[Key::ctrl('x')], LISTS.and(&[Place::Locks, Place::Transcribe, Place::History, Place::Disclosures]), Some(42), wording::COPY),
    row(Action::Undo, "undo", &[Key::ctrl('z')], SAVED.and(&[Place::Locks, Place::Documents, Place::History]), Some(43), wording::UNDO),
    row(Action::Redo, "redo", &[Key::ctrl('y')], SAVED.and(&[Place::Locks, Place::Documents, Place::History]), None, wording::REDO),
    row(Action::History, "history", &[Key::ctrl('e')], Places::of(&[Place::Dispute]), Some(33), wording::HISTORY),
    row(Action::RestoreCase, "restore-case", &[Key::ctrl('r')], Places::of(&[Place::History, Place::Then]), Some(12), wording::RESTORE_CASE),
    row(Action::Custody, "custody", &[Key::ctrl('b')], Places::of(&[Place::Register]), Some(49), wording::CUSTODY),
    row(Action::Exchange, "exchange", &[Key::ctrl('e')], Places::of(&[Place::Custody]), None, wording::EXCHANGE),
    row(Action::Conflicts, "conflicts", &[Key::ctrl('t')], Places::of(&[Place::Custody]), None, wording::CONFLICTS),
    row(Action::Backups, "backups", &[Key::ctrl('b')], Places::of(&[Place::Custody]), None, wording::BACKUPS),
    row(Action::VerifyBackup, "verify-backup", &[Key::ctrl('e')], Places::of(&[Place::Backups]), Some(13), wording::VERIFY_BACKUP),
    row(Action::SecondPlace, "second-place", &[Key::ctrl('l')], Places::of(&[Place::Backups]), Some(14), wording::SECOND_PLACE),
    row(Action::Disclosures, "disclosures", &[Key::ctrl('d')], Places::of(&[Place::Custody]), None, wording::DISCLOSURES),
    row(Action::Protection, "protection", &[Key::ctrl('p')], Places::of(&[Place::Custody]), None, wording::PROTECTION),
    row(Action::Laptop, "laptop", &[Key::ctrl('l')], Places::of(&[Place::Custody]), None, wording::LAPTOP),
    row(Action::Settings, "settings", &[Key::f(10), Key::f(12)], ROOMS.and(&[Place::Custody]), Some(50), wording::SETTINGS),
    row(Action::LockScreen, "lock-screen", &[Key::ctrl('4')], Places::EVERYWHERE.but(&[Place::Unlock, Place::Welcome]), None, wording::LOCK_SCREEN),
    row(Action::Language, "language", &[Key::f(2), Key::ctrl('l')], Places::of(&[Place::Welcome]), Some(14), wording::LANGUAGE),
    row(Action::Help, "help", &[Key::f(1), Key::ctrl('g')], Places::EVERYWHERE.but(&[Place::Help]), Some(16), wording::HELP),
    row(Action::Back, "back", &[Key::plain(Code::Esc)], Places::EVERYWHERE, Some(15), wording::BACK),
    row(Action::Quit, "quit", &[Key::ctrl('q')], Places::EVERYWHERE, Some(45), wording::QUIT),
    row(Action::Up, "up", &[Key::plain(Code::Up)], Places::EVERYWHERE, None, wording::UP),
    row(Action::Down, "down", &[Key::plain(Code::Down)], Places::EVERYWHERE, None, wording::DOWN),
    row(Action::PageUp, "page-up", &[Key::plain(Code::PageUp)], PAGES, None, wording::PAGE_UP),
    row(Action::PageDown, "page-down", &[Key::plain(Code::PageDown)], PAGES, None, wording::PAGE_DOWN),
    row(Action::First, "first", &[Key::plain(Code::Home)], LISTS.and(&[Place::Help, Place::Locks, Place::Backups]).and_all(STEPS), None, wording::FIRST),
    row(Action::Last, "last", &[Key::plain(Code::End)], LISTS.and(&[Place::Help, Place::Locks, Place::Backups]).and_all(STEPS), None, wording::LAST),
];
