//! 设置: the office, its numbers and limits, the operator, and how this laptop shows things. Saved all at once.

mod page;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::case_number::{NumberParts, NumberTemplate, TemplateError, read_number};
use crate::domain::{Office, OfficeId, Operator, OperatorId, RateBasis};
use crate::store::{Directory, Settings, Store, StoreError, SymbolChoice, ThemeChoice};
use crate::text::Lang;
use crate::text::errors::store_error;
use crate::text::settings as words;
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Choice, Form, FormEvent, Remark, Shown, Value};
use crate::tui::input::Input;
use crate::tui::look;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::sign_in;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer, Typing};
use crate::tui::widgets::cells;

/// A field of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// 操作员
    Operator,
    /// The office whose cases are logged here.
    Home,
    /// Its name, where it is not the district itself.
    Town,
    /// 调委会名称 of the home office.
    Committee,
    /// The name of the district.
    District,
    /// 区县简称 in numbers.
    DistrictMark,
    /// 乡镇简称 in numbers.
    TownMark,
    /// The template of case numbers.
    Template,
    /// The mark of this laptop in numbers.
    Series,
    /// The last day of a statistical month.
    CutOff,
    /// 成功率的分母
    Basis,
    /// The language.
    Language,
    /// The colours.
    Theme,
    /// The glyphs.
    Symbols,
    /// The folder that forms are written to.
    Documents,
}

/// The least and the most that the last day of a month may be.
const CUT_OFF: (u32, u32) = (1, 31);

/// The screen of the settings.
pub struct SettingsScreen {
    form: Form<Setting>,
    /// Every value as it was when the screen was opened or the home office changed.
    before: Vec<(Setting, Value)>,
    /// The home office whose name, mark and committee stand in the form.
    home: OfficeId,
    /// The home office when the screen was opened.
    was_home: OfficeId,
    /// What the next number would look like; empty while the template is wrong.
    sample: String,
    /// Whose PIN was asked for, or is being asked for.
    asked: Asked,
}

/// How far the change of the operator has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Pin(OperatorId),
    Proved(OperatorId),
}

/// The rows at the foot: the sample, and what may stand in a template.
const FOOT: u16 = 2;

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn picked(code: &str) -> Value {
    Value::Picked(vec![Choice::listed(code)])
}

/// The name and mark of a town are those of the district where that is the home office.
fn rules(form: &mut Form<Setting>) {
    let is_town = form.code(Setting::Home).is_some_and(|id| id != Office::root_id().to_string());
    let shown = if is_town { Shown::Yes } else { Shown::No };
    form.show(Setting::Town, shown);
    form.show(Setting::TownMark, shown);
}

impl SettingsScreen {
    /// What is set now.
    pub fn new(cx: &Cx) -> Self {
        let settings = cx.store.settings().clone();
        let mut form = Form::new(cx.lang, cx.store.today()).with_rules(rules);
        page::offices(&mut form, &settings, cx);
        page::numbers(&mut form, &settings, cx);
        page::months(&mut form, &settings, cx);
        page::laptop(&mut form, &settings, cx);
        page::settle_template(&mut form);
        form.start(Setting::Operator);
        let mut screen = Self {
            form,
            before: Vec::new(),
            home: settings.home,
            was_home: settings.home,
            sample: String::new(),
            asked: Asked::Nothing,
        };
        screen.before = screen.values();
        screen.say(cx);
        screen
    }

    /// With the cursor on what is to be set.
    pub fn at(setting: Setting, cx: &Cx) -> Self {
        let mut screen = Self::new(cx);
        screen.form.focus_on(setting);
        screen
    }

    fn values(&self) -> Vec<(Setting, Value)> {
        self.form.keys().into_iter().map(|key| (key, self.form.value(key))).collect()
    }

    fn home(&self) -> OfficeId {
        self.form.code(Setting::Home).and_then(|code| code.parse().ok()).unwrap_or(self.home)
    }

    /// Another home office brings its own name, mark and committee.
    fn follow_home(&mut self, cx: &Cx) {
        let home = self.home();
        if home == self.home {
            return;
        }
        self.home = home;
        if let Some(office) = cx.store.directory().office(home) {
            let (name, mark, committee) = (text(&office.name), text(&office.mark), text(&office.committee));
            for (key, value) in
                [(Setting::Town, name), (Setting::TownMark, mark), (Setting::Committee, committee)]
            {
                self.form.set(key, &value);
            }
        }
    }

