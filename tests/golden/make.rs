//! Makes the golden log: two laptops of one township, one year, with a fixed clock and random seed.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;
use tiaojie::domain::period::{CutOff, Month};
use tiaojie::domain::{
    Closing, Confirmation, Dispute, DisputeId, Fen, Fixed, Level, Operator, Outcome, Party, Performance,
    Remark, Risk, Side,
};
use tiaojie::exchange::{Extent, Opening, Replacing, Sealing, look_into, take_in, write_bundle};
use tiaojie::ledger::{Differences, Plan, Sheet};
use tiaojie::store::{SaveName, Store, unwatched};
use tiaojie::vault::{Cost, Passphrase};

use super::roster::{self, other_town, town, village};
use super::{full, newer};

/// The day on which the file is looked at.
pub const LAST_DAY: NaiveDate = day(2024, 4, 20);

pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// Each opening has a salt of its own, so that no identity comes twice.
pub fn clock(day: NaiveDate, salt: u16) -> Box<Fixed> {
    Box::new(Fixed::at(day, salt))
}

fn again(store: Store, day: NaiveDate, salt: u16) -> Store {
    let path = store.path().to_owned();
    drop(store);
    Store::open(&path, clock(day, salt)).unwrap()
}

/// The file, in that folder; without anything beside it that belongs to it.
pub fn make(folder: &Path) -> PathBuf {
    let path = folder.join("golden.db");
    let mut first = Store::create(&path, clock(day(2024, 3, 4), 1)).unwrap();
    roster::offices(&mut first);
    roster::people(&mut first);
    roster::codes(&mut first);
    roster::settings(&mut first);
    import(&mut first);
    let mut first = again(first, day(2024, 3, 20), 2);
    roster::counts(&mut first);
    let cases = Cases::log(&mut first);
    let mut first = again(first, day(2024, 4, 10), 3);
    cases.live(&mut first);
    lock(&mut first, &cases);
    let number = first.dispute(cases.full).unwrap().number;
    roster::disclosures(&mut first, &number);
    let mut first = two_laptops(first, folder, &cases);
    newer::write(&mut first, cases.bare);
    after_newer(&mut first, &cases);
    hand_over(&mut first, &cases);
    drop(first);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("VACUUM").unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    path
}

const LEDGER: &str = "序号,编号,受理日期,乡镇,村(社区),申请人,被申请人,联系电话,纠纷类型,简要情况,案件来源,调解员,办结日期,调解结果,协议形式,涉及人数,涉及金额(元),履行情况,司法确认,回访时间
1,（2024）神松民调字第101号,2024-01-02,松柏镇,红花朵村,吴杰霞,冯丽,13800004359,婚姻家庭纠纷,兄弟因赡养老人的费用分担意见不一。,主动调解,方勇杰,2024-01-04,成功,口头协议,2,300,已履行,,2024-02-20
2,（2024）神松民调字第102号,2024-02-03,松柏镇,新村,陶军发,苗静艳,13800003057,房屋宅基地纠纷,建房采光发生争执。,依申请,新调,2024-02-08,成功,书面协议,2,约2000,未到期,已申请,
3,（2024）神松民调字第103号,2024-02-10,松柏镇,红花朵村,贺平,罗成,,邻里纠纷,排水沟。,依申请,红调,,,,3,,,,
";

fn import(store: &mut Store) {
    let mut plan = Plan::new(store).unwrap();
    // Without a name: later versions log that of the file, the golden log is older.
    plan.add(store, Sheet::from_csv("", LEDGER.as_bytes()).unwrap()).unwrap().unwrap();
    plan.apply(store, Differences::Keep).unwrap();
}

pub struct Cases {
    pub full: DisputeId,
    pub bare: DisputeId,
    apart: DisputeId,
    void: DisputeId,
    reported: DisputeId,
    handed: DisputeId,
}

fn edit(store: &mut Store, id: DisputeId, change: impl FnOnce(&mut Store, &mut Dispute)) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    change(store, &mut after);
    store.save_dispute(Some(&before), after, None).unwrap();
}

fn log(store: &mut Store, on: NaiveDate, change: impl FnOnce(&mut Store, &mut Dispute)) -> DisputeId {
    let mut case = Dispute::new(store.fresh_dispute_id(), town(), on);
    change(store, &mut case);
    store.save_dispute(None, case, None).unwrap().dispute.id
}

