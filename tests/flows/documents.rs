//! The forms of a case by keys: what they lack, filling it in, printing into a folder, existing files.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::support::case::{large, plain};
use crate::support::desk::Desk;
use crate::support::life::long;
use crate::support::{District, day};
use tiaojie::document::Press;
use tiaojie::domain::form::{FormKind, Lack};
use tiaojie::domain::{Closing, DisputeId, Masking, Outcome};
use tiaojie::store::{CaseFilter, DisclosureKind, Store};
use tiaojie::text::{Lang, document as form_words};
use tiaojie::tui::actions::Place;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::screens::{self, dispute};
use tiaojie::tui::stack::Cx;
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

fn context(store: Store, lang: Lang) -> Cx {
    Cx::new(store, lang, DARK, &UNICODE)
}

/// The forms of the case, which go to a folder beside the file; the folder is not there yet.
fn forms_of(mut district: District, id: DisputeId, lang: Lang, size: (u16, u16)) -> (Desk, PathBuf) {
    let folder = district.folder.path().join("文书");
    let mut settings = district.store.settings().clone();
    settings.documents_folder = folder.display().to_string();
    district.store.save_settings(&settings).unwrap();
    (opened(district, id, lang, size), folder)
}

fn opened(district: District, id: DisputeId, lang: Lang, size: (u16, u16)) -> Desk {
    let District { store, folder, .. } = district;
    let mut cx = context(store, lang);
    let layer = screens::open_documents(id, &mut cx).unwrap();
    let mut desk = Desk::running(App::new(cx, layer), folder, size);
    settle(&mut desk);
    desk
}

/// Does what was put off until the first frame.
fn settle(desk: &mut Desk) {
    while desk.app.wants_work() {
        desk.app.work();
    }
    desk.screen.show(&mut desk.app);
}

/// All files below a folder with their bytes, sorted by path.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path))
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()))
        }
    }
    found.sort();
    found
}

/// The words of a docx: an independent reader, the zip and the text between the marks.
fn words_of(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    let mut reader = quick_xml::Reader::from_str(&xml);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Text(part) => text += &part.xml10_content(),
            quick_xml::events::Event::Eof => return text,
            _ => {}
        }
    }
}

fn printed(desk: &Desk) -> Vec<(DisclosureKind, u64, Masking)> {
    let all = desk.app.cx().store.disclosures(100).unwrap();
    all.into_iter().map(|one| (one.said.kind, one.said.cases, one.said.masking)).collect()
}

fn lacks(desk: &Desk, id: DisputeId, kind: FormKind) -> Vec<Lack> {
    let store = &desk.app.cx().store;
    Press::new(store).lacks(&store.dispute(id).unwrap(), kind).unwrap()
}

/// The row of the list that names the form.
fn row_of(desk: &Desk, form: FormKind) -> String {
    let name = form_words::form(form).text(desk.app.cx().lang);
    desk.screen.text().lines().find(|line| line.contains(name)).unwrap_or_default().to_owned()
}

/// Walks down to the row of a form.
fn select(desk: &mut Desk, form: FormKind) {
    let name = form_words::form(form).text(desk.app.cx().lang);
    desk.tap(Code::Home);
    for _ in 0..20 {
        let at = desk.screen.cursor().unwrap();
        if desk.screen.row(at.y).contains(name) {
            return;
        }
        desk.tap(Code::Down);
    }
    panic!("no {name}:\n{}", desk.screen.text());
}

