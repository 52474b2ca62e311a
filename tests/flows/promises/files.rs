//! The files that the rows begin with.

use tiaojie::domain::DisputeId;
use tiaojie::text::Lang;
use tiaojie::tui::start;

use crate::support::District;
use crate::support::case::{large, plain};
use crate::support::desk::Desk;
use crate::support::import::{CLEAN, put};
use crate::support::life::long;
use crate::support::register::full;
use crate::{account, exchange, lock, merge, welcome};

/// A ledger with a column that nobody knows.
const ODD: &str = "受理时间,甲方,乙方,纠纷类别,协议金额,网格员\n2024.3.5,张三,李四,邻里纠纷,叁万左右,王网格\n没有写,王五,赵六,邻里纠纷,,\n";

/// The program over that file, as it starts.
pub fn named(name: &str) -> Desk {
    match name {
        "new" => welcome::fresh(),
        "empty" => started(District::new()),
        "plain" => started(with(plain)),
        "large" => started(with(large)),
        "long" => started(with(long)),
        "full" => started(full()),
        "twice" => started(merge::twice().0),
        "staffed" => started(account::staffed()),
        "sealed" => {
            let mut desk = lock::sealed(Lang::Zh, (80, 24)).0;
            let store = &mut desk.app.cx_mut().store;
            let mut settings = store.settings().clone();
            settings.export_folder = store.path().parent().unwrap().display().to_string();
            store.save_settings(&settings).unwrap();
            desk
        }
        "apart" => {
            let (store, _, folder, _) = exchange::apart(Lang::Zh);
            Desk::running(start::app(store, Lang::Zh), folder, (80, 24))
        }
        "ledgers" => with_ledgers(),
        other => panic!("no file {other}"),
    }
}

fn with(make: fn(&mut District) -> DisputeId) -> District {
    let mut district = District::new();
    make(&mut district);
    district
}

/// At home in the first township; what is written goes beside the file.
fn started(mut district: District) -> Desk {
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    settings.documents_folder = district.folder.path().join("out").display().to_string();
    settings.export_folder.clone_from(&settings.documents_folder);
    std::fs::create_dir(&settings.export_folder).unwrap();
    district.store.save_settings(&settings).unwrap();
    put(district.folder.path(), "2024.csv", CLEAN, 0);
    let folder = district.folder.path().display().to_string();
    district.store.note("import.folder", &folder).unwrap();
    let mut root = district.store.directory().district().unwrap().clone();
    root.name = "神农架林区".into();
    district.store.transact(|w| w.put_office(&root)).unwrap();
    Desk::running(start::app(district.store, Lang::Zh), district.folder, (80, 24))
}

/// An empty file of an office that has kept ledgers until now.
fn with_ledgers() -> Desk {
    let district = District::new();
    let sub = district.folder.path().join("从前");
    std::fs::create_dir(&sub).unwrap();
    put(&sub, "2023.csv", CLEAN, 400);
    put(district.folder.path(), "木鱼.csv", ODD.as_bytes(), 40);
    started(district)
}