    /// Says beside each field what follows from it or is wrong with it; answers the first that is wrong.
    fn say(&mut self, cx: &Cx) -> Option<Setting> {
        let mut wrong = None;
        self.form.say_nothing();
        let template = self.form.text(Setting::Template);
        match template.parse::<NumberTemplate>() {
            Ok(parsed) => {
                self.sample = words::sample(cx.lang, &parsed.render(&self.next_parts(cx)));
            }
            Err(error) => {
                let sentence = words::template_error(cx.lang, &error, place_of(&error, &template));
                self.sample.clear();
                self.form.say(Setting::Template, Some((Remark::Error, sentence)));
                wrong = Some(Setting::Template);
            }
        }
        let (least, most) = CUT_OFF;
        if self.form.number(Setting::CutOff).is_some_and(|day| !(least..=most).contains(&day)) {
            let sentence = words::out_of_range(cx.lang, least, most);
            self.form.say(Setting::CutOff, Some((Remark::Error, sentence)));
            wrong = wrong.or(Some(Setting::CutOff));
        }
        wrong
    }

    /// The parts of the number that the next case of the home office would bear.
    fn next_parts(&self, cx: &Cx) -> NumberParts {
        let mark = |mark: Setting, name: Setting| match self.form.text(mark) {
            empty if empty.is_empty() => self.form.text(name).chars().take(1).collect(),
            mark => mark,
        };
        let year = cx.store.today().year();
        let newest = cx.store.newest_of(self.home()).ok().flatten();
        let last = newest.and_then(|case| read_number(&case.number)).filter(|read| read.year == year);
        NumberParts {
            year,
            district: mark(Setting::DistrictMark, Setting::District),
            town: mark(Setting::TownMark, Setting::Town),
            series: self.form.text(Setting::Series),
            seq: last.map_or(1, |read| read.seq + 1),
        }
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        let missing = self.form.check();
        self.follow_home(cx);
        if let Some(key) = self.say(cx).or(missing) {
            self.form.focus_on(key);
            return Flow::Stay;
        }
        let settings = self.settings(cx.store.settings());
        let operator = self.operator(cx.store.directory());
        let offices = self.offices(cx.store.directory());
        if let Some(one) = operator.as_ref().filter(|one| sign_in::asks(&cx.store, one.id))
            && self.asked != Asked::Proved(one.id)
        {
            self.asked = Asked::Pin(one.id);
            return Flow::Push(Box::new(sign_in::SignIn::of(one.clone())));
        }
        if let Err(error) = put(&mut cx.store, &settings, operator, &offices) {
            cx.fail(store_error(cx.lang, &error));
            return Flow::Stay;
        }
        cx.lang = settings.language;
        (cx.theme, cx.symbols) = (look::theme(settings.theme), look::symbols(settings.symbols));
        if look::is_shown(settings.theme, settings.symbols) {
            cx.done(words::saved(cx.lang));
        } else {
            cx.warn(words::saved_but_plain(cx.lang));
        }
        Flow::Answer(Answer::Saved)
    }

    fn settings(&self, known: &Settings) -> Settings {
        let code = |key| self.form.code(key).unwrap_or_default();
        Settings {
            home: self.home(),
            language: Lang::from_code(&code(Setting::Language)).unwrap_or(known.language),
            theme: ThemeChoice::ALL
                .into_iter()
                .find(|choice| choice.code() == code(Setting::Theme))
                .unwrap_or(known.theme),
            symbols: SymbolChoice::ALL
                .into_iter()
                .find(|choice| choice.code() == code(Setting::Symbols))
                .unwrap_or(known.symbols),
            series: self.form.text(Setting::Series),
            cut_off_day: self.form.number(Setting::CutOff).unwrap_or(known.cut_off_day),
            rate_basis: RateBasis::from_code(&code(Setting::Basis)).unwrap_or(known.rate_basis),
            number_template: self.form.text(Setting::Template),
            documents_folder: self.form.text(Setting::Documents),
            ..known.clone()
        }
    }

    /// Who is to be at the keyboard.
    fn operator(&self, directory: &Directory) -> Option<Operator> {
        match self.form.picked(Setting::Operator).into_iter().next()? {
            Choice::New(name) => Some(Operator::named(name)),
            Choice::Listed(code) => code.parse().ok().and_then(|id| directory.operator(id)).cloned(),
        }
    }

