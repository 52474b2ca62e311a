//! A case as the start of the next, and a case in one paragraph, by keys.

use crate::support::District;
use crate::support::case::{large, plain};
use crate::support::desk::Desk;
use tiaojie::domain::{DisputeId, Masking};
use tiaojie::store::{DisclosureKind, WindowTitle};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::start;
use tiaojie::tui::terminal::Program;

/// At home in the township of the case.
fn desk(make: fn(&mut District) -> DisputeId) -> (Desk, DisputeId) {
    let mut district = District::new();
    let id = make(&mut district);
    let mut settings = district.store.settings().clone();
    settings.home = district.store.dispute(id).unwrap().office;
    district.store.save_settings(&settings).unwrap();
    let District { store, folder, .. } = district;
    (Desk::running(start::app(store, Lang::Zh), folder, (80, 24)), id)
}

fn command(desk: &mut Desk, name: &str) {
    desk.press(Key::f(9)).words(name).enter();
}

/// Catches: a field that recurs left behind; a number, a day, an outcome or an agreement that comes along; parties that come
/// unasked; a page that does not say what it took.
#[test]
fn the_next_case_begins_with_what_recurs() {
    let (mut desk, id) = desk(large);
    let old = desk.app.cx().store.dispute(id).unwrap();
    command(&mut desk, "照此再登");
    assert!(desk.screen.text().contains("也带过来吗"), "{}", desk.screen.text());
    desk.digit("1");
    assert!(desk.notice().contains("当事人 8 位") && desk.notice().contains("没有带"), "{}", desk.notice());
    desk.press(Key::ctrl('s'));
    let new = desk.cases().into_iter().find(|case| case.id != id).unwrap();
    assert_eq!((new.village, &new.kind, &new.source), (old.village, &old.kind, &old.source));
    assert_eq!((&new.mediators, new.pre_litigation), (&old.mediators, true));
    let names = |case: &tiaojie::domain::Dispute| {
        case.parties
            .iter()
            .map(|party| (party.name.clone(), party.phone.clone(), party.side))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&new), names(&old));
    assert_eq!((new.parties[0].sex, new.parties[0].born_on), (old.parties[0].sex, old.parties[0].born_on));
    assert!(new.parties.iter().all(|party| old.parties.iter().all(|known| known.id != party.id)));
    assert!(new.number != old.number && new.accepted_on != old.accepted_on);
    assert_eq!((new.closing, &new.agreement), (None, &tiaojie::domain::Agreement::default()));
    assert!(new.summary.is_empty() && new.sessions.is_empty() && new.referrals.is_empty());
}

/// Catches: parties that come though other people were chosen, an unfinished page that is lost to it.
#[test]
fn other_people_and_a_waiting_page() {
    let (mut desk, _) = desk(plain);
    command(&mut desk, "照此再登");
    desk.digit("2");
    assert!(!desk.screen.text().contains("张三"), "{}", desk.screen.text());
    assert!(desk.screen.text().contains("红花朵村"), "{}", desk.screen.text());
    desk.go_to("申请人").words("王五").rest().tap(Code::Esc);
    command(&mut desk, "照此再登");
    assert!(desk.notice().contains("没填完的登记"), "{}", desk.notice());
    desk.press(Key::f(2));
    assert!(desk.screen.text().contains("王五"), "{}", desk.screen.text());
}

/// Catches: a summary that tells a name though names are to be hidden, one that invents a word, a copy nobody can find out
/// about.
#[test]
fn a_summary_says_what_the_record_holds_and_is_recorded() {
    let (mut desk, id) = desk(plain);
    let number = desk.app.cx().store.dispute(id).unwrap().number;
    command(&mut desk, "摘要");
    let text = desk.app.take_copied().unwrap();
    assert_eq!(
        text,
        format!(
            "{number}，受理日期：2024-12-10，受理单位：松柏镇，村（社区）：红花朵村，纠纷类型：邻里纠纷，案件来源：依申请，\
             申请人：张某，被申请人：李某，调解员：红调。简要情况：因屋檐排水流入邻家院内发生争执。结果：在办。"
        )
    );
    let mut settings = desk.app.cx().store.settings().clone();
    settings.summary = Masking::Plain;
    desk.app.cx_mut().store.save_settings(&settings).unwrap();
    command(&mut desk, "摘要");
    assert!(desk.app.take_copied().unwrap().contains("申请人：张三，被申请人：李四"));
    let said: Vec<(DisclosureKind, Masking)> = desk
        .app
        .cx()
        .store
        .disclosures(9)
        .unwrap()
        .iter()
        .map(|one| (one.said.kind, one.said.masking))
        .collect();
    assert_eq!(said, [(DisclosureKind::Copy, Masking::Plain), (DisclosureKind::Copy, Masking::Masked)]);
}

/// Catches: a window title with a number or a name in it, one that lags behind, one that cannot be switched off.
#[test]
fn the_title_of_the_window_names_the_place_alone() {
    let (mut desk, id) = desk(plain);
    assert_eq!(desk.app.take_title(), None, "nobody asked for one");
    desk.app.use_window_title();
    assert_eq!(desk.app.take_title().as_deref(), Some("调解 - 台账"));
    assert_eq!(desk.app.take_title(), None, "it was sent");
    desk.enter();
    let title = desk.app.take_title().unwrap();
    let case = desk.app.cx().store.dispute(id).unwrap();
    assert_eq!(title, "调解 - 案件");
    assert!(!title.contains(&case.number) && case.parties.iter().all(|party| !title.contains(&party.name)));
    let mut settings = desk.app.cx().store.settings().clone();
    settings.window_title = WindowTitle::Off;
    desk.app.cx_mut().store.save_settings(&settings).unwrap();
    desk.tap(Code::Esc);
    assert_eq!(desk.app.take_title().as_deref(), Some(""), "what stood there is taken back");
    assert_eq!(desk.app.take_title(), None);
}
