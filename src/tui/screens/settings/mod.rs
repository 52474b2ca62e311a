//! 设置: the office, its numbers and limits, the operator, and the display. Everything is saved at once.

mod page;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case_number::{NumberParts, NumberTemplate, TemplateError, read_number};
use crate::domain::{CategoryList, Masking, Office, OfficeId, Operator, OperatorId, RateBasis};
use crate::store::{Directory, MouseChoice, Result, Settings, Store, SymbolChoice, ThemeChoice, WindowTitle};
use crate::text::Lang;
use crate::text::settings as words;
use crate::tui::actions::{Action, Place};
use crate::tui::card::{Card, Content};
use crate::tui::form::{Choice, Form, Shown, Value};
use crate::tui::screens::{laptop, sign_in};
use crate::tui::stack::{Answer, Cx, Decision, Flow};
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
    /// 综治类别表
    Categories,
    /// The language.
    Language,
    /// The colours.
    Theme,
    /// The glyphs.
    Symbols,
    /// The title of the terminal's window.
    WindowTitle,
    /// Whether the summary of a case hides personal data.
    Summary,
    /// The mouse.
    Mouse,
    /// The folder that forms are written to.
    Documents,
}

/// The least and the greatest last day of a statistical month.
const CUT_OFF: (u32, u32) = (1, 31);

/// The screen of the settings.
pub type SettingsScreen = Card<AllSettings>;

/// The content of the settings screen.
pub struct AllSettings {
    /// The home office whose name, mark and committee are in the form.
    home: OfficeId,
    /// The home office when the screen was opened.
    was_home: OfficeId,
    /// The next number as a sample; empty while the template is wrong.
    sample: String,
    /// Whose PIN is required.
    asked: Asked,
}

/// The state of a change of the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Pin(OperatorId),
    Proved(OperatorId),
}

/// Rows at the foot: the sample, and the parts of a template.
const FOOT: u16 = 2;

/// Where the home office is the district, the fields for a town are hidden.
fn rules(form: &mut Form<Setting>) {
    let is_town = form.code(Setting::Home).is_some_and(|id| id != Office::root_id().to_string());
    let shown = if is_town { Shown::Yes } else { Shown::No };
    form.show(Setting::Town, shown);
    form.show(Setting::TownMark, shown);
}

impl SettingsScreen {
    /// The current settings.
    pub fn new(cx: &Cx) -> Self {
        let home = cx.store.settings().home;
        let content = AllSettings { home, was_home: home, sample: String::new(), asked: Asked::Nothing };
        Self::over(content, build(cx), cx)
    }
}

fn build(cx: &Cx) -> Form<Setting> {
    let settings = cx.store.settings();
    let mut form = Form::new(cx.lang, cx.store.today()).with_rules(rules);
    page::offices(&mut form, settings, cx);
    page::numbers(&mut form, settings, cx);
    page::months(&mut form, settings, cx);
    page::laptop(&mut form, settings, cx);
    page::settle_template(&mut form);
    form
}

impl AllSettings {
    fn home(&self, form: &Form<Setting>) -> OfficeId {
        form.code(Setting::Home).and_then(|code| code.parse().ok()).unwrap_or(self.home)
    }

    /// Fills in the name, mark and committee of another home office.
    fn follow_home(&mut self, form: &mut Form<Setting>, cx: &Cx) {
        let home = self.home(form);
        if home == self.home {
            return;
        }
        self.home = home;
        if let Some(office) = cx.store.directory().office(home) {
            let (name, mark, committee) = (
                Value::of_text(&office.name),
                Value::of_text(&office.mark),
                Value::of_text(&office.committee),
            );
            for (key, value) in
                [(Setting::Town, name), (Setting::TownMark, mark), (Setting::Committee, committee)]
            {
                form.set(key, &value);
            }
        }
    }

    /// The parts of the next case number of the home office.
    fn next_parts(&self, form: &Form<Setting>, cx: &Cx) -> NumberParts {
        let mark = |mark: Setting, name: Setting| match form.text(mark) {
            empty if empty.is_empty() => form.text(name).chars().take(1).collect(),
            mark => mark,
        };
        let year = cx.store.today().year();
        let newest = cx.store.newest_of(self.home(form)).ok().flatten();
        let last = newest.and_then(|case| read_number(&case.number)).filter(|read| read.year == year);
        NumberParts {
            year,
            district: mark(Setting::DistrictMark, Setting::District),
            town: mark(Setting::TownMark, Setting::Town),
            series: form.text(Setting::Series),
            seq: last.map_or(1, |read| read.seq + 1),
        }
    }

