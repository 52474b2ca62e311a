//! The form before an exchange: what, for whom, where, the passphrase.

use std::path::{Path, PathBuf};

use crate::domain::LaptopId;
use crate::exchange::{self, Extent, Opening, Sealing};
use crate::store::Store;
use crate::text::{Words, exchange_screen as words, laptop};
use crate::tui::form::{Form, Kind, Options, Remark, Shown, Spec, Value, item};
use crate::tui::stack::Cx;
use crate::vault::{Cost, Passphrase};

use super::work::Task;

/// The key under which an encrypted file stores the passphrase and the folder last used.
const PASSPHRASE: &str = "exchange.passphrase";
const TO: &str = "exchange.to";
const BY_PASSPHRASE: &str = "passphrase";
const LACKING: &str = "lacking";
const EVERYTHING: &str = "everything";
const YES: &str = "yes";
const NO: &str = "no";

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Extent,
    For,
    Path,
    Passphrase,
    Again,
    Remember,
}

/// The purpose of the form.
#[derive(Debug, Clone)]
pub(super) enum About {
    Out,
    In(PathBuf),
    Folder(PathBuf),
}

/// The form.
pub(super) struct Page {
    pub form: Form<Key>,
    pub about: About,
}

/// A bundle for a single laptop needs no passphrase.
fn rules(form: &mut Form<Key>) {
    let by_passphrase = form.code(Key::For).is_none_or(|code| code == BY_PASSPHRASE);
    let shown = if by_passphrase { Shown::Yes } else { Shown::No };
    for key in [Key::Passphrase, Key::Again, Key::Remember] {
        form.show(key, shown);
    }
}

impl Page {
    pub(super) fn new(about: About, cx: &Cx) -> Self {
        let mut form = Form::new(cx.lang, cx.store.today()).with_rules(rules);
        let field = |key, name: Words, kind| Spec::new(key, name.text(cx.lang), kind);
        let title = match &about {
            About::Out => words::OUT,
            About::In(_) => words::IN,
            About::Folder(_) => words::FOLDER,
        };
        form.heading(title.text(cx.lang));
        if let About::Out = about {
            let extents = vec![
                item(LACKING, "", words::lacking(cx.lang), "dfmyd"),
                item(EVERYTHING, "", words::everything(cx.lang), "qbjl"),
            ];
            let extent = field(Key::Extent, words::EXTENT, Kind::Pick(Options::one(extents))).required();
            form.field(extent.value(Value::of_code(LACKING)));
            let mut whom = vec![item(BY_PASSPHRASE, "", words::by_passphrase(cx.lang), "kl")];
            for (known, _) in exchange::recipients(&cx.store) {
                let called = laptop::called(cx.lang, known.id, Some(&known), cx.store.directory());
                whom.push(item(&known.id.to_string(), "", &called, ""));
            }
            let whom = field(Key::For, words::TO, Kind::Pick(Options::one(whom))).required();
            form.field(whom.value(Value::of_code(BY_PASSPHRASE)));
            let path = field(Key::Path, words::PATH, Kind::Line).required().cells(50);
            let path = path.hint(words::path_hint(cx.lang));
            form.field(path.value(Value::Text(default_path(cx).display().to_string())));
        }
        let noted = cx.store.noted(PASSPHRASE).ok().flatten().filter(|_| cx.store.key().is_some());
        let known = noted.as_ref().map_or(Value::Empty, |text| Value::Text(text.clone()));
        let passphrase = field(Key::Passphrase, words::PASSPHRASE, Kind::Secret).required();
        form.field(passphrase.hint(words::passphrase_hint(cx.lang)).value(known.clone()));
        if let About::Out = about {
            form.field(field(Key::Again, words::AGAIN, Kind::Secret).required().value(known));
        }
        if cx.store.key().is_some() {
            let answers =
                vec![item(NO, "", words::no(cx.lang), "f"), item(YES, "", words::yes(cx.lang), "s")];
            let remember =
                field(Key::Remember, words::REMEMBER, Kind::Pick(Options::one(answers))).required();
            let now = if noted.is_some() { YES } else { NO };
            form.field(remember.hint(words::remember_hint(cx.lang)).value(Value::of_code(now)));
        }
        form.start(if let About::Out = about { Key::Extent } else { Key::Passphrase });
        Self { form, about }
    }

