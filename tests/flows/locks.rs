//! Locked months: the reported figures stay, later edits show as corrections, and snapshots, corrections and
//! open months add up to the year, whatever is edited, locked and unlocked in between.

use std::collections::BTreeMap;

use crate::support::figures::{keys as press, picture};
use crate::support::script::{locks, play, step};
use crate::support::{District, day};
use proptest::prelude::*;
use tiaojie::domain::{
    Closing, CutOff, DateRange, Dispute, DisputeId, Fen, Fixed, Month, OfficeId, Outcome, Party, Side,
};
use tiaojie::report::{LockedDays, LockedYear, MonthState, YearParts};
use tiaojie::store::{CaseFilter, Figures, Lock, Share, Store, StoreError};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens;
use tiaojie::tui::screens::totals::Totals;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::{ASCII, UNICODE};
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

/// How many random scripts: few in the suite, as many as asked for in the long form.
fn scripts() -> u32 {
    std::env::var("TIAOJIE_SCRIPTS").ok().and_then(|number| number.parse().ok()).unwrap_or(16)
}

fn month(month: u32) -> Month {
    Month::new(2024, month).unwrap()
}

/// What each case adds to those days, from the cases as they are read whole: no totals, no SQL of the locks.
fn shares(store: &Store, range: DateRange, office: Option<OfficeId>) -> BTreeMap<DisputeId, Share> {
    let mut shares = BTreeMap::new();
    for id in store.all_ids(&CaseFilter::default()).unwrap() {
        let case = store.dispute(id).unwrap();
        if case.is_accepted()
            && office.is_none_or(|office| case.office == office)
            && let Some(share) = share(&case, range)
        {
            shares.insert(id, share);
        }
    }
    shares
}

fn share(case: &Dispute, range: DateRange) -> Option<Share> {
    let accepted = range.contains(case.accepted_on);
    let closing = case.closing.filter(|closing| range.contains(closing.on));
    (accepted || closing.is_some()).then(|| Share {
        accepted: i64::from(accepted),
        people: if accepted { i64::from(case.people_count()) } else { 0 },
        outcome: closing.map(|closing| closing.outcome),
        amount: if closing.is_some() { case.agreed_amount() } else { Fen(0) },
        kind: case.kind.clone(),
        source: case.source.clone(),
        level: case.level,
        days: closing.map_or(0, |closing| (closing.on - case.accepted_on).num_days()),
    })
}

/// The figures of those days, counted one case after the other.
fn recount(store: &Store, range: DateRange, office: Option<OfficeId>) -> Figures {
    let sum =
        shares(store, range, office).values().fold(Figures::default(), |sum, share| sum + share.figures());
    let open = |case: &Dispute| {
        case.is_accepted()
            && office.is_none_or(|office| case.office == office)
            && case.accepted_on <= range.to
            && case.closing.is_none_or(|closing| closing.on > range.to)
    };
    let ids = store.all_ids(&CaseFilter::default()).unwrap();
    let pending = ids.iter().filter(|id| open(&store.dispute(**id).unwrap())).count();
    Figures { pending: i64::try_from(pending).unwrap(), ..sum }
}

/// The cases of a locked month that differ from what was reported.
fn corrected(store: &Store, lock: Lock) -> (Lock, Vec<tiaojie::store::CorrectedCase>) {
    let cases = store.corrections(&lock).unwrap().cases;
    (lock, cases)
}

