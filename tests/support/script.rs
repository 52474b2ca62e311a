//! Random sequences of edits, as an office makes them in a week.

use proptest::prelude::*;
use tiaojie::domain::merge::{merged, offers};
use tiaojie::domain::{
    Closing, CutOff, Difficulty, Dispute, DisputeId, Fen, FollowUp, Level, Month, Outcome, Party,
    Performance, Referral, Side,
};
use tiaojie::store::{CaseFilter, Lock, StoreError};

use super::life::{LifeStep, life_step, live};
use super::{District, day};

/// One thing somebody does.
#[derive(Debug, Clone)]
pub enum Step {
    Log {
        town: usize,
        village: usize,
        kind: usize,
        source: usize,
        month: u32,
        on: u32,
        names: (usize, usize),
        people: Option<u32>,
    },
    Close {
        case: usize,
        outcome: usize,
        after: i64,
        amount: Option<i64>,
    },
    Reopen {
        case: usize,
    },
    Move {
        case: usize,
        town: usize,
        village: Option<usize>,
    },
    Redate {
        case: usize,
        month: u32,
        on: u32,
    },
    Retype {
        case: usize,
        kind: usize,
    },
    Mediators {
        case: usize,
        who: Vec<usize>,
    },
    Tag {
        case: usize,
        tag: usize,
    },
    AddParty {
        case: usize,
        name: usize,
    },
    DropParty {
        case: usize,
    },
    Rename {
        case: usize,
        name: usize,
    },
    Grade {
        case: usize,
        grade: usize,
        level: usize,
    },
    Refer {
        case: usize,
    },
    Visit {
        case: usize,
    },
    Void {
        case: usize,
    },
    Unvoid {
        case: usize,
    },
    /// Two records become one; what the first lacks is taken over.
    Merge {
        kept: usize,
        other: usize,
    },
    RenameMediator {
        who: usize,
        name: usize,
    },
    Live(LifeStep),
    /// Locks a month of a township or, for none, of all; and afterwards stays at work on its cases.
    Lock {
        month: u32,
        town: Option<usize>,
    },
    /// Takes one of the locks in force off.
    Unlock {
        lock: usize,
    },
    Undo,
    Redo,
}

const NAMES: [&str; 8] = ["张三", "李四", "单雄", "曾娜", "欧阳春", "王小明", "诸葛红福", "𠮷田"];
const TYPES: [&str; 6] = ["01", "02", "07", "10a", "10b", "99"];
const SOURCES: [&str; 5] = ["apply", "active", "court", "police", "union"];
const TAGS: [&str; 3] = ["司法+工会", "司法+人社", "诉前"];

/// Any one step.
pub fn step() -> impl Strategy<Value = Step> {
    let case = || 0..40_usize;
    prop_oneof![
        6 => (0..2_usize, 0..4_usize, 0..6_usize, 0..5_usize, 1..13_u32, 1..29_u32, (0..8_usize, 0..8_usize), proptest::option::of(2..30_u32))
            .prop_map(|(town, village, kind, source, month, on, names, people)| Step::Log { town, village, kind, source, month, on, names, people }),
        5 => (case(), 0..6_usize, 0..60_i64, proptest::option::of(0..1_000_000_i64))
            .prop_map(|(case, outcome, after, amount)| Step::Close { case, outcome, after, amount }),
        1 => case().prop_map(|case| Step::Reopen { case }),
        1 => (case(), 0..2_usize, proptest::option::of(0..4_usize)).prop_map(|(case, town, village)| Step::Move { case, town, village }),
        1 => (case(), 1..13_u32, 1..29_u32).prop_map(|(case, month, on)| Step::Redate { case, month, on }),
        1 => (case(), 0..6_usize).prop_map(|(case, kind)| Step::Retype { case, kind }),
        2 => (case(), proptest::collection::vec(0..4_usize, 0..3)).prop_map(|(case, who)| Step::Mediators { case, who }),
        1 => (case(), 0..3_usize).prop_map(|(case, tag)| Step::Tag { case, tag }),
        1 => (case(), 0..8_usize).prop_map(|(case, name)| Step::AddParty { case, name }),
        1 => case().prop_map(|case| Step::DropParty { case }),
        1 => (case(), 0..8_usize).prop_map(|(case, name)| Step::Rename { case, name }),
        1 => (case(), 0..4_usize, 0..3_usize).prop_map(|(case, grade, level)| Step::Grade { case, grade, level }),
        1 => case().prop_map(|case| Step::Refer { case }),
        1 => case().prop_map(|case| Step::Visit { case }),
        1 => case().prop_map(|case| Step::Void { case }),
        1 => case().prop_map(|case| Step::Unvoid { case }),
        1 => (case(), case()).prop_map(|(kept, other)| Step::Merge { kept, other }),
        1 => (0..4_usize, 0..8_usize).prop_map(|(who, name)| Step::RenameMediator { who, name }),
        8 => life_step().prop_map(Step::Live),
        2 => (1..13_u32, proptest::option::of(0..2_usize)).prop_map(|(month, town)| Step::Lock { month, town }),
        1 => (0..12_usize).prop_map(|lock| Step::Unlock { lock }),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
    ]
}

