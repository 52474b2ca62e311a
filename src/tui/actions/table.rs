//! The rows of the table of actions.

use std::sync::LazyLock;

use super::super::input::{Code, Key};
use super::Wording;
use super::places::{Place, Places};
use crate::domain::act::{Act, Deed};
use crate::text::actions as wording;

/// One row of the table.
#[derive(Debug)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its name for scripts and settings, kebab-case.
    pub name: &'static str,
    /// Its keys, the one to show first; none for one that only the command list has. All of them reach the program
    /// while an input method is on.
    pub keys: &'static [Key],
    /// The places where its keys work.
    pub places: Places,
    /// The places where it works too, but only the command list has it: its keys mean something else there.
    pub also: Places,
    /// Its rank in the hint line, smallest first; none to leave it out.
    pub hint: Option<u8>,
    /// Its name and description.
    pub wording: Wording,
}

pub(super) const LISTS: Places = Places::of(&[Place::Register, Place::Dispute, Place::Totals, Place::Cases])
    .and(&[Place::Due, Place::Services, Place::Report, Place::Analysis, Place::Roster]);
const ROOMS: Places = LISTS.and(&[Place::Find]).but(&[Place::Roster]);
const LISTED: Places = Places::of(&[Place::Services, Place::Roster, Place::Backups]);
const PERIODS: Places = Places::of(&[Place::Totals, Place::Services, Place::Report, Place::Analysis]);
const FORMS: Places = Places::of(&[
    Place::Entry,
    Place::Outcome,
    Place::Settings,
    Place::Welcome,
    Place::Laptop,
    Place::Bundle,
]);
const EDITED: Places = FORMS.and(&[Place::InPlace, Place::Export]);
const FIELDS: Places = EDITED.and(&[Place::PickList]);
pub(super) const SAVED: Places = ROOMS.and(&[Place::Entry, Place::Outcome, Place::Settings, Place::Roster]);
const CASE_LISTS: Places = Places::of(&[Place::Register, Place::Cases]);
/// The screens where a case is open or selected.
const WITH_CASE: Places = CASE_LISTS.and(&[Place::Dispute, Place::Due, Place::Find]);
/// The lists whose cases can be marked.
const MARKED: Places = CASE_LISTS.and(&[Place::Due]);
/// The screens that list something to process item by item.
const STEPS: Places = Places::of(&[Place::Import, Place::Documents, Place::Transcribe]).and(&[
    Place::History,
    Place::Then,
    Place::Disclosures,
    Place::Conflicts,
    Place::Merge,
]);
const PAGES: Places = Places::EVERYWHERE.but(&[Place::Outcome, Place::Welcome, Place::Confirm]);

/// Defines the actions and their table together: a row is name, keys, places, rank in the hint line, wording, and the
/// places where only the command list has it.
macro_rules! actions {
    ($($action:ident = $name:literal, $keys:expr, $places:expr, $hint:expr, $wording:expr $(, also $also:expr)?;)*) => {
        /// An action of the user.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each is described by its wording in the table")]
        pub enum Action { $($action,)* Do(Act) }

        /// The table, in the order of the command list; [`ACTS`] follow it.
        pub const ACTIONS: &[ActionRow] = &[$(ActionRow {
            action: Action::$action, name: $name, keys: &$keys, places: $places, hint: $hint, wording: $wording,
            also: Places::of(&[]) $(.and_all($also))?,
        }),*];
    };
}

