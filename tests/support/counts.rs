//! The screen of the entries other than cases, with the imported log of 2024 or an empty district.

use tempfile::TempDir;
use tiaojie::domain::OfficeId;
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::app::App;
use tiaojie::tui::screens;
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;

use super::desk::Desk;

/// The office of that name.
pub fn office(store: &Store, name: &str) -> OfficeId {
    store.directory().offices().find(|office| office.name == name).unwrap().id
}

/// F6 over that file, at home in that office where one is named.
pub fn opened(
    (folder, mut store): (TempDir, Store),
    home: Option<&str>,
    lang: Lang,
    size: (u16, u16),
) -> Desk {
    let mut settings = store.settings().clone();
    settings.language = lang;
    if let Some(name) = home {
        settings.home = office(&store, name);
    }
    store.save_settings(&settings).unwrap();
    let mut cx = Cx::new(store, lang, DARK, &UNICODE);
    let screen = screens::open(Action::Services, &mut cx).unwrap();
    Desk::running(App::new(cx, screen), folder, size)
}