fn between_two(store: &mut Store, case: &mut Dispute, names: [&str; 2]) {
    for (side, name) in [Side::Applicant, Side::Respondent].into_iter().zip(names) {
        case.parties.push(Party::new(store.fresh_id(), side, name));
    }
    case.kind = "02".parse().unwrap();
    case.village = Some(village());
    case.mediators = vec![roster::mediator("红调")];
    case.summary = format!("{}与{}因屋檐排水发生争执。", names[0], names[1]);
}

impl Cases {
    fn log(store: &mut Store) -> Self {
        let full = full::logged(store);
        let full = store.save_dispute(None, full, None).unwrap().dispute.id;
        let two =
            |store: &mut Store, on, names| log(store, on, |store, case| between_two(store, case, names));
        let apart = two(store, day(2024, 3, 12), ["张三", "李四"]);
        let void = two(store, day(2024, 3, 13), ["赵五", "钱六"]);
        let reported = two(store, day(2024, 3, 14), ["孙七", "周八"]);
        let handed = two(store, day(2024, 3, 15), ["吴九", "郑十"]);
        let bare = log(store, day(2024, 3, 18), |_, _| ());
        // Made by mistake: undo voids it; another is made in its place.
        two(store, day(2024, 3, 19), ["误", "登"]);
        store.undo().unwrap();
        Self { full, bare, apart, void, reported, handed }
    }

    fn live(&self, store: &mut Store) {
        edit(store, self.full, full::mediated);
        edit(store, self.full, full::concluded);
        edit(store, self.full, |_, case| full::cut(case));
        store.undo().unwrap();
        edit(store, self.full, |_, case| full::cut(case));
        edit(store, self.full, |_, case| full::emptied(case));
        store.undo().unwrap();
        store.redo().unwrap();
        store.undo().unwrap();
        // And what was taken out before comes back.
        store.undo().unwrap();
        edit(store, self.full, |_, case| case.note = "材料共 38 页。".into());
        edit(store, self.void, |_, case| case.void = Some("重复登记".into()));
        edit(store, self.void, |_, case| case.void = None);
        edit(store, self.void, |_, case| case.void = Some("与前案重复".into()));
        edit(store, self.reported, |_, case| {
            case.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 3, 16) });
            case.agreement.amount = Some(Fen::from_yuan(800));
            case.agreement.performance = Some(Performance::NotDue);
            case.agreement.confirmation = Some(Confirmation::NotApplied);
            case.agreement.due_on = Some(day(2024, 5, 31));
            case.agreement.signed_on = Some(day(2024, 3, 16));
            case.agreement.mediator_signed_on = Some(day(2024, 3, 16));
            case.agreement.sealed_on = Some(day(2024, 3, 16));
        });
        edit(store, self.bare, |_, case| case.people = Some(4));
        edit(store, self.bare, |_, case| case.people = None);
        edit(store, self.apart, |store, case| {
            let (id, on) = (store.fresh_id(), day(2024, 3, 13));
            case.remarks.push(Remark { id, on, text: "约好周五再谈。".into() });
            case.risk = Some(Risk::Green);
        });
        edit(store, self.apart, |_, case| {
            case.closing = Some(Closing { outcome: Outcome::Withdrawn, on: day(2024, 3, 25) })
        });
        // Back to how it was logged.
        let made = first_save(store, self.apart);
        store.restore_dispute(self.apart, made).unwrap();
        store.keep_draft("entry", r#"{"summary":"还没写完"}"#).unwrap();
    }
}

fn first_save(store: &Store, id: DisputeId) -> SaveName {
    store.past(id.uuid()).unwrap()[0].name
}

/// Months that were reported, one unlocked and locked again; what was edited since; a locking that was taken back.
fn lock(store: &mut Store, cases: &Cases) {
    let month = |number| Month::of(day(2024, number, 1));
    let cut_off = CutOff::default();
    store.transact(|w| w.lock_month(month(1), cut_off, None)).unwrap();
    store.undo().unwrap();
    let march = store.transact(|w| w.lock_month(month(3), cut_off, Some(town()))).unwrap();
    store.transact(|w| w.unlock(march.id, "漏报一件")).unwrap();
    store.transact(|w| w.lock_month(month(3), cut_off, Some(town()))).unwrap();
    store.transact(|w| w.lock_month(month(3), cut_off, None)).unwrap();
    edit(store, cases.reported, |_, case| {
        case.people = Some(5);
        case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 3, 17) });
    });
}

