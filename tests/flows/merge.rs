//! 并案 by keys: two records of one dispute become one, and one undo takes that back.

use crate::support::case::plain;
use crate::support::desk::Desk;
use crate::support::{District, day};
use tiaojie::domain::{CutOff, Dispute, DisputeId, Month, Party};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::text::register::short_number;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::start;

/// Two records of one dispute: the second has a telephone and another account of the facts.
pub fn twice() -> (District, [DisputeId; 2]) {
    let mut district = District::new();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let kept = plain(&mut district);
    let other = again(&mut district, kept);
    (district, [kept, other])
}

fn again(district: &mut District, kept: DisputeId) -> DisputeId {
    let kept = district.store.dispute(kept).unwrap();
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute { id, number: String::new(), accepted_on: day(2024, 12, 11), ..kept.clone() };
    case.summary = "屋檐水的事，又来说了一遍。".into();
    case.people = Some(5);
    case.parties = kept
        .parties
        .iter()
        .map(|party| Party { id: district.store.fresh_id(), phone: "13800001234".into(), ..party.clone() })
        .collect();
    district.store.save_dispute(None, case, None).unwrap().dispute.id
}

fn desk(district: District, lang: Lang, size: (u16, u16)) -> Desk {
    let District { store, folder, .. } = district;
    Desk::running(start::app(store, lang), folder, size)
}

fn command(desk: &mut Desk, name: &str) {
    desk.press(Key::f(9)).words(name).enter();
}

fn case(desk: &Desk, id: DisputeId) -> Dispute {
    desk.app.cx().store.dispute(id).unwrap()
}

