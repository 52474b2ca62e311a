//! The screen of one case, driven by keys.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tiaojie::domain::{
    Closing, Confirmation, Difficulty, Direction, Dispute, DisputeId, Fen, FollowUp, Level, Outcome, Party,
    PartyKind, Performance, Referral, Sex, Side,
};
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

use unicode_width::UnicodeWidthStr;

use super::screen::Screen;
use super::{District, day};

/// An open case of two neighbours, as it is logged in a minute.
pub fn plain(district: &mut District) -> DisputeId {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], day(2024, 12, 10));
    case.village = Some(district.villages[0]);
    case.kind = "02".parse().unwrap();
    case.summary = "因屋檐排水流入邻家院内发生争执。".into();
    case.parties.push(Party::new(district.store.fresh_id(), Side::Applicant, "张三"));
    case.parties.push(Party::new(district.store.fresh_id(), Side::Respondent, "李四"));
    case.mediators.push(district.mediators[0]);
    district.store.save_dispute(None, case, None).unwrap().dispute.id
}

/// A closed case with eight parties, long texts, referrals, visits and the words of an old ledger.
pub fn large(district: &mut District) -> DisputeId {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[1], day(2024, 3, 5));
    case.village = Some(district.villages[2]);
    case.place = "木鱼村三组香溪河边，老供销社仓库与新修旅游公路之间的坡地".into();
    case.kind = "07".parse().unwrap();
    case.source = "court".parse().unwrap();
    case.pre_litigation = true;
    case.level = Level::District;
    case.difficulty = Some(Difficulty::Hard);
    case.occurred_on = Some(day(2023, 11, 2));
    case.people = Some(26);
    case.summary = "二〇二三年十一月，旅游公路拓宽占用三组集体林地，林地原由八户联户承包，补偿款到账后各户对面积和青苗费分摊意见不一，先后五次到村委会反映。\n其中两户出示一九八四年自留山证，四至与现登记不符。".into();
    case.note = "法院诉前委派，材料共 37 页，已存档。".into();
    case.original.insert("金额".into(), "叁万伍左右".into());
    case.original.insert("是否履行".into(), "分三次，已付首期".into());
    case.tags.extend(["司法+法院".to_owned(), "司法+人社".to_owned()]);
    case.mediators.extend([district.mediators[2], district.mediators[3]]);
    let names = [
        "王大山",
        "陈秀兰",
        "神农架林区木鱼旅游开发有限责任公司",
        "单雄",
        "曾娜",
        "欧阳春",
        "诸葛红福",
        "𠮷田",
    ];
    for (at, name) in names.into_iter().enumerate() {
        let side = [Side::Applicant, Side::Applicant, Side::Respondent, Side::Third][at.min(3)];
        case.parties.push(Party::new(district.store.fresh_id(), side, name));
    }
    case.parties[2].kind = PartyKind::Company;
    let first = &mut case.parties[0];
    first.sex = Some(Sex::Male);
    first.ethnicity = "土家族".into();
    first.born_on = Some(day(1961, 4, 9));
    first.occupation = "护林员".into();
    first.phone = "13800001234".into();
    first.address = "湖北省神农架林区木鱼镇木鱼村三组 27 号".into();
    first.id_number = "429021196104090013".into();
    case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 4, 28) });
    case.agreement.amount = Some(Fen::from_yuan(35_000));
    case.agreement.content = "一、补偿款三万五千元按现场复测面积分配；二、四至争议待换发林权证时一并解决；三、各方今后不再为此事上访。".into();
    case.agreement.due_on = Some(day(2024, 6, 30));
    case.agreement.performance = Some(Performance::Partly);
    case.agreement.confirmation = Some(Confirmation::Applied);
    for (direction, organisation, on) in [
        (Direction::In, "神农架林区人民法院", day(2024, 3, 4)),
        (Direction::Out, "林区林业管理局", day(2024, 4, 10)),
    ] {
        case.referrals.push(Referral {
            id: district.store.fresh_id(),
            direction,
            organisation: organisation.into(),
            on: Some(on),
            letter: "（2024）鄂90诉前调12号".into(),
            reason: "诉前委派调解".into(),
            feedback: String::new(),
            feedback_on: None,
        });
    }
    case.follow_ups.push(FollowUp {
        note: "首期已付，余款约定年底前付清，双方无新的争议。".into(),
        ..FollowUp::new(district.store.fresh_id(), day(2024, 7, 8))
    });
    district.store.save_dispute(None, case, None).unwrap().dispute.id
}

/// The case opened by itself.
pub fn opened(store: Store, id: DisputeId, lang: Lang) -> App {
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let layer = screens::open_dispute(id, &mut cx).unwrap();
    App::new(cx, layer)
}

/// Presses a key.
pub fn press(app: &mut App, key: Key) {
    app.input(Input::Key(key));
}

/// Presses a key of no character.
pub fn press_code(app: &mut App, code: Code) {
    press(app, Key::plain(code));
}

/// Saves what is edited: Enter in a field of the page, Ctrl+S on a card.
pub fn finish(app: &mut App) {
    let on_card = shown(app, 80, 24).text().contains("Esc 不改");
    press(app, if on_card { Key::ctrl('s') } else { Key::plain(Code::Enter) });
}

/// Types text, as an input method commits it.
pub fn type_text(app: &mut App, text: &str) {
    app.input(Input::Text(text.to_owned()));
}

/// What is on a screen of that size now, checked against what the program believes, the cursor at its cell.
pub fn shown(app: &mut App, columns: u16, rows: u16) -> Screen {
    let mut screen = Screen::new(columns, rows);
    app.input(Input::Resize(columns, rows));
    screen.show(app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    screen
}

/// The screen with its cursor, for a snapshot.
pub fn picture(screen: &Screen) -> String {
    let cursor = screen.cursor().map_or_else(|| "none".to_owned(), |at| format!("{},{}", at.x, at.y));
    format!("{}cursor {cursor}\n", screen.text())
}

/// Goes to the first field of that label, as it stands on the screen, by walking through the fields.
pub fn go_to(app: &mut App, label: &str) {
    press_code(app, Code::Home);
    for _ in 0..400 {
        if behind_marker(app).starts_with(label) {
            return;
        }
        press_code(app, Code::Right);
    }
    panic!("no field {label}:\n{}", shown(app, 120, 60).text());
}

/// What stands behind the marker of the selection. Drawn without a terminal model, for the many steps of a walk.
pub fn behind_marker(app: &mut App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(120, 60)).unwrap();
    app.input(Input::Resize(120, 60));
    app.draw(&mut terminal).unwrap();
    let buffer = terminal.backend().buffer();
    // The list of sections at the right edge has a marker of its own.
    let on_page = |at: &usize| at % 120 < 100;
    let marker = buffer.content.iter().enumerate().filter(|(_, cell)| cell.symbol() == UNICODE.marker);
    let marker = marker.map(|(at, _)| at).find(on_page);
    let cells = buffer.content.iter().skip(marker.map_or(usize::MAX, |at| at + 1)).take(40);
    let mut text = String::new();
    let mut skip = 0;
    for cell in cells {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        skip = cell.symbol().width().saturating_sub(1);
        text.push_str(cell.symbol());
    }
    text.trim_start_matches([' ', '*']).to_owned()
}