fn hand(from: &mut Store, to: &mut Store, folder: &Path) {
    // By its name alone: where a bundle went is in the log, and the folder is another each time. Nothing else of these
    // tests goes by where the process stands.
    let stood = std::env::current_dir().unwrap();
    std::env::set_current_dir(folder).unwrap();
    let path = Path::new("hand.tjb");
    let phrase = || Passphrase::typed("松柏镇交换口令");
    let sealing = Sealing::Passphrase { passphrase: phrase(), cost: Cost::LEAST };
    write_bundle(from, &Extent::Everything, &sealing, path, Replacing::WhatIsThere, &mut unwatched())
        .unwrap();
    let contents = look_into(to, path, &Opening::Passphrase(phrase()), &mut unwatched()).unwrap();
    take_in(to, &contents, &mut unwatched()).unwrap();
    to.after_exchange().unwrap();
    std::env::set_current_dir(stood).unwrap();
}

/// A second laptop edits the same cases apart.
fn two_laptops(first: Store, folder: &Path, cases: &Cases) -> Store {
    let mut first = first;
    let mut second = Store::create(&folder.join("second.db"), clock(day(2024, 4, 11), 4)).unwrap();
    second.sign_in(&Operator::named("小赵")).unwrap();
    hand(&mut first, &mut second, folder);
    let mut settings = second.settings().clone();
    (settings.home, settings.laptop) = (town(), "松柏二号".into());
    second.save_settings(&settings).unwrap();
    let mut first = again(first, day(2024, 4, 12), 5);
    edit(&mut second, cases.apart, |_, case| {
        case.summary = "二号：屋檐滴水。".into();
        case.people = Some(7);
        case.level = Level::Village;
        case.parties[0].phone = "13700000007".into();
        case.parties[1].phone = "13700000008".into();
    });
    log(&mut second, day(2024, 4, 11), |store, case| {
        between_two(store, case, ["二号甲", "二号乙"]);
        case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 4, 11) });
        case.agreement.reached_on = Some(day(2024, 4, 11));
        case.agreement.signed_on = Some(day(2024, 4, 11));
        case.agreement.mediator_signed_on = Some(day(2024, 4, 11));
        case.agreement.sealed_on = Some(day(2024, 4, 11));
    });
    edit(&mut first, cases.apart, |_, case| {
        case.summary = "一号：水沟。".into();
        case.people = Some(8);
        case.level = Level::Village;
        case.parties[0].phone = "13700000001".into();
        case.parties.remove(1);
    });
    hand(&mut second, &mut first, folder);
    let record = cases.apart.uuid();
    first.settle(record, "summary", &"两边商定：屋檐滴水入沟。".into()).unwrap();
    hand(&mut first, &mut second, folder);
    edit(&mut second, cases.apart, |_, case| case.place = "红花朵村一组".into());
    let number = second.next_number_for(cases.apart).unwrap();
    second.renumber(cases.apart, &number, |old| format!("原编号 {old}")).unwrap();
    hand(&mut second, &mut first, folder);
    first
}

/// The case of which a newer program knew more goes on here.
fn after_newer(store: &mut Store, cases: &Cases) {
    edit(store, cases.bare, |store, case| {
        case.note = "照常办理".into();
        case.parties.push(Party::new(store.fresh_id(), Side::Applicant, "冯十一"));
    });
    edit(store, cases.bare, |_, case| case.risk = Some(Risk::Red));
    store.undo().unwrap();
    let made = first_save(store, cases.bare);
    store.restore_dispute(cases.bare, made).unwrap();
    store.undo().unwrap();
}

fn hand_over(store: &mut Store, cases: &Cases) {
    let handed = store.hand_over(&[(cases.handed, other_town())].into()).unwrap();
    assert_eq!(handed, 1);
    let mut again = store.settings().clone();
    again.laptop = "松柏一号（窗口）".into();
    store.save_settings(&again).unwrap();
}