fn is_sound(store: &mut Store) {
    let report = store.check().unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// Catches: totals that count the dispute twice, a value overwritten unasked, one left behind, an undo that takes back
/// half of it, a history that does not say what it was.
#[test]
fn a_merge_counts_once_and_is_undone_and_redone_whole() {
    let (district, [kept, other]) = twice();
    let mut desk = desk(district, Lang::Zh, (80, 24));
    let before = [case(&desk, kept), case(&desk, other)];
    // The newest is selected: the other record of these people is offered, and Tab lets that one stay.
    command(&mut desk, "并案");
    assert!(desk.screen.text().contains("和哪一条是同一件"), "{}", desk.screen.text());
    desk.enter().tap(Code::Tab);
    assert!(desk.screen.text().contains(&format!("1 留下：{}", before[0].number)), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    assert!(desk.notice().contains("已并案"), "{}", desk.notice());
    let [now, void] = [case(&desk, kept), case(&desk, other)];
    assert_eq!(void.void.as_deref(), Some(format!("并入 {}", now.number).as_str()));
    assert_eq!((now.people, now.parties[0].phone.as_str()), (Some(5), "13800001234"), "lacking");
    assert_eq!(now.summary, before[0].summary, "what differs stays");
    assert_eq!(desk.app.cx().headline.accepted, 1, "{}", desk.screen.text());
    is_sound(&mut desk.app.cx_mut().store);
    desk.press(Key::ctrl('z'));
    assert_eq!([case(&desk, kept), case(&desk, other)], before, "one undo takes both back");
    assert_eq!(desk.app.cx().headline.accepted, 2);
    desk.press(Key::ctrl('y'));
    assert_eq!([case(&desk, kept), case(&desk, other)], [now, void], "and one redo brings both");
    is_sound(&mut desk.app.cx_mut().store);
    for id in [kept, other] {
        let past = desk.app.cx().store.past(id.uuid()).unwrap();
        assert!(past.iter().any(|save| save.via.as_deref() == Some("merge")));
    }
}

/// Catches: two marked records that must be typed again by number, an entry of the menu for one or for three.
#[test]
fn two_marked_records_are_merged() {
    let (district, [kept, other]) = twice();
    let mut desk = desk(district, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('s'));
    assert!(!desk.screen.text().contains("并案"), "{}", desk.screen.text());
    desk.tap(Code::Esc).digit(" ").digit(" ").press(Key::ctrl('s')).digit("9");
    let earlier = case(&desk, kept).number;
    assert!(desk.screen.text().contains(&format!("1 留下：{earlier}")), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    assert_eq!(case(&desk, other).void.as_deref(), Some(format!("并入 {earlier}").as_str()));
    assert!(!desk.screen.text().contains("标记 "), "{}", desk.screen.text());
    is_sound(&mut desk.app.cx_mut().store);
}

/// Catches: a digit that chooses for another row, a choice that is not written.
#[test]
fn where_both_differ_a_digit_chooses() {
    let (district, [kept, other]) = twice();
    let mut desk = desk(district, Lang::Zh, (80, 24));
    let said = case(&desk, other).summary;
    command(&mut desk, "并案");
    desk.enter().tap(Code::Tab);
    for _ in 0..12 {
        let row = desk.screen.row(desk.screen.cursor().unwrap().y);
        if row.contains("简要情况") {
            break;
        }
        desk.tap(Code::Down);
    }
    desk.digit("2").press(Key::ctrl('s'));
    assert_eq!(case(&desk, kept).summary, said);
    assert_eq!(case(&desk, kept).accepted_on, day(2024, 12, 10));
}

/// Catches: a number that is none, the record itself or a void one taken for the other record.
#[test]
fn what_cannot_be_merged_is_said_beside_the_number() {
    let (district, [kept, other]) = twice();
    let mut desk = desk(district, Lang::Zh, (80, 24));
    let own = case(&desk, other).number;
    command(&mut desk, "并案");
    desk.words("没有这号").enter();
    assert!(desk.screen.text().contains("没有这个案件"), "{}", desk.screen.text());
    desk.tap(Code::Esc);
    command(&mut desk, "并案");
    desk.words(&own).enter();
    assert!(desk.screen.text().contains("就是这一条"), "{}", desk.screen.text());
    desk.tap(Code::Esc);
    // As the register writes it.
    command(&mut desk, "并案");
    desk.words("神松001").enter();
    let short = desk.screen.text();
    assert!(short.contains("对调") || short.contains("没有这个案件"), "{short}");
    desk.tap(Code::Esc).tap(Code::Esc);
    let before = case(&desk, kept);
    let void = Dispute { void: Some("重复".into()), ..before.clone() };
    desk.app.cx_mut().store.save_dispute(Some(&before), void, None).unwrap();
    command(&mut desk, "并案");
    desk.words(&before.number).enter();
    assert!(desk.screen.text().contains("已经作废"), "{}", desk.screen.text());
}

/// Catches: 重号 that cannot be merged at all, since each record has the number of the other.
#[test]
fn records_of_one_number_are_told_apart_by_choice() {
    let (mut district, [kept, other]) = twice();
    let third = again(&mut district, kept);
    let number = district.store.dispute(kept).unwrap().number;
    let same = |district: &mut District, id: DisputeId| {
        let before = district.store.dispute(id).unwrap();
        let after = Dispute { number: number.clone(), ..before.clone() };
        district.store.save_dispute(Some(&before), after, None).unwrap();
    };
    same(&mut district, other);
    let mut desk = desk(district, Lang::Zh, (80, 24));
    command(&mut desk, "并案");
    for _ in 0..40 {
        desk.tap(Code::Backspace);
    }
    desk.words(&number).enter();
    assert!(desk.screen.text().contains("是哪一件"), "{}", desk.screen.text());
    desk.tap(Code::Esc).enter().digit("1").press(Key::ctrl('s'));
    assert!(desk.notice().contains("已并案"), "{}\n{}", desk.notice(), desk.screen.text());
    let void = [kept, other, third].iter().filter(|id| case(&desk, **id).void.is_some()).count();
    assert_eq!(void, 1);
    // Undo says what it was.
    desk.press(Key::ctrl('z'));
    assert!(desk.notice().contains("已撤销并案"), "{}", desk.notice());
    is_sound(&mut desk.app.cx_mut().store);
}

/// Catches: a second record of a dispute that can be answered only by logging it twice or dropping what was typed.
#[test]
fn the_hint_at_a_save_leads_to_the_merge() {
    let (mut district, [kept, _]) = twice();
    let first = district.store.dispute(kept).unwrap();
    district
        .store
        .save_dispute(Some(&first), Dispute { accepted_on: day(2024, 12, 31), ..first.clone() }, None)
        .unwrap();
    let mut desk = desk(district, Lang::Zh, (80, 24));
    desk.press(Key::f(2)).go_to("申请人").words("张三").enter().words("李四").enter().words("02");
    desk.go_to("简要情况").words("村干部也来反映").press(Key::ctrl('s'));
    assert!(desk.screen.text().contains("是同一件"), "{}", desk.screen.text());
    desk.digit("3");
    assert!(desk.screen.text().contains(&format!("1 留下：{}", first.number)), "{}", desk.screen.text());
    desk.press(Key::ctrl('s'));
    let cases = desk.cases();
    let new = cases.iter().find(|case| case.summary == "村干部也来反映").unwrap();
    assert_eq!(new.void.as_deref(), Some(format!("并入 {}", first.number).as_str()));
    assert!(desk.app.cx().store.draft("entry").unwrap().is_none());
}

/// Catches: a record of a reported month that vanishes from it without a correction.
#[test]
fn in_a_locked_month_it_is_a_correction() {
    let (mut district, [kept, other]) = twice();
    district.reopen_on(day(2025, 1, 8));
    let month = Month::new(2024, 12).unwrap();
    let town = Some(district.towns[0]);
    district.store.transact(|w| w.lock_month(month, CutOff::MONTH_END, town)).unwrap();
    let [one, two] = [kept, other].map(|id| district.store.dispute(id).unwrap());
    district.store.merge(&one, one.clone(), &two).unwrap();
    let lock = district.store.locks(2024, town).unwrap().remove(0);
    let corrections = district.store.corrections(&lock).unwrap();
    assert_eq!(corrections.difference.accepted, -1);
    assert_eq!(corrections.cases.iter().map(|case| case.id).collect::<Vec<_>>(), [other]);
    assert!(district.store.merge(&one, one.clone(), &one).is_err(), "a record with itself");
    is_sound(&mut district.store);
}

#[test]
fn pictures() {
    for (lang, size, name) in [
        (Lang::Zh, (80, 24), "zh-80"),
        (Lang::En, (80, 24), "en-80"),
        (Lang::Zh, (120, 40), "zh-120"),
        (Lang::En, (120, 40), "en-120"),
    ] {
        let (district, _) = twice();
        let mut desk = desk(district, lang, size);
        command(&mut desk, lang.pick("并案", "merge"));
        desk.enter().tap(Code::Tab).tap(Code::Down);
        insta::assert_snapshot!(format!("merge-{name}"), desk.picture());
    }
}

/// Catches: a number refused that the hint of the card names, one of another office or year taken for it, letters that
/// vanish unsaid where the two records are compared.
#[test]
fn the_other_record_is_named_as_one_says_it() {
    let (district, [kept, other]) = twice();
    let mut desk = desk(district, Lang::Zh, (80, 24));
    let number = case(&desk, kept).number;
    let (short, year) = (short_number(&number), case(&desk, kept).accepted_on.format("%Y").to_string());
    let seq: u32 = short.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap();
    for typed in [short, seq.to_string(), format!("{seq:03}"), format!("{year}-{seq}"), format!("第{seq}号")]
    {
        command(&mut desk, "并案");
        desk.press(Key::ctrl('u')).words(&typed).press(Key::ctrl('s'));
        let text = desk.screen.text();
        assert!(text.contains(&format!("2 作废：{number}")), "{typed}\n{text}");
        desk.words("张三");
        assert!(desk.notice().contains("张三"), "{}", desk.notice());
        desk.tap(Code::Esc);
    }
    assert!(case(&desk, other).void.is_none());
}