/// What a lock said when it was made, and what a plain count gave at that moment.
struct Made {
    lock: Lock,
    counted: Figures,
    shares: BTreeMap<DisputeId, Share>,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: scripts(), max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a snapshot that follows later edits or is lost by an unlock; corrections that miss a case, name one
    /// that did not change, or do not lead from the snapshot to the figures of now; a lock that check or rebuild loses; a
    /// save that corrects a locked month and does not say so, or says so of one it leaves as it is.
    #[test]
    fn a_snapshot_stays_and_corrections_lead_from_it_to_now(script in proptest::collection::vec(step(), 1..70)) {
        let mut district = District::new();
        let mut made: Vec<Made> = Vec::new();
        for step in &script {
            let before: Vec<_> = locks(&district).into_iter().map(|lock| corrected(&district.store, lock)).collect();
            district.store.take_corrected();
            play(&mut district, step);
            let told = district.store.take_corrected();
            for (lock, cases) in before {
                let is_in_force = locks(&district).iter().any(|known| known.id == lock.id);
                let (_, now) = corrected(&district.store, lock.clone());
                let said = told.contains(&(lock.month, lock.office));
                prop_assert!(!is_in_force || said == (cases != now), "{step:?}: {:?}", lock.month);
            }
            for lock in locks(&district) {
                if made.iter().all(|known| known.lock.id != lock.id) {
                    let counted = recount(&district.store, lock.range, lock.office);
                    let shares = shares(&district.store, lock.range, lock.office);
                    made.push(Made { lock, counted, shares });
                }
            }
        }
        let in_force = locks(&district);
        for Made { lock, counted, shares: then } in &made {
            prop_assert_eq!(lock.snapshot, *counted, "what was locked is what stood there");
            let trace = district.store.locks(2024, lock.office).unwrap();
            if let Some(kept) = trace.iter().find(|kept| kept.id == lock.id) {
                prop_assert_eq!((kept.snapshot, &kept.at, &kept.by), (lock.snapshot, &lock.at, &lock.by));
            }
            let corrections = district.store.corrections(lock).unwrap();
            let now = recount(&district.store, lock.range, lock.office);
            prop_assert_eq!(corrections.now, now);
            prop_assert_eq!(corrections.snapshot + corrections.difference, now);
            let now = shares(&district.store, lock.range, lock.office);
            let mut changed: Vec<DisputeId> = then.keys().chain(now.keys()).copied().collect();
            changed.sort();
            changed.dedup();
            changed.retain(|id| then.get(id) != now.get(id));
            let named: Vec<DisputeId> = corrections.cases.iter().map(|case| case.id).collect();
            prop_assert_eq!(changed, named);
            for case in &corrections.cases {
                prop_assert_eq!((case.then.as_ref(), case.now.as_ref()), (then.get(&case.id), now.get(&case.id)));
            }
        }
        for office in [None, Some(district.towns[0]), Some(district.towns[1])] {
            the_year_adds_up(&district.store, office);
            let months = (1..=12).filter(|n| district.store.lock_of(month(*n), office).unwrap().is_some()).count();
            prop_assert_eq!(district.store.locked_months(2024, office).unwrap() as usize, months);
        }
        let report = district.store.check().unwrap();
        prop_assert!(report.findings.is_empty(), "{:#?}", report.findings);
        district.store.rebuild().unwrap();
        prop_assert_eq!(in_force, locks(&district));
    }
}

/// Σ snapshots + corrections + months that are not locked = the year to date as it is counted now, of each month.
fn the_year_adds_up(store: &Store, office: Option<OfficeId>) {
    let year = LockedYear::build(store, 2024, office, CutOff::MONTH_END, Lang::Zh).unwrap();
    let flow = |figures: Figures| Figures { pending: 0, ..figures };
    let (mut snapshots, mut corrections, mut open) = <(Figures, Figures, Figures)>::default();
    let mut locked = 0;
    for line in &year.months {
        assert_eq!(line.now, recount(store, line.range, office));
        match &line.state {
            MonthState::Locked(lock) => {
                locked += 1;
                assert_eq!(Some(&**lock), store.lock_of(line.month, office).unwrap().as_ref());
                snapshots = snapshots + flow(lock.snapshot);
                corrections = corrections + flow(store.corrections(lock).unwrap().difference);
            }
            MonthState::Open | MonthState::Running => open = open + flow(line.now),
        }
        let range = DateRange { from: day(2024, 1, 1), to: line.range.to };
        let live = recount(store, range, office);
        let parts = YearParts::up_to(store, line.month, (office, CutOff::MONTH_END), live).unwrap();
        assert_eq!(snapshots + corrections + open, flow(live));
        let expected =
            (locked > 0).then_some(YearParts { snapshots, corrections, open, live, days: LockedDays::AsNow });
        assert_eq!(parts, expected);
    }
    assert_eq!(year.locked(), locked);
}