    /// The task of the completed form; otherwise errors are shown beside the fields.
    pub(super) fn task(&mut self, cx: &mut Cx) -> Option<Task> {
        self.form.say_nothing();
        if let Some(key) = self.form.check() {
            self.form.focus_on(key);
            return None;
        }
        let to = self.form.code(Key::For).and_then(|code| code.parse::<LaptopId>().ok());
        let passphrase = Passphrase::typed(&self.form.text(Key::Passphrase));
        if to.is_none() && !self.is_sound(&passphrase, cx) {
            return None;
        }
        self.note(to.is_none(), cx);
        let by_passphrase = || Sealing::Passphrase { passphrase: passphrase.clone(), cost: Cost::STANDARD };
        Some(match &self.about {
            About::In(path) => Task::Look(path.clone(), Opening::Passphrase(passphrase)),
            About::Folder(path) => Task::Sync(path.clone(), by_passphrase()),
            About::Out => {
                let known =
                    exchange::recipients(&cx.store).into_iter().find(|(known, _)| Some(known.id) == to);
                let sealing = known.map_or_else(by_passphrase, |(_, key)| Sealing::Recipients(vec![key]));
                let extent = match self.form.code(Key::Extent).as_deref() {
                    Some(EVERYTHING) => Extent::Everything,
                    _ => Extent::Lacking(to.map_or_else(|| others(&cx.store), |to| vec![to])),
                };
                Task::Write(extent, sealing, PathBuf::from(self.form.text(Key::Path)))
            }
        })
    }

    fn is_sound(&mut self, passphrase: &Passphrase, cx: &Cx) -> bool {
        let is_new = !matches!(self.about, About::In(_));
        let wrong = if is_new && passphrase.is_too_short() {
            Some((Key::Passphrase, words::too_short(cx.lang)))
        } else if matches!(self.about, About::Out)
            && Passphrase::typed(&self.form.text(Key::Again)) != *passphrase
        {
            Some((Key::Again, words::not_equal(cx.lang)))
        } else {
            None
        };
        if let Some((key, said)) = wrong {
            self.form.say(key, Some((Remark::Error, said.to_owned())));
            self.form.focus_on(key);
        }
        wrong.is_none()
    }

    /// Stores the defaults for the next time; the passphrase only in an encrypted file, and only if wanted.
    fn note(&self, is_by_passphrase: bool, cx: &mut Cx) {
        if cx.store.key().is_some() && is_by_passphrase {
            let wanted = self.form.code(Key::Remember).as_deref() == Some(YES);
            let text = if wanted { self.form.text(Key::Passphrase) } else { String::new() };
            let was = cx.store.noted(PASSPHRASE).ok().flatten().unwrap_or_default();
            if was != text {
                // If this fails, the user is just asked again.
                let _ = cx.store.note(PASSPHRASE, &text);
            }
        }
        let path = self.form.text(Key::Path);
        if let Some(folder) = Path::new(&path).parent().and_then(Path::to_str).filter(|text| !text.is_empty())
        {
            let _ = cx.store.note(TO, folder);
        }
    }
}

/// The other laptops that are known.
fn others(store: &Store) -> Vec<LaptopId> {
    let me = store.device();
    store.directory().laptops().map(|laptop| laptop.id).filter(|id| *id != me).collect()
}

fn default_path(cx: &Cx) -> PathBuf {
    let noted = cx.store.noted(TO).ok().flatten().map(PathBuf::from).filter(|path| path.is_dir());
    let user = directories::UserDirs::new();
    let usual = || user.as_ref().map(|user| user.document_dir().unwrap_or(user.home_dir()).to_owned());
    let office = super::super::laptop::office_name(cx.store.settings().home, cx);
    noted.or_else(usual).unwrap_or_default().join(words::file_name(cx.lang, &office, cx.store.today()))
}
