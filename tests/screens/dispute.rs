//! The screens of a case and of the settings, through a terminal model, with the cursor.

use crate::support::District;
use crate::support::case::{go_to, large, opened, picture, plain, press, press_code, shown, type_text};
use tiaojie::domain::DisputeId;
use tiaojie::domain::act::{Act, Deed};
use tiaojie::domain::field::PartKind;
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};

const SMALL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

fn of(make: fn(&mut District) -> DisputeId, lang: Lang) -> (App, tempfile::TempDir) {
    let mut district = District::new();
    let id = make(&mut district);
    (opened(district.store, id, lang), district.folder)
}

fn at(app: &mut App, (columns, rows): (u16, u16)) -> String {
    picture(&shown(app, columns, rows))
}

/// Catches: a section that is missing, cut or misaligned, in either language and size.
#[test]
fn a_plain_case() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let (mut app, _folder) = of(plain, lang);
        insta::assert_snapshot!(format!("plain_{name}_80"), at(&mut app, SMALL));
        insta::assert_snapshot!(format!("plain_{name}_120"), at(&mut app, WIDE));
        press_code(&mut app, Code::End);
        insta::assert_snapshot!(format!("plain_{name}_80_end"), at(&mut app, SMALL));
    }
}

/// Catches: long texts that are cut, warnings away from their field, parties that run into each other.
#[test]
fn a_case_of_eight_parties_and_long_texts() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let (mut app, _folder) = of(large, lang);
        insta::assert_snapshot!(format!("large_{name}_120"), at(&mut app, WIDE));
        insta::assert_snapshot!(format!("large_{name}_80"), at(&mut app, SMALL));
        press_code(&mut app, Code::PageDown);
        insta::assert_snapshot!(format!("large_{name}_80_next"), at(&mut app, SMALL));
        press_code(&mut app, Code::End);
        insta::assert_snapshot!(format!("large_{name}_80_end"), at(&mut app, SMALL));
    }
}

/// Catches: a section of the life of a case that is missing, cut, or out of order; six sessions that cannot be told
/// apart.
#[test]
fn a_whole_life() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let (mut app, _folder) = of(crate::support::life::long, lang);
        for section in ["parties", "mediation", "limit", "referrals", "outcome", "agreement", "performance"] {
            press_code(&mut app, Code::Tab);
            if section != "parties" && section != "agreement" {
                insta::assert_snapshot!(format!("life_{name}_80_{section}"), at(&mut app, SMALL));
            }
        }
        insta::assert_snapshot!(format!("life_{name}_120_performance"), at(&mut app, WIDE));
        press_code(&mut app, Code::End);
        insta::assert_snapshot!(format!("life_{name}_120_end"), at(&mut app, WIDE));
        insta::assert_snapshot!(format!("life_{name}_80_end"), at(&mut app, SMALL));
    }
}

/// Catches: an editor that hides what it belongs to, a list out of the window, an error away from the field.
#[test]
fn fields_being_edited() {
    let (mut app, _folder) = of(large, Lang::Zh);
    for (name, label, keys) in [
        ("date", "办结日期", "1-5"),
        ("pick", "纠纷类型", ""),
        ("area", "协议内容", "四、费用自理。"),
        ("several", "调解员", "红"),
        ("add", "加回访", ""),
        ("escalate", "加层级变动", ""),
        ("blank", "履行完毕", "6-2"),
    ] {
        go_to(&mut app, label);
        press_code(&mut app, Code::Enter);
        if !keys.is_empty() {
            type_text(&mut app, keys);
        }
        if name == "date" {
            press_code(&mut app, Code::Enter);
        }
        insta::assert_snapshot!(format!("edit_{name}"), at(&mut app, SMALL));
        press_code(&mut app, Code::Esc);
    }
    press(&mut app, Key::with_ctrl(Code::Delete));
    insta::assert_snapshot!("void", at(&mut app, SMALL));
    type_text(&mut app, "重复登记");
    press_code(&mut app, Code::Enter);
    press_code(&mut app, Code::Home);
    insta::assert_snapshot!("voided", at(&mut app, SMALL));
}

/// Catches: a list of acts or a card that does not fit, a label that is cut, a language that is missing.
#[test]
fn acts_and_their_cards() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let (mut app, _folder) = of(large, lang);
        type_text(&mut app, "+");
        insta::assert_snapshot!(format!("acts_{name}_80"), at(&mut app, SMALL));
        insta::assert_snapshot!(format!("acts_{name}_120"), at(&mut app, WIDE));
        press_code(&mut app, Code::Esc);
        for act in [Act::Add(PartKind::Referral), Act::Fill(Deed::Confirm), Act::Add(PartKind::Party)] {
            // The page has a key of its own for a party.
            let action = if act == Act::Add(PartKind::Party) { Action::AddParty } else { Action::Do(act) };
            let label = action.row().wording.label(lang);
            press(&mut app, Key::f(9));
            type_text(&mut app, label);
            press_code(&mut app, Code::Enter);
            let act = format!("{}_{name}", action.row().name);
            insta::assert_snapshot!(format!("act_{act}_80"), at(&mut app, SMALL));
            insta::assert_snapshot!(format!("act_{act}_120"), at(&mut app, WIDE));
            press_code(&mut app, Code::Esc);
        }
    }
}

/// Catches: settings that do not fit the smallest window, a hint that is cut.
#[test]
fn the_settings() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let (mut app, _district) = crate::support::settings::opened(lang);
        press_code(&mut app, Code::Tab);
        press_code(&mut app, Code::Tab);
        insta::assert_snapshot!(format!("settings_{name}_80"), at(&mut app, SMALL));
        insta::assert_snapshot!(format!("settings_{name}_120"), at(&mut app, WIDE));
        for _ in 0..6 {
            press_code(&mut app, Code::Tab);
        }
        insta::assert_snapshot!(format!("settings_{name}_80_template"), at(&mut app, SMALL));
    }
}