fn case(district: &mut District, on: chrono::NaiveDate, people: u32) -> Dispute {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], on);
    case.parties.push(Party::new(district.store.fresh_id(), Side::Applicant, "张三"));
    case.parties.push(Party::new(district.store.fresh_id(), Side::Respondent, "李四"));
    case.people = Some(people);
    district.store.save_dispute(None, case, None).unwrap().dispute
}

fn edit(store: &mut Store, id: DisputeId, change: impl FnOnce(&mut Dispute)) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    change(&mut after);
    store.save_dispute(Some(&before), after, None).unwrap();
}

/// Would catch: a month locked twice, one locked while it still runs, an unlock that leaves no trace or takes another
/// lock off, a cut-off that is not minded, an office mixed up with all.
#[test]
fn a_month_is_locked_once_when_it_is_over_and_unlocking_leaves_a_trace() {
    let mut district = District::new();
    let town = Some(district.towns[0]);
    case(&mut district, day(2024, 2, 26), 2);
    case(&mut district, day(2024, 3, 26), 3);
    let cut_off = CutOff::new(25).unwrap();
    let lock = district.store.transact(|w| w.lock_month(month(3), cut_off, town)).unwrap();
    assert_eq!((lock.range.from, lock.range.to), (day(2024, 2, 26), day(2024, 3, 25)));
    assert_eq!((lock.snapshot.accepted, lock.snapshot.people), (1, 2));
    assert_eq!((lock.by.as_str(), &lock.at[..10]), ("测试员", "2024-12-31"));
    let again = district.store.transact(|w| w.lock_month(month(3), CutOff::MONTH_END, town));
    assert!(matches!(again, Err(StoreError::AlreadyLocked(at)) if at == month(3)));
    assert!(district.store.lock_of(month(3), None).unwrap().is_none());
    let running = district.store.transact(|w| w.lock_month(month(12), CutOff::MONTH_END, town));
    assert!(matches!(running, Err(StoreError::MonthNotOver(last)) if last == day(2024, 12, 31)));
    district.store.transact(|w| w.lock_month(month(12), cut_off, town)).unwrap();
    assert_eq!(district.store.locked_months(2024, town).unwrap(), 2);

    district.store.transact(|w| w.unlock(lock.id, " 漏报一件 ")).unwrap();
    assert!(matches!(district.store.transact(|w| w.unlock(lock.id, "再解")), Err(StoreError::NotLocked)));
    let anew = district.store.transact(|w| w.lock_month(month(3), CutOff::MONTH_END, town)).unwrap();
    assert_eq!(anew.snapshot.accepted, 1, "26 February is out, 26 March is in");
    let trace = district.store.locks(2024, town).unwrap();
    let march: Vec<&Lock> = trace.iter().filter(|lock| lock.month == month(3)).collect();
    assert_eq!(march.len(), 2);
    assert_eq!(
        march[0].unlocked.as_ref().map(|off| (off.reason.as_str(), off.by.as_str())),
        Some(("漏报一件", "测试员"))
    );
    assert_eq!((march[0].snapshot, &march[1].unlocked), (lock.snapshot, &None));
    // Back, step by step: the second locking, then the unlocking.
    district.store.undo().unwrap();
    assert!(district.store.lock_of(month(3), town).unwrap().is_none());
    district.store.undo().unwrap();
    assert_eq!(district.store.lock_of(month(3), town).unwrap().unwrap().id, lock.id);
    district.store.redo().unwrap();
    assert!(district.store.lock_of(month(3), town).unwrap().is_none());
    assert!(district.store.check().unwrap().findings.is_empty());
}