    fn settings(&self, form: &Form<Setting>, known: &Settings) -> Settings {
        let code = |key| form.code(key).unwrap_or_default();
        Settings {
            home: self.home(form),
            language: Lang::from_code(&code(Setting::Language)).unwrap_or(known.language),
            theme: ThemeChoice::ALL
                .into_iter()
                .find(|choice| choice.code() == code(Setting::Theme))
                .unwrap_or(known.theme),
            symbols: SymbolChoice::ALL
                .into_iter()
                .find(|choice| choice.code() == code(Setting::Symbols))
                .unwrap_or(known.symbols),
            window_title: WindowTitle::ALL
                .into_iter()
                .find(|choice| choice.code() == code(Setting::WindowTitle))
                .unwrap_or(known.window_title),
            summary: Masking::from_code(&code(Setting::Summary)),
            mouse: MouseChoice::ALL
                .into_iter()
                .find(|choice| choice.code() == code(Setting::Mouse))
                .unwrap_or(known.mouse),
            series: form.text(Setting::Series),
            cut_off_day: form.number(Setting::CutOff).unwrap_or(known.cut_off_day),
            rate_basis: RateBasis::from_code(&code(Setting::Basis)).unwrap_or(known.rate_basis),
            governance_list: CategoryList::from_code(&code(Setting::Categories))
                .unwrap_or(known.governance_list),
            number_template: form.text(Setting::Template),
            documents_folder: form.text(Setting::Documents),
            ..known.clone()
        }
    }

    /// The operator to be set.
    fn operator(&self, form: &Form<Setting>, directory: &Directory) -> Option<Operator> {
        match form.picked(Setting::Operator).into_iter().next()? {
            Choice::New(name) => Some(Operator::named(name)),
            Choice::Listed(code) => code.parse().ok().and_then(|id| directory.operator(id)).cloned(),
        }
    }

    /// The value of a field changed here, or else that in the file: the roster may have changed it.
    fn unless_changed(form: &Form<Setting>, key: Setting, known: &str) -> String {
        if form.is_changed_in(key) { form.text(key) } else { known.to_owned() }
    }