    /// What a field holds if it was changed here, else what stands in the file: the roster may have written there since.
    fn unless_changed(&self, key: Setting, known: &str) -> String {
        let value = self.form.value(key);
        let is_untouched = self.before.iter().any(|(before, was)| *before == key && *was == value);
        if is_untouched { known.to_owned() } else { self.form.text(key) }
    }

    /// The district and the home office as they are to be.
    fn offices(&self, directory: &Directory) -> Vec<Office> {
        let home = self.home();
        let mut changed = Vec::new();
        if let Some(known) = directory.district() {
            let mut district = Office {
                name: self.unless_changed(Setting::District, &known.name),
                mark: self.unless_changed(Setting::DistrictMark, &known.mark),
                ..known.clone()
            };
            if home == district.id {
                district.committee = self.unless_changed(Setting::Committee, &known.committee);
            }
            changed.push(district);
        }
        if let Some(town) = directory.office(home).filter(|office| office.parent.is_some()) {
            // Another home office than before: all that stands here is its own.
            let of = |key, known: &str| {
                if self.was_home == home { self.unless_changed(key, known) } else { self.form.text(key) }
            };
            changed.push(Office {
                name: of(Setting::Town, &town.name),
                mark: of(Setting::TownMark, &town.mark),
                committee: of(Setting::Committee, &town.committee),
                ..town.clone()
            });
        }
        changed
    }

    fn follow(&mut self, event: FormEvent<Setting>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(_) => return self.save(cx),
            FormEvent::Changed(_) | FormEvent::Left(_) => {
                self.follow_home(cx);
                self.say(cx);
            }
            FormEvent::Nothing => {}
        }
        Flow::Stay
    }
}

/// Writes everything; the settings last, since they are what takes effect.
fn put(
    store: &mut Store,
    settings: &Settings,
    operator: Option<Operator>,
    offices: &[Office],
) -> Result<(), StoreError> {
    if let Some(operator) = operator.filter(|operator| store.operator() != Some(operator.id)) {
        store.sign_in(&operator)?;
    }
    for office in offices {
        store.save_office(office)?;
    }
    store.save_settings(settings)
}

/// After how many characters of the template the mistake stands, from 1; none where it is the whole.
fn place_of(error: &TemplateError, template: &str) -> Option<usize> {
    let byte = match error {
        TemplateError::UnknownPlaceholder(word) => template.find(&format!("{{{word}"))?,
        TemplateError::BadWidth(width) => template.find(&format!(":{width}}}"))?,
        TemplateError::Unclosed => template.rfind('{')?,
        TemplateError::TwoSeq => template.rfind("{seq")?,
        TemplateError::NoSeq => return None,
    };
    Some(template.get(..byte)?.chars().count() + 1)
}

impl Layer for SettingsScreen {
    fn place(&self) -> Place {
        Place::Settings
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::Back if self.values() != self.before => {
                self.asked = Asked::Nothing;
                Flow::Push(Box::new(Confirm::yes_or_no(words::ask_drop(cx.lang), cx.lang)))
            }
            Action::Undo | Action::Redo => {
                let event = self.form.act(action);
                self.follow(event, cx);
                // Never on to the saves of cases, which are not to be seen from here.
                Flow::Stay
            }
            _ => {
                let event = self.form.act(action);
                self.follow(event, cx)
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        let event = self.form.input(input);
        self.follow(event, cx)
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let rows = area.height.saturating_sub(FOOT);
        self.form.draw(Rect { height: rows, ..area }, buf, cx);
        let foot = Rect { y: area.y + rows, height: area.height - rows, ..area };
        let lines = [self.sample.as_str(), words::template_parts(cx.lang)];
        for ((y, line), style) in
            (foot.top()..foot.bottom()).zip(lines).zip([cx.theme.heading, cx.theme.muted])
        {
            cells::write(buf, (foot.x + 1, y), line, foot.width.saturating_sub(2), style, cx.symbols);
        }
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (self.asked, answer) {
            (Asked::Pin(id), Answer::Confirmed(Decision::Yes)) => {
                self.asked = Asked::Proved(id);
                self.save(cx)
            }
            (_, Answer::Confirmed(Decision::Yes)) => Flow::Close,
            _ => Flow::Stay,
        }
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }

    fn refresh(&mut self, cx: &mut Cx) {
        // The roster, opened from here, may have changed what is shown; what is being typed stays.
        if self.values() == self.before {
            let at = self.form.focus();
            *self = Self::new(cx);
            if let Some(key) = at {
                self.form.focus_on(key);
            }
        }
    }
}