/// Would catch: a correction that counts a case of another month, a void case that still counts, an amount or an
/// outcome whose change is not seen because the number of cases stays.
#[test]
fn every_sort_of_edit_shows_and_the_snapshot_stays() {
    let mut district = District::new();
    let ids: Vec<DisputeId> = (1..=5).map(|on| case(&mut district, day(2024, 3, on), 2).id).collect();
    for id in &ids[..3] {
        edit(&mut district.store, *id, |case| {
            case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 3, 20) });
            case.agreement.amount = Some(Fen::from_yuan(1_000));
        });
    }
    let lock = district.store.transact(|w| w.lock_month(month(3), CutOff::MONTH_END, None)).unwrap();
    assert!(district.store.corrections(&lock).unwrap().is_empty());
    edit(&mut district.store, ids[0], |case| case.closing.as_mut().unwrap().outcome = Outcome::Unsuccessful);
    edit(&mut district.store, ids[1], |case| case.agreement.amount = Some(Fen::from_yuan(1_500)));
    edit(&mut district.store, ids[3], |case| case.accepted_on = day(2024, 4, 2));
    edit(&mut district.store, ids[4], |case| case.void = Some("重复登记".to_owned()));
    edit(&mut district.store, ids[2], |case| case.note = "不计数的内容".to_owned());
    let corrections = district.store.corrections(&lock).unwrap();
    let mut changed: Vec<DisputeId> = [0, 1, 3, 4].map(|n| ids[n]).to_vec();
    changed.sort();
    assert_eq!(corrections.cases.iter().map(|case| case.id).collect::<Vec<_>>(), changed);
    let d = corrections.difference;
    assert_eq!((d.accepted, d.people, d.written, d.unsuccessful, d.pending), (-2, -4, -1, 1, -2));
    assert_eq!(d.amount, Fen::from_yuan(-500));
    assert_eq!(district.store.lock_of(month(3), None).unwrap().unwrap(), lock);
    // A type alone moves no total, yet the table by type was reported too.
    let lines = district.store.snapshot_lines(&lock).unwrap();
    edit(&mut district.store, ids[2], |case| case.kind = "02".parse().unwrap());
    assert_eq!(district.store.corrections(&lock).unwrap().cases.len(), 5);
    assert_eq!(district.store.snapshot_lines(&lock).unwrap(), lines);
}

/// Would catch a count of corrections that reads all cases of an office, or of the file, instead of a month's.
#[test]
fn corrections_follow_the_days() {
    let mut district = District::new();
    for office in [None, Some(district.towns[0])] {
        let lock = district.store.transact(|w| w.lock_month(month(3), CutOff::MONTH_END, office)).unwrap();
        let plan = district.store.corrections_plan(&lock).unwrap();
        assert!(plan.contains("dispute_accepted") && plan.contains("dispute_closed"), "{plan}");
        assert!(!plan.contains("SCAN d"), "{plan}");
    }
}

/// The totals of March 2024 of the whole district, with six cases: three settled, one failed, two open.
struct Room {
    app: App,
    district: District,
    ids: Vec<DisputeId>,
}

impl Room {
    fn new(lang: Lang) -> Self {
        let mut district = District::new();
        let ids: Vec<DisputeId> = (1..=6).map(|on| case(&mut district, day(2024, 3, on), 2).id).collect();
        for id in &ids[..3] {
            edit(&mut district.store, *id, |case| {
                case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 3, 20) });
                case.agreement.amount = Some(Fen::from_yuan(30_000));
            });
        }
        edit(&mut district.store, ids[3], |case| {
            case.closing = Some(Closing { outcome: Outcome::Unsuccessful, on: day(2024, 3, 21) });
        });
        let store = Store::open(district.store.path(), Box::new(Fixed::at(day(2024, 4, 2), 3))).unwrap();
        let mut cx = Cx::new(store, lang, DARK, &UNICODE);
        let totals = Totals::open(&mut cx).unwrap();
        let mut app = App::new(cx, Box::new(totals));
        press(&mut app, &[Key::plain(Code::Left)]);
        Self { app, district, ids }
    }

    fn store(&self) -> &Store {
        &self.app.cx().store
    }

    fn locked(&self) -> Option<Lock> {
        self.store().lock_of(month(3), None).unwrap()
    }

    /// Five counted facts change: an outcome, an amount, a day of acceptance, a void case, a type.
    fn correct(&mut self) {
        let ids = self.ids.clone();
        let store = &mut self.app.cx_mut().store;
        edit(store, ids[0], |case| case.closing.as_mut().unwrap().outcome = Outcome::Unsuccessful);
        edit(store, ids[1], |case| case.agreement.amount = Some(Fen::from_yuan(45_000)));
        edit(store, ids[2], |case| case.kind = "02".parse().unwrap());
        edit(store, ids[4], |case| case.accepted_on = day(2024, 4, 1));
        edit(store, ids[5], |case| case.void = Some("重复登记".to_owned()));
        self.app.cx_mut().records_changed();
        press(&mut self.app, &[Key::plain(Code::Up)]);
        let said = self.notice();
        let said = said.contains("2024年3月已锁定") || said.contains("is locked; this edit is listed");
        assert!(said, "a save that corrects a locked month says so: {}", self.notice());
        press(&mut self.app, &[Key::plain(Code::Up)]);
    }

    fn notice(&self) -> String {
        self.app.cx().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    }
}