#[rustfmt::skip]
actions! {
    Open = "open", [Key::plain(Code::Enter)],
        ROOMS.but(&[Place::Dispute])
            .and(&[Place::Roster, Place::Locks, Place::Files, Place::Ended, Place::Import, Place::Documents, Place::History, Place::Backups, Place::Conflicts]), Some(10), wording::OPEN;
    NextField = "next-field", [Key::plain(Code::Enter)], Places::of(&[Place::Transcribe]), Some(10), wording::NEXT_FIELD;
    Edit = "edit", [Key::plain(Code::Enter)], Places::of(&[Place::Dispute]), Some(10), wording::EDIT;
    Accept = "accept", [Key::plain(Code::Enter)],
        EDITED.and(&[Place::Palette, Place::Confirm, Place::PickList, Place::Custody, Place::Protection, Place::Unlock, Place::SignIn, Place::Exchange]), Some(12), wording::ACCEPT;
    Save = "save", [Key::ctrl('s')], EDITED.and(&[Place::Merge]), Some(5), wording::SAVE;
    Write = "write", [Key::ctrl('s')], Places::of(&[Place::Import]), Some(5), wording::WRITE;
    Print = "print", [Key::ctrl('p'), Key::ctrl('s')], Places::of(&[Place::Documents]), Some(5), wording::PRINT;
    Add = "add", [Key::f(2), Key::ctrl('n')], LISTED, Some(11), wording::ADD;
    Log = "log", [Key::f(2), Key::ctrl('n')], ROOMS.but(&[Place::Services]), Some(17), wording::LOG;
    Find = "find", [Key::f(3), Key::ctrl('f')], LISTS.and(&[Place::Entry]), Some(18), wording::FIND;
    Totals = "totals", [Key::ctrl('t'), Key::f(4)],
        ROOMS.and(&[Place::Entry]).but(&[Place::Totals]), Some(19), wording::TOTALS;
    Outcome = "outcome", [Key::f(8), Key::ctrl('o')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Totals, Place::Services, Place::Report, Place::Analysis]), Some(20), wording::OUTCOME;
    Commands = "commands", [Key::f(9), Key::ctrl('k')], SAVED, Some(21), wording::COMMANDS;
    Next = "next", [Key::plain(Code::Tab)], FIELDS, Some(44), wording::NEXT;
    Previous = "previous", [Key::plain(Code::BackTab)], FIELDS, None, wording::PREVIOUS;
    NextSection = "next-section", [Key::plain(Code::Tab)], Places::of(&[Place::Dispute]), Some(11), wording::NEXT_SECTION;
    PreviousSection = "previous-section", [Key::plain(Code::BackTab)], Places::of(&[Place::Dispute]), None, wording::PREVIOUS_SECTION;
    NewLine = "new-line", [Key::ctrl('e')], EDITED, None, wording::NEW_LINE;
    Earlier = "earlier", [Key::plain(Code::Left)], PERIODS.and(&[Place::Locks, Place::Disclosures]), Some(11), wording::EARLIER;
    Later = "later", [Key::plain(Code::Right)], PERIODS.and(&[Place::Locks, Place::Disclosures]), Some(12), wording::LATER;
    Group = "group", [Key::plain(Code::Tab)], PERIODS.and(&[Place::Due, Place::Roster, Place::Import, Place::Disclosures]), Some(13), wording::GROUP;
    GroupBack = "group-back", [Key::plain(Code::BackTab)], PERIODS.and(&[Place::Due, Place::Roster, Place::Import, Place::Disclosures]), None, wording::GROUP_BACK;
    Swap = "swap", [Key::plain(Code::Tab)], Places::of(&[Place::Merge]), Some(11), wording::SWAP;
    Take = "take", [Key::plain(Code::Enter)], Places::of(&[Place::Merge]), Some(10), wording::TAKE;
    Pane = "pane", [Key::plain(Code::Tab), Key::plain(Code::BackTab)], Places::of(&[Place::Documents]), Some(13), wording::PANE;
    PreviousColumn = "previous-column", [Key::with_ctrl(Code::Left)],
        Places::of(&[Place::Totals, Place::Report, Place::Analysis]), None, wording::PREVIOUS_COLUMN;
    NextColumn = "next-column", [Key::with_ctrl(Code::Right)],
        Places::of(&[Place::Totals, Place::Report, Place::Analysis]), None, wording::NEXT_COLUMN;
    View = "view", [Key::ctrl('e')], Places::of(&[Place::Totals]), Some(16), wording::VIEW;
    Span = "span", [Key::ctrl('l')], PERIODS, Some(14), wording::SPAN;
    Scope = "scope", [Key::ctrl('b')], PERIODS.and(&[Place::Due, Place::Locks]), Some(22), wording::SCOPE;
    Chart = "chart", [Key::ctrl('r')], Places::of(&[Place::Totals]), Some(23), wording::CHART;
    Basis = "basis", [Key::ctrl('u')], Places::of(&[Place::Totals, Place::Report, Place::Analysis]), Some(24), wording::BASIS;
    Lock = "lock", [Key::ctrl('w')], Places::of(&[Place::Totals, Place::Report, Place::Locks]), Some(14), wording::LOCK, also ROOMS;
    Analysis = "analysis", [Key::ctrl('p')], Places::of(&[Place::Totals]), Some(26), wording::ANALYSIS;
    Template = "template", [Key::ctrl('e')], Places::of(&[Place::Report]), Some(16), wording::TEMPLATE;
    Round = "round", [Key::ctrl('r')], Places::of(&[Place::Report]), Some(17), wording::ROUND;
    Due = "due", [Key::f(5), Key::ctrl('d')],
        ROOMS.and(&[Place::Entry]).but(&[Place::Due]), Some(27), wording::DUE;
    Services = "services", [Key::f(6)], ROOMS.and(&[Place::Entry]).but(&[Place::Services]), Some(28), wording::SERVICES;
    Report = "report", [Key::ctrl('a')], ROOMS.but(&[Place::Report]), Some(29), wording::REPORT;
    Documents = "documents", [Key::f(7), Key::ctrl('p')],
        Places::of(&[Place::Register, Place::Dispute, Place::Cases, Place::Due, Place::Find]), Some(30), wording::DOCUMENTS;
    Export = "export", [Key::f(7)],
        Places::of(&[Place::Totals, Place::Report, Place::Analysis, Place::Services, Place::Locks]), Some(30), wording::EXPORT;
    ExportList = "export-list", [Key::ctrl('w')], CASE_LISTS, Some(31), wording::EXPORT_LIST;
    Import = "import", [Key::ctrl('r')], Places::of(&[Place::Register, Place::Services]), Some(32), wording::IMPORT;
    Transcribe = "transcribe", [Key::ctrl('w')], Places::of(&[Place::Dispute]), Some(32), wording::TRANSCRIBE, also WITH_CASE;
    Order = "order", [Key::ctrl('e')], Places::of(&[Place::Transcribe]), Some(12), wording::ORDER;
    OpenCase = "open-case", [Key::ctrl('e')], Places::of(&[Place::Due]), Some(11), wording::OPEN_CASE;
    Roster = "roster", [Key::ctrl('b')], Places::of(&[Place::Settings]), Some(30), wording::ROSTER;
    Retire = "retire", [Key::with_ctrl(Code::Delete)], Places::of(&[Place::Roster]), Some(12), wording::RETIRE;
    LeaveOut = "leave-out", [Key::with_ctrl(Code::Delete)], Places::of(&[Place::Import]), Some(12), wording::LEAVE_OUT;
    Filter = "filter", [Key::ctrl('l')], CASE_LISTS, Some(22), wording::FILTER;
    ClearFilter = "clear-filter", [Key::ctrl('u')], CASE_LISTS, Some(40), wording::CLEAR_FILTER;
    Mark = "mark", [Key::char(' ')], MARKED, Some(32), wording::MARK;
    Batch = "batch", [Key::ctrl('s')], MARKED, Some(33), wording::BATCH;
    Sort = "sort", [Key::ctrl('e')], CASE_LISTS, Some(41), wording::SORT;
    Act = "act", [Key::char('+'), Key::ctrl('5')], WITH_CASE.but(&[Place::Find]), Some(15), wording::ACT;
    AddParty = "add-party", [Key::ctrl('b')],
        Places::of(&[Place::Entry, Place::Dispute]), Some(16), wording::ADD_PARTY;
    RemoveParty = "remove-party", [Key::ctrl('r')],
        Places::of(&[Place::Entry, Place::Dispute]), None, wording::REMOVE_PARTY;
    PartyKind = "party-kind", [Key::ctrl('u')], Places::of(&[Place::Entry]), None, wording::PARTY_KIND;
    Discard = "discard", [Key::ctrl('l')], Places::of(&[Place::Entry]), Some(16), wording::DISCARD;
    Void = "void", [Key::with_ctrl(Code::Delete)], CASE_LISTS.and(&[Place::Dispute, Place::Services]), None, wording::VOID, also WITH_CASE;
    Copy = "copy", [Key::ctrl('x')], LISTS.and(&[Place::Locks, Place::Transcribe, Place::History, Place::Disclosures]), Some(42), wording::COPY;
    Summary = "summary", [], CASE_LISTS.and(&[Place::Dispute]), None, wording::SUMMARY;
    Again = "again", [], CASE_LISTS.and(&[Place::Dispute]), None, wording::AGAIN;
    Merge = "merge", [], CASE_LISTS.and(&[Place::Dispute]), None, wording::MERGE;
    Undo = "undo", [Key::ctrl('z')], SAVED.and(&[Place::Locks, Place::Documents, Place::History, Place::Conflicts]), Some(43), wording::UNDO;
    Redo = "redo", [Key::ctrl('y')], SAVED.and(&[Place::Locks, Place::Documents, Place::History, Place::Conflicts]), None, wording::REDO;
    HandOver = "hand-over", [Key::ctrl('l')], Places::of(&[Place::Dispute, Place::Laptop]), Some(34), wording::HAND_OVER, also WITH_CASE;
    History = "history", [Key::ctrl('e')], Places::of(&[Place::Dispute]), Some(33), wording::HISTORY, also WITH_CASE;
    RestoreCase = "restore-case", [Key::ctrl('r')], Places::of(&[Place::History, Place::Then]), Some(12), wording::RESTORE_CASE;
    Custody = "custody", [Key::ctrl('b')], Places::of(&[Place::Register]), Some(49), wording::CUSTODY;
    Exchange = "exchange", [Key::ctrl('e')], Places::of(&[Place::Custody]), None, wording::EXCHANGE;
    Conflicts = "conflicts", [Key::ctrl('t')], Places::of(&[Place::Custody]), None, wording::CONFLICTS;
    Backups = "backups", [Key::ctrl('b')], Places::of(&[Place::Custody]), None, wording::BACKUPS;
    VerifyBackup = "verify-backup", [Key::ctrl('e')], Places::of(&[Place::Backups]), Some(13), wording::VERIFY_BACKUP;
    SecondPlace = "second-place", [Key::ctrl('l')], Places::of(&[Place::Backups]), Some(14), wording::SECOND_PLACE;
    Disclosures = "disclosures", [Key::ctrl('d')], Places::of(&[Place::Custody]), None, wording::DISCLOSURES;
    Protection = "protection", [Key::ctrl('p')], Places::of(&[Place::Custody]), None, wording::PROTECTION;
    Laptop = "laptop", [Key::ctrl('l')], Places::of(&[Place::Custody]), None, wording::LAPTOP;
    Settings = "settings", [Key::f(10), Key::f(12)], ROOMS.and(&[Place::Custody]), Some(50), wording::SETTINGS;
    LockScreen = "lock-screen", [Key::ctrl('4'), Key::ctrl('\\')], Places::EVERYWHERE.but(&[Place::Unlock, Place::Welcome]), None, wording::LOCK_SCREEN;
    Language = "language", [Key::f(2), Key::ctrl('l')], Places::of(&[Place::Welcome]), Some(14), wording::LANGUAGE;
    Tour = "tour", [Key::f(3), Key::ctrl('t')], Places::of(&[Place::Welcome]), Some(15), wording::TOUR;
    Help = "help", [Key::f(1), Key::ctrl('g')], Places::EVERYWHERE.but(&[Place::Help]), Some(16), wording::HELP;
    Back = "back", [Key::plain(Code::Esc)], Places::EVERYWHERE, Some(15), wording::BACK;
    Quit = "quit", [Key::ctrl('q')], Places::EVERYWHERE, Some(45), wording::QUIT;
    Up = "up", [Key::plain(Code::Up)], Places::EVERYWHERE, None, wording::UP;
    Down = "down", [Key::plain(Code::Down)], Places::EVERYWHERE, None, wording::DOWN;
    PageUp = "page-up", [Key::plain(Code::PageUp)], PAGES, None, wording::PAGE_UP;
    PageDown = "page-down", [Key::plain(Code::PageDown)], PAGES, None, wording::PAGE_DOWN;
    First = "first", [Key::plain(Code::Home)], LISTS.and(&[Place::Help, Place::Locks, Place::Backups]).and_all(STEPS), None, wording::FIRST;
    Last = "last", [Key::plain(Code::End)], LISTS.and(&[Place::Help, Place::Locks, Place::Backups]).and_all(STEPS), None, wording::LAST;
}

/// A row for each act on a case, after those of the table. They have no keys of their own: `+` lists them.
pub static ACTS: LazyLock<Vec<ActionRow>> = LazyLock::new(|| Act::all().filter_map(row_of).collect());

/// The row of an act; none where an action of the table does it.
fn row_of(act: Act) -> Option<ActionRow> {
    let (name, places) = match act {
        Act::Fill(Deed::Void) => return None,
        // The page of a case has a key for it.
        Act::Add(kind @ crate::domain::field::PartKind::Party) => {
            (kind.code(), WITH_CASE.but(&[Place::Dispute]))
        }
        Act::Add(kind) => (kind.code(), WITH_CASE),
        Act::Fill(deed) => (deed.code(), WITH_CASE),
    };
    let (action, wording) = (Action::Do(act), wording::act(act));
    Some(ActionRow { action, name, keys: &[], places, also: Places::of(&[]), hint: None, wording })
}
