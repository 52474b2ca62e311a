//! The settings screen, over any other screen.

use tiaojie::domain::{Office, OfficeKind};
use tiaojie::text::Lang;
use tiaojie::tui::actions::{Action, Place};
use tiaojie::tui::app::App;
use tiaojie::tui::screens::{self, help::Help};
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;

use super::District;

/// Opened at home in 松柏镇 of a district with a name; the district's own store is a spare one afterwards.
pub fn opened(lang: Lang) -> (App, District) {
    let mut district = District::new();
    let mut root = Office::below(Office::root_id(), OfficeKind::District, "神农架林区");
    (root.id, root.parent) = (Office::root_id(), None);
    district.store.transact(|w| w.put_office(&root)).unwrap();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let spare = District::new();
    let store = std::mem::replace(&mut district.store, spare.store);
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let settings = screens::open(Action::Settings, &mut cx).unwrap();
    let mut app = App::new(cx, Box::new(Help::about(Place::Register, None)));
    app.push(settings);
    (app, district)
}