fn enter(app: &mut App, text: &str) {
    app.input(Input::Text(text.to_owned()));
}

const LOCK: Key = Key::ctrl('w');
const ENTER: Key = Key::plain(Code::Enter);

/// Would catch: a lock without asking, a snapshot that moves, a correction line that misses an edit, a list that is
/// not that of the corrected cases, an unlock without a reason or a trace, an undo that does not bring the lock back.
#[test]
fn a_month_is_locked_corrected_unlocked_and_undone_with_keys() {
    let mut room = Room::new(Lang::Zh);
    press(&mut room.app, &[LOCK, Key::plain(Code::Esc)]);
    assert!(room.locked().is_none(), "Esc is a no");
    press(&mut room.app, &[LOCK]);
    enter(&mut room.app, "1");
    let lock = room.locked().unwrap();
    assert_eq!((lock.snapshot.accepted, lock.snapshot.written, lock.snapshot.pending), (6, 3, 2));
    assert!(room.notice().contains("已锁定 2024年3月"), "{}", room.notice());
    let shown = picture(&mut room.app, (80, 24));
    assert!(shown.contains("■ 已锁定 2024-04-02 12:00 测试员") && !shown.contains("更正 "), "{shown}");

    room.correct();
    let shown = picture(&mut room.app, (80, 24));
    assert!(shown.contains("更正 5 件：受理 -2  成功 -1  不成 +1"), "{shown}");
    assert_eq!(room.locked().unwrap(), lock);
    enter(&mut room.app, "2");
    let shown = picture(&mut room.app, (80, 24));
    assert!(!shown.contains("■"), "the mark belongs to the month");
    assert!(shown.contains("受理：快照 6 - 更正 2 + 未锁定 0 = 本年累计 4"), "{shown}");

    press(&mut room.app, &[LOCK]);
    enter(&mut room.app, "1");
    let shown = picture(&mut room.app, (80, 24));
    for number in ["001", "002", "003", "005", "006"] {
        assert!(shown.contains(&format!("松{number} ")), "{shown}");
    }
    assert!(!shown.contains("松004 "), "{shown}");
    press(&mut room.app, &[Key::plain(Code::Esc)]);
    enter(&mut room.app, "2");
    press(&mut room.app, &[ENTER]);
    assert!(room.locked().is_some(), "no unlock without a reason");
    enter(&mut room.app, "漏报一件");
    press(&mut room.app, &[ENTER]);
    assert!(room.locked().is_none());
    let trace = room.store().locks(2024, None).unwrap();
    assert_eq!(trace[0].unlocked.as_ref().map(|off| off.reason.as_str()), Some("漏报一件"));
    press(&mut room.app, &[Key::ctrl('z')]);
    assert_eq!(room.locked().unwrap(), lock);
    assert!(room.notice().contains("已撤销解锁"), "{}", room.notice());
    press(&mut room.app, &[Key::ctrl('y')]);
    assert!(room.locked().is_none());
    assert!(room.store().check().unwrap().findings.is_empty());
    drop(room.district);
}