    /// The district and the home office after the change.
    fn offices(&self, form: &Form<Setting>, directory: &Directory) -> Vec<Office> {
        let home = self.home(form);
        let mut changed = Vec::new();
        if let Some(known) = directory.district() {
            let mut district = Office {
                name: Self::unless_changed(form, Setting::District, &known.name),
                mark: Self::unless_changed(form, Setting::DistrictMark, &known.mark),
                ..known.clone()
            };
            if home == district.id {
                district.committee = Self::unless_changed(form, Setting::Committee, &known.committee);
            }
            changed.push(district);
        }
        if let Some(town) = directory.office(home).filter(|office| office.parent.is_some()) {
            // For another home office, all values come from the form.
            let of = |key, known: &str| {
                if self.was_home == home { Self::unless_changed(form, key, known) } else { form.text(key) }
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
}

/// Writes everything; the settings last, since they take effect at once.
fn put(store: &mut Store, settings: &Settings, operator: Option<Operator>, offices: &[Office]) -> Result<()> {
    if let Some(operator) = operator.filter(|operator| store.operator() != Some(operator.id)) {
        store.sign_in(&operator)?;
    }
    for office in offices {
        store.transact(|writer| writer.put_office(office))?;
    }
    store.save_settings(settings)
}

/// The position of the error in the template, in characters from 1; none if it concerns all of it.
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

impl Content for AllSettings {
    type Key = Setting;

    fn place(&self) -> Place {
        Place::Settings
    }

    fn act(&mut self, action: Action, form: &mut Form<Setting>, cx: &mut Cx) -> Option<Flow> {
        if action == Action::Back {
            self.asked = Asked::Nothing;
        }
        let (Action::Undo | Action::Redo) = action else { return None };
        form.act(action);
        self.judge(form, cx);
        // Do not fall through to undoing saves of cases, which are not visible here.
        Some(Flow::Stay)
    }

    fn begin(&mut self, form: &mut Form<Setting>, cx: &Cx) {
        self.judge(form, cx);
    }

    fn changed(&mut self, form: &mut Form<Setting>, _key: Setting, cx: &Cx) {
        self.judge(form, cx);
    }

    /// Also updates the sample of a number.
    fn judge(&mut self, form: &mut Form<Setting>, cx: &Cx) -> Option<Setting> {
        self.follow_home(form, cx);
        let mut wrong = Vec::new();
        let template = form.text(Setting::Template);
        match template.parse::<NumberTemplate>() {
            Ok(parsed) => self.sample = words::sample(cx.lang, &parsed.render(&self.next_parts(form, cx))),
            Err(error) => {
                self.sample.clear();
                let sentence = words::template_error(cx.lang, &error, place_of(&error, &template));
                wrong.push((Setting::Template, sentence));
            }
        }
        let series = laptop::wrong_series(&form.text(Setting::Series), self.home(form), cx);
        wrong.extend(series.map(|sentence| (Setting::Series, sentence)));
        let (least, most) = CUT_OFF;
        if form.number(Setting::CutOff).is_some_and(|day| !(least..=most).contains(&day)) {
            wrong.push((Setting::CutOff, words::out_of_range(cx.lang, least, most)));
        }
        // A digit picks only where the list is open.
        let is_count = |one: &Choice| matches!(one, Choice::New(name) if name.chars().all(char::is_numeric));
        if form.picked(Setting::Operator).iter().any(is_count) {
            wrong.push((Setting::Operator, words::not_a_name(cx.lang).to_owned()));
        }
        form.say_all(wrong)
    }

    fn save(&mut self, form: &mut Form<Setting>, cx: &mut Cx) -> Result<Flow> {
        let settings = self.settings(form, cx.store.settings());
        let operator = self.operator(form, cx.store.directory());
        let offices = self.offices(form, cx.store.directory());
        if let Some(one) = operator.as_ref().filter(|one| sign_in::asks(&cx.store, one.id))
            && self.asked != Asked::Proved(one.id)
        {
            self.asked = Asked::Pin(one.id);
            return Ok(Flow::Push(Box::new(sign_in::SignIn::of(one.clone()))));
        }
        let was = cx.store.settings().language;
        put(&mut cx.store, &settings, operator, &offices)?;
        if settings.language != was {
            // The language of the command line holds until another is chosen.
            cx.lang = settings.language;
        }
        cx.take_look();
        if cx.surface.can_show(settings.theme, settings.symbols) {
            cx.done(words::saved(cx.lang));
        } else {
            cx.warn(words::saved_but_plain(cx.lang));
        }
        Ok(Flow::Answer(Answer::Saved))
    }

    fn ask_drop(&self, lang: Lang) -> Option<&'static str> {
        Some(words::ask_drop(lang))
    }

    fn draw(&mut self, form: &mut Form<Setting>, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let rows = area.height.saturating_sub(FOOT);
        form.draw(Rect { height: rows, ..area }, buf, cx);
        let foot = Rect { y: area.y + rows, height: area.height - rows, ..area };
        let lines = [self.sample.as_str(), words::template_parts(cx.lang)];
        for ((y, line), style) in
            (foot.top()..foot.bottom()).zip(lines).zip([cx.theme.heading, cx.theme.muted])
        {
            cells::write(buf, (foot.x + 1, y), line, foot.width.saturating_sub(2), style, cx.symbols);
        }
    }

    fn answered(&mut self, answer: Answer, form: &mut Form<Setting>, cx: &mut Cx) -> Result<Flow> {
        match (self.asked, answer) {
            (Asked::Pin(id), Answer::Confirmed(Decision::Yes)) => {
                self.asked = Asked::Proved(id);
                self.save(form, cx)
            }
            _ => Ok(Flow::Stay),
        }
    }

    /// The roster can be opened from here and may have changed the values.
    fn read_again(&mut self, cx: &mut Cx) -> Option<Form<Setting>> {
        self.home = cx.store.settings().home;
        self.was_home = self.home;
        Some(build(cx))
    }
}