/// Would catch: a lack that leads to another field or to none, a save after which one is somewhere else, a list that still
/// shows what was just filled in.
#[test]
fn what_a_form_lacks_is_filled_in_and_one_is_back() {
    let mut district = District::new();
    let id = plain(&mut district);
    let (mut desk, _) = forms_of(district, id, Lang::Zh, (80, 24));
    select(&mut desk, FormKind::Application);
    let before = lacks(&desk, id, FormKind::Application);
    let wanted =
        before.iter().find(|lack| form_words::lack(Lang::Zh, &desk.cases()[0], **lack) == "张三的民族");
    let at = before.iter().position(|lack| Some(lack) == wanted).unwrap();
    assert!(
        row_of(&desk, FormKind::Application).contains(&format!("缺 {} 项", before.len())),
        "{}",
        desk.screen.text()
    );
    desk.enter();
    for _ in 0..at {
        desk.tap(Code::Down);
    }
    let row = desk.screen.row(desk.screen.cursor().unwrap().y);
    assert!(row.contains("张三的民族"), "{row}\n{}", desk.screen.text());
    desk.enter();
    let row = desk.screen.row(desk.screen.cursor().unwrap().y);
    assert!(desk.screen.row(0).contains("案件") && row.contains("民族"), "{}", desk.screen.text());
    desk.words("土家族").enter();
    settle(&mut desk);
    assert!(desk.screen.row(0).contains("文书"), "back where one came from\n{}", desk.screen.text());
    assert_eq!(desk.cases()[0].parties[0].ethnicity, "土家族");
    assert_eq!(lacks(&desk, id, FormKind::Application).len(), before.len() - 1);
    assert!(row_of(&desk, FormKind::Application).contains(&format!("缺 {} 项", before.len() - 1)));
    assert!(!desk.screen.text().contains("张三的民族"), "{}", desk.screen.text());
    // Left without saving, one is back too, and nothing changed.
    desk.enter().tap(Code::Esc);
    assert!(desk.screen.row(0).contains("文书"), "{}", desk.screen.text());
    // The save can be undone from here.
    desk.press(Key::ctrl('z'));
    settle(&mut desk);
    assert_eq!(lacks(&desk, id, FormKind::Application), before);
}

/// Would catch: a lack of any form, of any sort of case, for which the case has no field to open.
#[test]
fn every_lack_of_every_form_leads_to_its_field() {
    let mut seen = 0;
    for nth in 0..5 {
        let mut district = District::new();
        let id = case_of_sort(&mut district, nth);
        let case = district.store.dispute(id).unwrap();
        let press = Press::new(&district.store);
        let mut lacks: Vec<Lack> =
            FormKind::ALL.iter().flat_map(|kind| press.lacks(&case, *kind).unwrap()).collect();
        lacks.sort();
        lacks.dedup();
        let District { store, folder: _folder, .. } = district;
        let mut cx = context(store, Lang::Zh);
        for lack in lacks.iter().filter(|lack| !matches!(lack, Lack::Office(_))) {
            let Some(layer) = dispute::open_for(id, *lack, &mut cx) else {
                // What is done about an agreement has to wait for one.
                let said = cx.notice.take().unwrap().text;
                assert!(
                    case.reached_on().is_none() && said.contains("没有达成协议"),
                    "{lack:?} of case {nth}: {said}"
                );
                continue;
            };
            assert_eq!(layer.place(), Place::InPlace, "{lack:?} of case {nth} opens nothing");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

/// An open case, a settled one with everything, one with all parts, an oral one, and one without anything.
fn case_of_sort(district: &mut District, nth: usize) -> DisputeId {
    let id = match nth {
        1 => return large(district),
        2 => return long(district),
        _ => plain(district),
    };
    let before = district.store.dispute(id).unwrap();
    let mut after = before.clone();
    match nth {
        3 => after.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 12, 20) }),
        4 => {
            (after.parties, after.mediators) = (Vec::new(), Vec::new());
            (after.village, after.summary) = (None, String::new());
        }
        _ => return id,
    }
    if nth == 3 || district.store.save_dispute(Some(&before), after.clone(), None).is_err() {
        // A case without parties cannot be saved everywhere; an oral one can.
        let _ = district.store.save_dispute(Some(&before), after, None);
    }
    id
}