/// Would catch: a month that still runs being locked, free days taken for a month, a list whose Enter acts on another
/// month than the selected one, a year without its months.
#[test]
fn the_months_of_a_year_lock_and_open() {
    let mut room = Room::new(Lang::Zh);
    press(&mut room.app, &[Key::plain(Code::Right), LOCK]);
    assert!(room.notice().contains("到 2024-04-30 才结束"), "{}", room.notice());
    press(&mut room.app, &[Key::ctrl('l')]);
    enter(&mut room.app, "2024-03-01..2024-03-09");
    press(&mut room.app, &[ENTER, LOCK]);
    assert!(room.notice().contains("只有月份可以锁定"), "{}", room.notice());
    press(&mut room.app, &[Key::ctrl('l')]);
    enter(&mut room.app, "2024");
    // January is the first that is over and open; March is two below.
    press(&mut room.app, &[ENTER, LOCK, Key::plain(Code::Down), Key::plain(Code::Down), ENTER]);
    enter(&mut room.app, "1");
    assert!(room.locked().is_some());
    press(&mut room.app, &[Key::plain(Code::Up), ENTER, ENTER]);
    assert_eq!(room.store().locked_months(2024, None).unwrap(), 2);
    let shown = picture(&mut room.app, (80, 24));
    assert!(shown.contains("区（县）  2024年  已锁定 2 个月"), "{shown}");
    press(&mut room.app, &[Key::plain(Code::Left)]);
    assert!(picture(&mut room.app, (80, 24)).contains("2023年  已锁定 0 个月"));
    press(&mut room.app, &[Key::ctrl('x')]);
}

#[test]
fn locked_months_on_the_screen() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut room = Room::new(lang);
            let file = |what: &str| format!("locks_{what}_{name}_{}", size.0);
            press(&mut room.app, &[LOCK]);
            insta::assert_snapshot!(file("ask"), picture(&mut room.app, size));
            enter(&mut room.app, "1");
            room.app.cx_mut().store.transact(|w| w.lock_month(month(2), CutOff::MONTH_END, None)).unwrap();
            let february = room.store().lock_of(month(2), None).unwrap().unwrap();
            room.app.cx_mut().store.transact(|w| w.unlock(february.id, "漏报一件")).unwrap();
            room.app.cx_mut().store.transact(|w| w.lock_month(month(2), CutOff::MONTH_END, None)).unwrap();
            room.correct();
            insta::assert_snapshot!(file("month"), picture(&mut room.app, size));
            enter(&mut room.app, "2");
            insta::assert_snapshot!(file("to_date"), picture(&mut room.app, size));
            press(&mut room.app, &[LOCK]);
            insta::assert_snapshot!(file("card"), picture(&mut room.app, size));
            enter(&mut room.app, "3");
            press(&mut room.app, &[Key::plain(Code::Up), Key::plain(Code::Down)]);
            insta::assert_snapshot!(file("year"), picture(&mut room.app, size));
        }
    }
}

/// Would catch: a card or a list that panics or loses its cursor in a small window, or glyphs that a console cannot draw.
#[test]
fn small_windows_and_plain_consoles() {
    let mut room = Room::new(Lang::Zh);
    press(&mut room.app, &[LOCK, ENTER]);
    room.correct();
    room.app.cx_mut().symbols = &ASCII;
    press(&mut room.app, &[LOCK]);
    let shown = picture(&mut room.app, (80, 24));
    assert!(shown.contains("# 已锁定") && !shown.contains('■'), "{shown}");
    for keys in [&[][..], &[Key::plain(Code::Down), Key::plain(Code::Down), ENTER]] {
        press(&mut room.app, keys);
        for columns in [40, 41, 60, 79, 80, 100, 200] {
            for rows in [10, 11, 12, 14, 17, 20, 24, 50] {
                picture(&mut room.app, (columns, rows));
            }
        }
    }
    for row in picture(&mut room.app, (80, 24)).lines() {
        assert!(unicode_width::UnicodeWidthStr::width(row) <= 80, "{row}");
    }
    assert!(screens::locks::YearLocks::open(2024, None, room.app.cx()).is_ok());
}