/// Does it.
pub fn play(district: &mut District, step: &Step) {
    match step {
        Step::Log { .. } => log(district, step),
        Step::Merge { kept, other } => merge(district, *kept, *other),
        Step::Undo => allow_nothing(district.store.undo()),
        Step::Redo => allow_nothing(district.store.redo()),
        Step::RenameMediator { who, name } => {
            let mut mediator = district.store.directory().mediator(district.mediators[*who]).unwrap().clone();
            mediator.name = format!("{}调", NAMES[*name]);
            district.store.transact(|w| w.put_mediator(&mediator)).unwrap();
        }
        Step::Lock { month, town } => {
            let (month, town) = (Month::new(2024, *month).unwrap(), town.map(|town| district.towns[town]));
            match district.store.transact(|w| w.lock_month(month, CutOff::MONTH_END, town)) {
                Ok(_) | Err(StoreError::AlreadyLocked(_) | StoreError::MonthNotOver(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        Step::Unlock { lock } => {
            let locks = locks(district);
            if let Some(lock) = locks.get(lock % locks.len().max(1)) {
                district.store.transact(|w| w.unlock(lock.id, "漏报一件")).unwrap();
            }
        }
        _ => edit(district, step),
    }
}

/// The locks in force, of the townships and of all.
pub fn locks(district: &District) -> Vec<Lock> {
    let offices = [None].into_iter().chain(district.towns.iter().copied().map(Some));
    let all = offices.flat_map(|office| district.store.locks(2024, office).unwrap());
    all.filter(|lock| lock.unlocked.is_none()).collect()
}

fn allow_nothing(result: Result<tiaojie::store::Undone, StoreError>) {
    match result {
        Ok(_) | Err(StoreError::NothingToUndo) => {}
        Err(error) => panic!("{error}"),
    }
}

fn log(district: &mut District, step: &Step) {
    let Step::Log { town, village, kind, source, month, on, names, people } = step else { return };
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[*town], day(2024, *month, *on));
    case.village = Some(district.villages[*village]);
    case.kind = TYPES[*kind].parse().unwrap();
    case.source = SOURCES[*source].parse().unwrap();
    case.people = *people;
    case.summary = format!("因{}与{}排水发生纠纷", NAMES[names.0], NAMES[names.1]);
    case.parties.push(Party::new(district.store.fresh_id(), Side::Applicant, NAMES[names.0]));
    case.parties.push(Party::new(district.store.fresh_id(), Side::Respondent, NAMES[names.1]));
    case.mediators.push(district.mediators[*village]);
    district.store.save_dispute(None, case, None).unwrap();
}

fn nth(district: &District, case: usize) -> Option<DisputeId> {
    let ids = district.store.all_ids(&CaseFilter::default()).unwrap();
    (!ids.is_empty()).then(|| ids[case % ids.len()])
}

fn merge(district: &mut District, kept: usize, other: usize) {
    let [Some(kept), Some(other)] = [kept, other].map(|case| nth(district, case)) else { return };
    let [kept, other] = [kept, other].map(|id| district.store.dispute(id).unwrap());
    let after = merged(&kept, &other, &offers(&kept, &other));
    match district.store.merge(&kept, after, &other) {
        Ok(()) | Err(StoreError::CannotMerge) => {}
        Err(error) => panic!("{error}"),
    }
}

fn edit(district: &mut District, step: &Step) {
    let case = match step {
        Step::Close { case, .. }
        | Step::Reopen { case }
        | Step::Move { case, .. }
        | Step::Redate { case, .. }
        | Step::Retype { case, .. }
        | Step::Mediators { case, .. }
        | Step::Tag { case, .. }
        | Step::AddParty { case, .. }
        | Step::DropParty { case }
        | Step::Rename { case, .. }
        | Step::Grade { case, .. }
        | Step::Refer { case }
        | Step::Visit { case }
        | Step::Void { case }
        | Step::Unvoid { case } => *case,
        Step::Live(step) => step.case,
        _ => return,
    };
    let Some(id) = nth(district, case) else { return };
    let before = district.store.dispute(id).unwrap();
    let mut after = before.clone();
    change(district, step, &mut after);
    district.store.save_dispute(Some(&before), after, None).unwrap();
}

fn change(district: &mut District, step: &Step, case: &mut Dispute) {
    match step {
        Step::Close { outcome, after, amount, .. } => {
            let on = case.accepted_on + chrono::TimeDelta::days(*after);
            case.closing = Some(Closing { outcome: Outcome::ALL[*outcome], on });
            case.agreement.amount = amount.map(Fen);
            case.agreement.performance = Some(Performance::NotDue);
        }
        Step::Reopen { .. } => case.closing = None,
        Step::Move { town, village, .. } => {
            case.office = district.towns[*town];
            case.village = village.map(|n| district.villages[n]);
        }
        Step::Redate { month, on, .. } => case.accepted_on = day(2024, *month, *on),
        Step::Retype { kind, .. } => case.kind = TYPES[*kind].parse().unwrap(),
        Step::Mediators { who, .. } => case.mediators = who.iter().map(|n| district.mediators[*n]).collect(),
        Step::Tag { tag, .. } => {
            case.tags.insert(TAGS[*tag].to_owned());
        }
        Step::AddParty { name, .. } => {
            case.parties.push(Party::new(district.store.fresh_id(), Side::Third, NAMES[*name]));
        }
        Step::DropParty { .. } => {
            case.parties.pop();
        }
        Step::Rename { name, .. } => {
            if let Some(party) = case.parties.first_mut() {
                party.name = NAMES[*name].to_owned();
                party.phone = format!("138{name:08}");
            }
        }
        Step::Grade { grade, level, .. } => {
            case.difficulty = Some(Difficulty::ALL[*grade]);
            case.level = Level::ALL[*level];
        }
        Step::Refer { .. } => case.referrals.push(Referral {
            id: district.store.fresh_id(),
            direction: tiaojie::domain::Direction::Out,
            organisation: "林区法院".to_owned(),
            on: Some(case.accepted_on),
            letter: String::new(),
            reason: "引导诉讼".to_owned(),
            feedback: String::new(),
            feedback_on: None,
        }),
        Step::Visit { .. } => {
            case.follow_ups.push(FollowUp {
                note: "已履行".into(),
                ..FollowUp::new(district.store.fresh_id(), case.accepted_on)
            });
        }
        Step::Void { .. } => case.void = Some("重复登记".to_owned()),
        Step::Unvoid { .. } => case.void = None,
        Step::Live(step) => live(district, step, case),
        _ => {}
    }
}