/// Would catch: files that are not docx, hold another case, are open to everybody, or of which nobody is told.
#[test]
fn one_form_is_printed_and_the_file_is_what_it_says() {
    let mut district = District::new();
    let id = plain(&mut district);
    let (mut desk, folder) = forms_of(district, id, Lang::Zh, (80, 24));
    select(&mut desk, FormKind::Application);
    desk.press(Key::ctrl('p'));
    let found = files(&folder);
    assert_eq!(found.len(), 1, "{found:?}");
    let words = words_of(&found[0].1);
    assert!(words.contains("张三") && words.contains("李四") && words.contains("因屋檐排水"), "{words}");
    assert!(found[0].0.to_string_lossy().contains("（2024）松民调字第001号"), "{:?}", found[0].0);
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&found[0].0).unwrap().permissions());
        assert_eq!(mode & 0o077, 0);
    }
    assert_eq!(printed(&desk), [(DisclosureKind::Print, 1, Masking::Plain)]);
    assert!(desk.notice().contains("1 份文书") && desk.notice().contains("空白"), "{}", desk.notice());
    assert!(
        desk.screen.text().replace(['\n', ' '], "").contains("请手工填写：张三的"),
        "{}",
        desk.screen.text()
    );
}

/// Would catch: a whole file in which a form is missing, doubled or out of order, or one without the list of contents.
#[test]
fn the_whole_file_is_printed_in_its_order() {
    let mut district = District::new();
    let id = large(&mut district);
    let case = district.store.dispute(id).unwrap();
    let (mut desk, folder) = forms_of(district, id, Lang::Zh, (80, 24));
    desk.press(Key::ctrl('p'));
    let found = files(&folder);
    let names: Vec<String> =
        found.iter().map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let kinds = FormKind::of_case(&case);
    assert!(names.len() >= kinds.len(), "{names:?}");
    for (kind, name) in kinds.iter().zip(&names) {
        assert!(name.starts_with(&format!("{:02}-", kind.place())), "{names:?}");
    }
    let contents = found.iter().find(|(path, _)| path.to_string_lossy().contains("目录")).unwrap();
    let words = words_of(&contents.1);
    for kind in kinds.iter().filter(|kind| kind.is_listed()) {
        assert!(words.contains(form_words::form(*kind).text(Lang::Zh)), "{kind:?} not in {words}");
    }
    for (path, bytes) in &found {
        assert!(!words_of(bytes).contains("{{"), "{path:?}");
    }
    assert_eq!(printed(&desk).len(), 1, "one print, one record");
}

/// Would catch: a form somebody worked on that is written over, a new name that is not free, an answer that does the other.
#[test]
fn files_that_are_there_are_not_written_over_unasked() {
    let mut district = District::new();
    let id = plain(&mut district);
    let (mut desk, folder) = forms_of(district, id, Lang::Zh, (80, 24));
    select(&mut desk, FormKind::Agreement);
    desk.press(Key::ctrl('p'));
    let first = files(&folder)[0].0.clone();
    fs::write(&first, "改过的").unwrap();
    desk.press(Key::ctrl('p'));
    assert!(desk.screen.text().contains("已经在文件夹里"), "{}", desk.screen.text());
    desk.digit("3");
    assert_eq!(files(&folder), [(first.clone(), "改过的".into())]);
    assert!(desk.notice().contains("没有写"), "{}", desk.notice());
    desk.press(Key::ctrl('p')).digit("1");
    let found = files(&folder);
    assert_eq!(found.len(), 2);
    assert!(found.iter().any(|(path, bytes)| *path == first && bytes == "改过的".as_bytes()));
    assert!(found.iter().any(|(path, _)| path.to_string_lossy().ends_with(" (2).docx")), "{found:?}");
    desk.press(Key::ctrl('p')).digit("2");
    assert!(words_of(&fs::read(&first).unwrap()).contains("张三"));
    assert_eq!(files(&folder).len(), 2);
    assert_eq!(printed(&desk).len(), 3, "each print that wrote, and no other");
    // The whole file goes to a folder of its own.
    desk.tap(Code::Home).press(Key::ctrl('p')).press(Key::ctrl('p')).digit("1");
    let (one, other) = (folder.join("（2024）松民调字第001号"), folder.join("（2024）松民调字第001号 (2)"));
    let whole = files(&one).len() - 2;
    assert!(whole > 5 && files(&other).len() == whole, "{:?}", files(&folder));
}

