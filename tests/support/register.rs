//! A register of sixty cases of one year, the same in every run, and an app that shows it.

use chrono::{Days, NaiveDate};
use tiaojie::domain::{Agreement, Closing, Dispute, Fen, Outcome, Party, Performance, Side};
use tiaojie::store::{Store, Writer};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::register::Register;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

use super::screen::Screen;
use super::{District, day};

const SURNAMES: [&str; 8] = ["吴", "冯", "陶", "苗", "单", "欧阳", "曾", "𠮷"];
const GIVEN: [&str; 7] = ["杰霞", "丽", "军发", "静艳", "红福", "春", "小明"];
const FACTS: [&str; 4] = [
    "因屋后排水沟改道，雨水流入邻居院坝，双方多次争吵，请求调解。",
    "兄弟因赡养老人的费用分担意见不一，请求调解。",
    "承包地边界不清，一方越界种植天麻，另一方要求恢复原状并赔偿损失三千元。",
    "建房采光和出路问题发生争执。",
];
const TYPES: [&str; 6] = ["02", "01", "07", "03", "10a", "99"];
const SOURCES: [&str; 4] = ["apply", "active", "court", "village"];

/// Sixty cases, five a month, the last day of 2024 being today. Some of December are open, two are overdue, one is void,
/// one was declined.
pub fn full() -> District {
    let mut district = District::new();
    let cases: Vec<Dispute> = (0..60).map(|nth| case(&mut district, nth)).collect();
    let put = |writer: &mut Writer<'_>| {
        cases.into_iter().try_for_each(|case| writer.put_dispute(None, case).map(drop))
    };
    district.store.transact(put).unwrap();
    district
}

fn case(district: &mut District, nth: usize) -> Dispute {
    let id = district.store.fresh_dispute_id();
    let month = u32::try_from(nth / 5).unwrap() + 1;
    let on = day(2024, month, u32::try_from(nth % 5).unwrap() * 6 + 2);
    let village = nth * 7 % 4;
    let mut case = Dispute::new(id, district.towns[village / 2], on);
    case.village = (nth % 11 != 3).then(|| district.villages[village]);
    case.kind = TYPES[nth * 5 % 6].parse().unwrap();
    case.source = SOURCES[nth % 4].parse().unwrap();
    case.summary = FACTS[nth % 4].into();
    case.mediators = vec![district.mediators[village]];
    let sides = [Side::Applicant, Side::Respondent, Side::Respondent];
    for (n, side) in sides.iter().enumerate().take(2 + usize::from(nth % 9 == 4)) {
        let name = format!("{}{}", SURNAMES[(nth + n * 3) % 8], GIVEN[(nth * 3 + n) % 7]);
        let mut party = Party::new(district.store.fresh_id(), *side, name);
        party.phone = format!("1380000{:04}", nth * 10 + n);
        case.parties.push(party);
    }
    close(&mut case, nth, on);
    case.void = (nth == 57).then(|| "重复登记".to_owned());
    case
}

fn close(case: &mut Dispute, nth: usize, on: NaiveDate) {
    if nth >= 56 || nth == 50 || nth == 44 {
        return;
    }
    let outcome = match nth % 10 {
        3 => Outcome::Unsuccessful,
        6 => Outcome::Referred,
        8 => Outcome::Withdrawn,
        9 if nth == 19 => Outcome::Declined,
        even if even % 2 == 0 => Outcome::Written,
        _ => Outcome::Oral,
    };
    case.closing = Some(Closing { outcome, on: on + Days::new(3 + nth as u64 % 9) });
    if outcome == Outcome::Written {
        case.agreement = Agreement {
            amount: Some(Fen(350_000 + 1_000 * i64::try_from(nth).unwrap())),
            content: "被申请人于月底前恢复原状，一次性赔偿。".into(),
            due_on: Some(on + Days::new(40)),
            performance: Some(Performance::NotDue),
            ..Agreement::default()
        };
    }
}

/// The program standing in the register of that file.
pub fn app(store: Store, lang: Lang) -> App {
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let register = Register::new(&mut cx);
    let mut app = App::new(cx, Box::new(register));
    app.refresh_headline();
    app
}

/// Presses keys that type nothing.
pub fn press(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.input(Input::Key(*key));
    }
}

/// Presses one plain key so many times.
pub fn times(app: &mut App, code: Code, times: usize) {
    for _ in 0..times {
        app.input(Input::Key(Key::plain(code)));
    }
}

/// Types each character by itself, as a keyboard does.
pub fn type_in(app: &mut App, text: &str) {
    for c in text.chars() {
        app.input(Input::Text(c.to_string()));
    }
}

/// Shows the frame, and the one after the work put off.
pub fn settle(screen: &mut Screen, app: &mut App) {
    screen.show(app);
    while app.wants_work() {
        app.work();
        screen.show(app);
    }
}

/// The screen as rows of text with the cursor's cell, for a snapshot.
pub fn picture(screen: &Screen) -> String {
    let cursor = screen.cursor().map(|at| format!("cursor {},{}", at.x, at.y)).unwrap_or_default();
    format!("{}{cursor}\n", screen.text())
}

/// The program drawn whole on an empty screen of 80 by 24.
pub fn shown(app: &mut App) -> Screen {
    let mut screen = Screen::new(80, 24);
    // An empty screen: the frame is wanted though nothing changed since the last one.
    app.input(Input::Resize(80, 24));
    settle(&mut screen, app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    screen
}