/// Would catch: a folder that is asked for and not used, one that is forgotten, a folder that cannot be written told as done.
#[test]
fn the_folder_is_chosen_and_remembered() {
    let mut district = District::new();
    let id = plain(&mut district);
    let (mut desk, folder) = forms_of(district, id, Lang::Zh, (80, 24));
    let other = folder.with_file_name("柜子");
    desk.tap(Code::End).enter();
    for _ in 0..200 {
        desk.tap(Code::Backspace);
    }
    desk.words(&other.display().to_string()).enter();
    assert_eq!(desk.app.cx().store.settings().documents_folder, other.display().to_string());
    desk.digit("1").press(Key::ctrl('p'));
    assert_eq!((files(&folder).len(), files(&other).len()), (0, 1));
    // A file stands where the folder would be.
    let blocked = folder.with_file_name("挡路");
    fs::write(&blocked, "").unwrap();
    desk.tap(Code::End).enter();
    for _ in 0..200 {
        desk.tap(Code::Backspace);
    }
    desk.words(&blocked.display().to_string()).enter();
    desk.digit("1").press(Key::ctrl('p'));
    assert!(desk.notice().contains("写不了"), "{}", desk.notice());
    assert_eq!(printed(&desk).len(), 1, "what was not written is not recorded");
}

/// Would catch: a door that is missing, or one that opens another case than the selected one.
#[test]
fn the_forms_open_from_the_lists_and_the_case() {
    let mut app = crate::support::register::app(crate::support::register::full().store, Lang::Zh);
    crate::support::register::times(&mut app, Code::Down, 2);
    let ids = app.cx().store.all_ids(&CaseFilter::default()).unwrap();
    let number = app.cx().store.dispute(ids[2]).unwrap().number;
    let title = format!("文书  {number}");
    for keys in [[Key::f(7)].as_slice(), &[Key::ctrl('p')], &[Key::plain(Code::Enter), Key::f(7)]] {
        crate::support::register::press(&mut app, keys);
        assert!(crate::support::register::shown(&mut app).row(0).contains(&title), "{keys:?}");
        crate::support::register::press(&mut app, &vec![Key::plain(Code::Esc); keys.len()]);
    }
    crate::support::register::press(&mut app, &[Key::f(3)]);
    crate::support::register::type_in(&mut app, &number);
    crate::support::register::press(&mut app, &[Key::f(7)]);
    assert!(crate::support::register::shown(&mut app).row(0).contains(&title));
    crate::support::register::press(
        &mut app,
        &[Key::plain(Code::Esc), Key::plain(Code::Esc), Key::f(5), Key::f(7)],
    );
    assert!(crate::support::register::shown(&mut app).row(0).contains("文书  "));
}

/// Both languages, both sizes: an open case and its lacks, a form that does not belong, the folder.
#[test]
fn the_screen_looks_right() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let mut district = District::new();
            let mut settings = district.store.settings().clone();
            settings.documents_folder = "/home/clerk/Documents/调解文书".to_owned();
            district.store.save_settings(&settings).unwrap();
            let id = plain(&mut district);
            let mut desk = opened(district, id, lang, size);
            insta::assert_snapshot!(format!("documents_{code}_{}", size.0), desk.picture());
            select(&mut desk, FormKind::Application);
            desk.enter().tap(Code::Down);
            insta::assert_snapshot!(format!("documents_lacks_{code}_{}", size.0), desk.picture());
            desk.tap(Code::Esc);
            select(&mut desk, FormKind::Agreement);
            insta::assert_snapshot!(format!("documents_other_{code}_{}", size.0), desk.picture());
            desk.tap(Code::End);
            insta::assert_snapshot!(format!("documents_folder_{code}_{}", size.0), desk.picture());
        }
    }
}

/// Would catch: one broken template that takes the other forms with it, one that is printed as it is, an error that does
/// not say which form.
#[test]
fn a_broken_template_is_named_and_the_other_forms_go_on() {
    let mut district = District::new();
    let id = plain(&mut district);
    district.store.save_form_template(FormKind::Cover, b"not a docx").unwrap();
    let (mut desk, folder) = forms_of(district, id, Lang::Zh, (80, 24));
    assert!(row_of(&desk, FormKind::Cover).contains("模板有错"), "{}", desk.screen.text());
    desk.press(Key::ctrl('p'));
    assert!(desk.notice().contains("卷宗封面"), "{}", desk.notice());
    select(&mut desk, FormKind::Cover);
    desk.press(Key::ctrl('p'));
    assert_eq!(files(&folder), [], "nothing half done");
    select(&mut desk, FormKind::Application);
    desk.press(Key::ctrl('p'));
    assert_eq!(files(&folder).len(), 1);
}

/// Would catch: a void case that gets a file, or whose screen cannot be left or used.
#[test]
fn a_void_case_has_no_file_and_single_forms() {
    let mut district = District::new();
    let id = plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    let after = tiaojie::domain::Dispute { void: Some("重复登记".to_owned()), ..before.clone() };
    district.store.save_dispute(Some(&before), after, None).unwrap();
    let (mut desk, folder) = forms_of(district, id, Lang::Zh, (80, 24));
    assert!(desk.screen.text().contains("已作废"), "{}", desk.screen.text());
    desk.press(Key::ctrl('p'));
    assert_eq!((files(&folder).len(), printed(&desk).len()), (0, 0), "{}", desk.notice());
    desk.digit("1").press(Key::ctrl('p'));
    assert_eq!(files(&folder).len(), 1);
}

/// Would catch: a file that is called complete because nobody has looked yet: keys typed ahead of the first frame.
#[test]
fn nothing_is_called_complete_before_it_was_looked_at() {
    let mut district = District::new();
    let id = plain(&mut district);
    let District { store, folder: _folder, .. } = district;
    let mut cx = context(store, Lang::Zh);
    let layer = screens::open_documents(id, &mut cx).unwrap();
    let mut app = App::new(cx, layer);
    let screen = crate::support::case::shown(&mut app, 80, 24);
    assert!(!screen.text().contains('齐'), "{}", screen.text());
    crate::support::case::press_code(&mut app, Code::Enter);
    let screen = crate::support::case::shown(&mut app, 80, 24);
    assert!(screen.text().contains("还缺 18 项") && !screen.text().contains("齐了"), "{}", screen.text());
}

/// Would catch: what is set for the office looked for in the case.
#[test]
fn what_the_office_lacks_is_set_in_the_settings() {
    let mut district = District::new();
    let id = plain(&mut district);
    let root = district.store.directory().district().unwrap().clone();
    district
        .store
        .transact(|w| w.put_office(&tiaojie::domain::Office { name: "神农架林区".into(), ..root }))
        .unwrap();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let (mut desk, _) = forms_of(district, id, Lang::Zh, (80, 24));
    let lacking = row_of(&desk, FormKind::Cover);
    select(&mut desk, FormKind::Cover);
    desk.enter().digit("1");
    assert!(desk.screen.row(0).contains("设置"), "{}", desk.screen.text());
    desk.words("松柏镇人民调解委员会").press(Key::ctrl('s'));
    settle(&mut desk);
    assert!(desk.screen.row(0).contains("文书"), "{}", desk.screen.text());
    assert_ne!(row_of(&desk, FormKind::Cover), lacking);
}
